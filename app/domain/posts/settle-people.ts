// Says who is in a photo and how many people can be seen: pupils from the roster, adults with a permission on record (I-04, R-62, R-67).
import { replacePeople, setPlace } from '#db/queries/post-photos.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { adultPermissionsByIds } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { editPost } from './edit-post.ts';
import type { PostRef } from './load-post-facts.ts';

export interface SettledPerson {
  kind: 'pupil' | 'adult';
  /** pupil id or adult permission id */
  id: string;
  /** whether the face looks at the camera; what is not said stays unknown, and unknown fails a condition */
  faceOn?: 'yes' | 'no' | 'unknown';
  uniform?: 'yes' | 'no' | 'unknown';
}

export interface SettlePeople {
  version: number;
  postPhotoId: string;
  people: readonly SettledPerson[];
  /** how many people can be seen; null = not yet counted */
  headCount: number | null;
}

/**
 * Replaces who is settled in one photo.
 * Errors: as editPost; AppError not_found for a photo of another post or a person of another school.
 */
export async function settlePeople(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: SettlePeople,
): Promise<{ version: number }> {
  const once = [...new Map(input.people.map((p) => [`${p.kind}:${p.id}`, p])).values()];
  const ids = (kind: SettledPerson['kind']) => once.filter((p) => p.kind === kind).map((p) => p.id);
  return editPost(
    deps,
    actor,
    ref,
    input.version,
    async (work, facts) => {
      found(
        facts.photos.find((photo) => photo.postPhotoId === input.postPhotoId),
        'photo',
      );
      const pupils = new Set((await pupilsByIds(work.db, ref, ids('pupil'))).map((p) => p.id));
      const adults = new Set((await adultPermissionsByIds(work.db, ref, ids('adult'))).map((a) => a.id));
      for (const person of once)
        found((person.kind === 'pupil' ? pupils : adults).has(person.id) || null, person.kind);
      const rows = once.map((person) => ({
        kind: person.kind,
        pupilId: person.kind === 'pupil' ? person.id : null,
        adultPermissionId: person.kind === 'adult' ? person.id : null,
        faceOn: person.faceOn ?? ('unknown' as const),
        uniform: person.uniform ?? ('unknown' as const),
        addedBy: actor.userId,
        addedAt: work.at,
      }));
      await replacePeople(work.db, ref, input.postPhotoId, rows);
      await setPlace(work.db, ref, input.postPhotoId, { headCount: input.headCount });
      return { fields: ['people'] };
    },
    ids('pupil'),
  );
}
