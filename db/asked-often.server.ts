// Lets PostgreSQL keep its plans of the statements that a process asks again and again. A post that goes out asks some forty small
// questions several times, and making the plan of one takes four times as long as answering it.

/** Asked so often by this process, a statement is worth a name. */
const OFTEN = 25;

/** Most statements with a name: each connection keeps a plan of some tens of kilobytes for each. */
const MOST_NAMED = 120;

/** Most texts that are counted; lists of different lengths make texts without end. */
const MOST_COUNTED = 2_000;

/** Gives a statement the same name on every connection of the process once it is asked often, and none before. */
export function createNames(): (text: string) => string | undefined {
  const named = new Map<string, string>();
  let counted = new Map<string, number>();
  return (text) => {
    const known = named.get(text);
    if (known || named.size >= MOST_NAMED) return known;
    const times = (counted.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (counted.size >= MOST_COUNTED) counted = new Map();
      counted.set(text, times);
      return undefined;
    }
    counted.delete(text);
    const name = `often_${named.size}`;
    named.set(text, name);
    return name;
  };
}
