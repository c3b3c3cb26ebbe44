// Gathers the permissions that cover the names, slogans and logos of others in a post's words: asked about only where one stands there.
import type { Database, Tx } from '#db/client.server.ts';
import { marksPermitted } from '#db/queries/marks-permitted.server.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { type MarksPermitted, NO_MARKS } from './rights-ground.ts';
import { marksIn } from './trademarks.ts';

export async function loadRights(
  db: Database | Tx,
  { schoolId, platform, parts, about }: GroundOf,
  lists: WordListsInForce,
): Promise<MarksPermitted> {
  const find = marksIn(lists.trademarks.entries);
  if (!parts.some(({ text }) => find(foldText(text)).length > 0)) return NO_MARKS;
  const until = about.goesOutFrom > about.at ? about.goesOutFrom : about.at;
  const rows = await marksPermitted(db, { schoolId }, { place: platform, from: about.at, until });
  return { permissions: rows.map(({ id, what, givenBy }) => ({ id, says: [what, givenBy] })) };
}
