// A count as the subject of a sentence, for words that are read out: one of a thing is said in words of its own.

/** `one` as it stands for 1, else the number before `more`. */
export const many = (count: number, one: string, more: string): string =>
  count === 1 ? one : `${count} ${more}`;

/** The same as a line of its own, and none where there is nothing to count. */
export const manyIfAny = (count: number, one: string, more: string): string[] =>
  count === 0 ? [] : [many(count, one, more)];
