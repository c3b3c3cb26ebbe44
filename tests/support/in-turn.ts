// Each test takes its own pupil from a list; a list that is too short is said to be, whichever test comes last.

/** Gives the items out, each once. Errors, on the call after the last: there is none left. */
export function inTurn<T>(items: readonly T[]): () => T {
  const left = items.values();
  return () => {
    const { value, done } = left.next();
    if (done) throw new Error(`only ${items.length} were to be had, and every one is taken`);
    return value;
  };
}
