// Handles that are known: official accounts, and those in which a pupil's name stands (T-05). Partners stand on the trust's own list.
export interface HandleRegister {
  /** accounts of the trust's register, in lower case, without `@` */
  readonly official: readonly string[];
  /** pupils whose full name a handle of the texts holds: ids by handle in lower case */
  readonly pupils: ReadonlyMap<string, readonly string[]>;
}

export const NO_HANDLES: HandleRegister = { official: [], pupils: new Map() };
