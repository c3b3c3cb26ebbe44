// Changes of permission wait for their turn in memory, a few at a time: on the day on which hundreds come within minutes they must
// neither give up for want of a connection to the database, nor take every connection from the pages that people look at.

/** Fewer than a process has connections. */
const AT_ONCE = 4;

interface Turns {
  running: number;
  waiting: (() => void)[];
}

const turnsOf = new WeakMap<object, Turns>();

/** Runs `change` when its turn has come, first come first served for each database. Errors: whatever `change` throws. */
export async function inTurn<T>(db: object, change: () => Promise<T>): Promise<T> {
  const turns = turnsOf.get(db) ?? { running: 0, waiting: [] };
  turnsOf.set(db, turns);
  if (turns.running >= AT_ONCE) await new Promise<void>((resolve) => turns.waiting.push(resolve));
  else turns.running += 1;
  try {
    return await change();
  } finally {
    const next = turns.waiting.shift();
    if (next) next();
    else turns.running -= 1;
  }
}
