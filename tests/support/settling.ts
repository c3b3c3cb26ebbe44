// Lists who is in a photo the way most tests need it: everybody somewhere in it, nobody on a particular face, and counted.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { PersonToPlace, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { settlePhoto } from '#app/domain/posts/settle-photo.ts';

/** Takes the steps one after another, from the version that each one leaves. Out: the last version. */
export async function takeSteps(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  postPhotoId: string,
  steps: readonly SettleStep[],
  from?: number,
): Promise<{ version: number; undo: SettleStep[][] }> {
  let version = from ?? (await readPostFacts(deps.db, ref, deps.clock.now())).post.version;
  const undo: SettleStep[][] = [];
  for (const step of steps) {
    const settled = await settlePhoto(deps, actor, ref, { version, postPhotoId, step });
    version = settled.version;
    undo.push(settled.undo);
  }
  return { version, undo };
}

/** Makes these people, and nobody else, the ones in the photo, and counts them (or `headCount`). */
export async function listPeople(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  postPhotoId: string,
  people: readonly PersonToPlace[],
  { headCount = people.length, version }: { headCount?: number; version?: number } = {},
): Promise<{ version: number }> {
  const { photos } = await readPostFacts(deps.db, ref, deps.clock.now());
  const listed = photos.find((photo) => photo.postPhotoId === postPhotoId)?.people ?? [];
  const steps: SettleStep[] = [
    ...listed
      .filter((one) => !people.some(({ kind, id }) => kind === one.kind && id === one.id))
      .map(({ kind, id }): SettleStep => ({ step: 'remove_person', kind, id })),
    ...people.map((person): SettleStep => ({ step: 'add_person', person, placed: 'together' })),
    { step: 'count', headCount },
  ];
  return takeSteps(deps, actor, ref, postPhotoId, steps, version);
}
