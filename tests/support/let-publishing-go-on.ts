// Ends whichever pause stops a school, for tests in which a pause is only a circumstance.
import type { Person } from '#app/domain/actor.ts';
import { resumePublishing } from '#app/domain/school/pause-publishing.ts';
import { pausedSince } from '#app/domain/school/read-pause.ts';
import type { World } from './world.ts';

/** No post goes on by itself: each that had a time is approved again. Errors: as {@link resumePublishing}. */
export async function letPublishingGoOn(world: World, actor: Person): Promise<void> {
  const { schoolId } = world;
  const pause = await pausedSince(world.db, { trustId: actor.trustId, schoolId });
  await resumePublishing(world.web, actor, { schoolId, pauseId: pause?.id ?? null, goOn: [] });
}
