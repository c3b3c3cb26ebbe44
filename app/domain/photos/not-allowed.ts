// How a walker over picture bytes says "not this one", in a file of its own so that both walkers can say it.

/** Thrown at the first byte that is not allowed; `offset` counts from 0. */
export class NotAllowed extends Error {
  constructor(
    readonly offset: number,
    readonly what: string,
  ) {
    super(`${what} at byte ${offset}`);
    this.name = 'NotAllowed';
  }
}
