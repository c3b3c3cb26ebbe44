// The one clock: everything that asks "what time is it" asks here, so that a test or a storm can say.

/** Tells the time. In production it is the database's time, sampled; see the database clock adapter. */
export interface Clock {
  /** The present moment, in ms precision. */
  now(): Date;
  /**
   * Whether the offset to the database is known and its drift is at most 5 s.
   * When false the worker claims nothing and `/health` answers 503.
   */
  trustworthy(): boolean;
}
