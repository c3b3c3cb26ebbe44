// Which posts rest on a yes to a pupil's name: where that yes is taken back, they are reached like posts that show the pupil.
import type { Database, Tx } from '#db/client.server.ts';
import { postsNamingPupils } from '#db/queries/posts-naming.server.ts';
import type { NameSubject } from './judge-names.ts';

/** What a post with such a finding rests on. */
const RESTS_ON: Readonly<Record<string, NameSubject>> = {
  pupil_full_name_agreed: 'full_name',
  pupil_first_name_agreed: 'name_with_image',
  pupil_first_name_agreed_alone: 'first_name',
};

/** The uses of one pupil's name, by post. */
export type NamedIn = ReadonlyMap<string, readonly NameSubject[]>;
export const NAMED_NOWHERE: NamedIn = new Map();

/** By pupil; a pupil whom no post names is absent. */
export async function postsThatName(
  db: Database | Tx,
  scope: { schoolId: string },
  pupilIds: readonly string[],
): Promise<Map<string, NamedIn>> {
  const rows = await postsNamingPupils(db, scope, pupilIds, Object.keys(RESTS_ON));
  return new Map(
    [...rows].map(([pupilId, posts]) => [
      pupilId,
      new Map(
        [...posts].map(([postId, codes]) => [
          postId,
          [...new Set(codes.flatMap((code) => RESTS_ON[code] ?? []))],
        ]),
      ),
    ]),
  );
}
