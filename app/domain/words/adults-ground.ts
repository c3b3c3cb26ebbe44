// Adults whose names may stand in a post's texts, and whether each agreed to be named (T-07).
export interface AdultsNamed {
  readonly adults: readonly never[];
}

export const NO_ADULTS: AdultsNamed = { adults: [] };
