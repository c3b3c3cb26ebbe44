// Adults whose names may stand in a post's texts, and whether each agreed to be named (T-07).

/** One adult the school knows by name. */
export interface KnownAdult {
  /** folded words of the name, without a title: `priya nair`; only the last for somebody on record as `Mrs Patel` */
  words: readonly string[];
  /** works here, with an account of their own */
  staff: boolean;
  /** folded words of what they do, '' where that is not known */
  job: string;
  /** whether they may be named in this very post, now and when it goes out: by forename and surname, or in any way at all */
  named: { full: boolean; anyWay: boolean };
}

export interface AdultsNamed {
  readonly adults: readonly KnownAdult[];
  /** what follows the @ in the addresses of those who work here */
  readonly mailHosts: readonly string[];
}

export const NO_ADULTS: AdultsNamed = { adults: [], mailHosts: [] };
