// Writes the words of names that were stored before names had words, or closed with another key, a few pupils at a time: begun
// again it goes on where it was, and once all are written it finds nothing to do.
import { transact } from '#db/client.server.ts';
import {
  earlierNamesWithoutWords,
  fillNameWords,
  pupilsWithoutNameWords,
} from '#db/queries/name-words.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { keepEarlierWords, keyMarkOf, type OpenedName } from './earlier-name-words.ts';

/** Pupils, or earlier names, of one transaction. */
const AT_ONCE = 200;

export interface Filled {
  pupils: number;
  earlierNames: number;
}

/** Goes through everything that has no words yet. A name that cannot be opened is logged, by its id, and passed over. */
export async function fillAllNameWords(deps: Pick<WorkerDeps, 'db' | 'nameVault' | 'log'>): Promise<Filled> {
  return { pupils: await fillPupils(deps), earlierNames: await fillEarlierNames(deps) };
}

async function fillPupils({ db }: Pick<WorkerDeps, 'db'>): Promise<number> {
  let [filled, after] = [0, null as string | null];
  for (;;) {
    const some = await pupilsWithoutNameWords(db, after, AT_ONCE);
    for (const schoolId of new Set(some.map((row) => row.schoolId)))
      await transact(db, (tx) =>
        fillNameWords(
          tx,
          { schoolId },
          some.flatMap((row) => (row.schoolId === schoolId ? [row.id] : [])),
        ),
      );
    filled += some.length;
    after = some.at(-1)?.id ?? after;
    if (some.length < AT_ONCE) return filled;
  }
}

async function fillEarlierNames({
  db,
  nameVault,
  log,
}: Pick<WorkerDeps, 'db' | 'nameVault' | 'log'>): Promise<number> {
  let [filled, after] = [0, null as string | null];
  for (;;) {
    const some = await earlierNamesWithoutWords(db, keyMarkOf(db), after, AT_ONCE);
    const opened: OpenedName[] = [];
    for (const { sealedName: box, keyId, ...row } of some)
      try {
        const name = new TextDecoder().decode(await nameVault.open({ box, keyId }));
        opened.push({ ...row, name });
      } catch (error) {
        log.error('an earlier name could not be opened', { previousNameId: row.id, error });
      }
    if (opened.length > 0) await transact(db, (tx) => keepEarlierWords(tx, opened));
    filled += opened.length;
    after = some.at(-1)?.id ?? after;
    if (some.length < AT_ONCE) return filled;
  }
}
