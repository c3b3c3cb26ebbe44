// The frame's data for a loader: read once a request, sent as `frame`, found again by error pages.
import type { FrameData } from '#app/components/app-frame.tsx';
import { countWaiting } from '#app/domain/posts/list-posts.ts';
import { unreadCount } from '#app/domain/school/read-notices.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { frameOf } from '#app/presenters/frame.ts';
import { ownSchools, type SignedInPerson } from './actor.server.ts';

/** The frame at one of the person's schools. */
export async function frameAt(who: SignedInPerson, school: OwnSchool): Promise<FrameData> {
  const { person, at, services, shared } = who;
  const unread = await unreadCount(services.deps.db, person, school.id);
  const waiting = await countWaiting(services.deps.db, person, { schoolId: school.id }, at);
  return frameOf({ person, school, schools: await ownSchools(who), unread, waiting, shared, at });
}

/**
 * The frame for a page that belongs to no school: at the school they come from when the path names one of theirs, else
 * at their first; null for somebody without any.
 */
export async function frameNear(who: SignedInPerson, path: string): Promise<FrameData | null> {
  const schools = await ownSchools(who);
  const slug = /^\/s\/([^/?#]+)/.exec(path)?.[1];
  const school = schools.find((each) => each.slug === slug) ?? schools[0];
  return school ? frameAt(who, school) : null;
}
