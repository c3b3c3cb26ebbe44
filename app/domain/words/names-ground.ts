// Pupils whose names may stand in a post's texts, found by the texts' own words: never the whole roll.
export interface NamesInText {
  readonly pupils: readonly never[];
}

export const NO_NAMES: NamesInText = { pupils: [] };
