// Questions that travel together in one transaction. Once one of them fails, PostgreSQL answers every later one with nothing but that the
// transaction is over; which of these answers is heard of first is chance.

type Answers<Asked extends readonly Promise<unknown>[]> = {
  -readonly [At in keyof Asked]: Awaited<Asked[At]>;
};

/**
 * Waits for all of them. In: what was asked, in the order in which it was asked.
 * Errors: of the first in this order that failed, which is the cause of the others.
 */
export async function askedTogether<const Asked extends readonly Promise<unknown>[]>(
  asked: Asked,
): Promise<Answers<Asked>> {
  const answers = await Promise.allSettled(asked);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return (await Promise.all(asked)) as Answers<Asked>;
}
