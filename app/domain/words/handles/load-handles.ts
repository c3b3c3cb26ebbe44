// Loads what is known of the handles in a post's texts: the trust's register, and pupils whose names stand in those that are not on it.
import type { Database, Tx } from '#db/client.server.ts';
import { nameWordsInLetters, officialHandles } from '#db/queries/handles.server.ts';
import { heldNames, holdersOf, lettersOf } from './handle-names.ts';
import { handlesIn } from './find-handles.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { type HandleRegister, NO_HANDLES } from './handles-ground.ts';

/** Asks nothing where the texts hold no handle. */
export async function loadHandles(
  db: Database | Tx,
  of: Pick<GroundOf, 'schoolId' | 'trustId' | 'parts' | 'about'>,
): Promise<HandleRegister> {
  const here = [...new Set(of.parts.flatMap(({ text }) => handlesIn(text).map(({ handle }) => handle)))];
  if (here.length === 0) return NO_HANDLES;
  const official = (await officialHandles(db, of.trustId, of.about.at)).map((handle) => handle.toLowerCase());
  const strangers = here.filter((handle) => !official.includes(handle));
  if (strangers.length === 0) return { official, pupils: new Map() };
  const names = heldNames(await nameWordsInLetters(db, of, strangers.map(lettersOf)));
  return { official, pupils: new Map(strangers.map((handle) => [handle, holdersOf(handle, names)])) };
}
