// Where the addresses in a post led, when we looked (T-18).
export interface LinkLooks {
  readonly looks: readonly never[];
}

export const NO_LINKS: LinkLooks = { looks: [] };
