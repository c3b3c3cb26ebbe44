// What a running process counts of itself for whoever watches it: names of sweeps, outcomes and times; never an id or a name.

export interface Measures {
  /** A sweep's run has ended, well or not. */
  sweepRan(name: string, well: boolean): void;
  /** A post is out, so many ms after its time or its turn. */
  published(afterDueMs: number): void;
  /** What a try at a due post came to. */
  tried(outcome: string): void;
}

/** For processes that nobody watches. */
export const noMeasures: Measures = {
  sweepRan: () => undefined,
  published: () => undefined,
  tried: () => undefined,
};
