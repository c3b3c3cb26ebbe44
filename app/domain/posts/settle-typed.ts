// Settles who is in one photo from a form, even when the draft moved on in other places meanwhile. When somebody else
// settled this very photo differently, both lists are given back and nothing is written.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { readPostFacts, type PostRef } from './load-post-facts.ts';
import type { PlacedPhoto } from './post-facts.ts';
import { type SettledPerson, settlePeople } from './settle-people.ts';

export interface SettleTyped {
  postPhotoId: string;
  people: readonly SettledPerson[];
  headCount: number | null;
  /** the people as the form was drawn from, see {@link settledKey} */
  base: string;
}

export type SettledTyped = { ok: true; version: number } | { ok: false };

/** One text for who is settled in a photo and how many are counted, to tell whether it changed. */
export function settledKey(photo: Pick<PlacedPhoto, 'people' | 'headCount'>): string {
  const people = photo.people.map(({ kind, id, faceOn, uniform }) => [kind, id, faceOn, uniform].join(':'));
  return [...people.sort(), photo.headCount ?? 'not counted'].join('|');
}

const TRIES = 4;

/** Errors: as settlePeople, save for a stale version: only a change to this very photo stops it (`ok: false`). */
export async function settleTyped(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: SettleTyped,
): Promise<SettledTyped> {
  for (let tried = 1; ; tried++) {
    const { post, photos } = await readPostFacts(deps.db, ref, deps.clock.now());
    const photo = found(
      photos.find(({ postPhotoId }) => postPhotoId === input.postPhotoId),
      'photo',
    );
    if (settledKey(photo) !== input.base) return { ok: false };
    try {
      const { postPhotoId, people, headCount } = input;
      const { version } = await settlePeople(deps, actor, ref, {
        version: post.version,
        postPhotoId,
        people,
        headCount,
      });
      return { ok: true, version };
    } catch (error) {
      const moved = error instanceof AppError && error.code === 'stale_revision';
      if (!moved || tried === TRIES) throw error;
    }
  }
}
