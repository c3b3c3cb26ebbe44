// What a change of name sets off, in the transaction that writes it: the old name is sealed, for matching in words alone, and where it
// may still stand in public the safeguarding lead is asked to look. Nothing but the sealed box and closed digests of its words keeps the old name after this.
import { randomUUID } from 'node:crypto';
import {
  insertNameChange,
  insertPreviousNames,
  postsInStateShowing,
  textsInState,
} from '#db/queries/names.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { NamedPupil } from '#app/domain/consent/pupil-name.ts';
import type { SealingVault } from '#app/domain/ports/token-vault.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { Work } from '#app/domain/work.ts';
import { keepEarlierWords } from './earlier-name-words.ts';
import { foldedWords } from './folded-name.ts';
import { hasWord, namesGone, type NamesGone } from './name-change.ts';

export interface Renamed {
  pupilId: string;
  before: NamedPupil;
  after: NamedPupil;
}

/** In public, or perhaps. */
const LIVE: readonly PostStatus[] = ['publishing', 'unknown', 'published', 'takedown_failed'];
/** On their way to the public: looked through for the old name in their words. */
const TO_COME: readonly PostStatus[] = ['in_review', 'approved', 'scheduled', 'held'];

/** Call it with pupils whose rows are locked, once the new names are written. Pupils with nothing gone are passed over. */
export async function keepNames(
  work: Work,
  vault: SealingVault,
  schoolId: string,
  renamed: readonly Renamed[],
): Promise<void> {
  const changes = renamed.flatMap(({ pupilId, before, after }) => {
    const gone = namesGone(before, after);
    return gone ? [{ pupilId, gone }] : [];
  });
  if (changes.length === 0) return;
  const scope = { schoolId };
  const ids = changes.map(({ pupilId }) => pupilId);
  const showing = await postsInStateShowing(work.db, scope, ids, LIVE);
  const texts = (await textsInState(work.db, scope, [...LIVE, ...TO_COME])).map(({ postId, text }) => ({
    postId,
    words: foldedWords(text),
  }));
  const leads = await peopleWithRole(work.db, scope, ['dsl', 'deputy_dsl'], work.at);
  for (const { pupilId, gone } of changes) {
    await seal(work, vault, schoolId, pupilId, gone);
    const inWords = texts.filter(({ words }) => hasWord(words, gone.words)).map(({ postId }) => postId);
    const postIds = [...new Set([...(showing.get(pupilId) ?? []), ...inWords])].sort();
    if (postIds.length === 0) {
      work.record({ type: 'pupil.renamed', schoolId, pupilId, nameChangeId: null });
      continue;
    }
    const nameChangeId = await insertNameChange(work.db, {
      schoolId,
      pupilId,
      changedAt: work.at,
      postIds,
    });
    work.record({ type: 'pupil.renamed', schoolId, pupilId, nameChangeId });
    for (const userId of leads)
      work.notify({ schoolId, userId, kind: 'name_changed', aboutId: nameChangeId });
  }
}

async function seal(
  work: Work,
  vault: SealingVault,
  schoolId: string,
  pupilId: string,
  { names }: NamesGone,
): Promise<void> {
  const rows = [];
  const opened = [];
  for (const name of names) {
    const { box, keyId } = await vault.seal(new TextEncoder().encode(name));
    const id = randomUUID();
    rows.push({ id, schoolId, pupilId, sealedName: box, keyId, changedAt: work.at });
    opened.push({ id, schoolId, pupilId, name });
  }
  await insertPreviousNames(work.db, rows);
  await keepEarlierWords(work.db, opened);
}
