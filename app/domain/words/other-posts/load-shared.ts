// Gathers what is known of the posts that a text shares by their address: ours are judged as if this post showed their pupils itself.
import type { Database, Tx } from '#db/client.server.ts';
import { findRevision } from '#db/queries/revisions.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { officialAmong, type OwnPost, ownPosts } from '#db/queries/shared-posts.server.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { found } from '#app/domain/errors.ts';
import { answersForPupil } from '#app/domain/posts/judge-people.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { NO_SHARED, type SharedPosts, type SharedState } from './shared-ground.ts';
import { postAddressesIn } from './shared-posts.ts';

export async function loadShared(db: Database | Tx, of: GroundOf): Promise<SharedPosts> {
  const { trustId, parts } = of;
  const shared = parts.flatMap(({ text }) => postAddressesIn(text));
  if (shared.length === 0) return NO_SHARED;
  const ours = await ownPosts(
    db,
    { trustId },
    shared.map(({ id }) => id),
  );
  const handles = await officialAmong(
    db,
    { trustId },
    shared.flatMap(({ handle }) => handle ?? []),
  );
  const states = new Map<string, SharedState>();
  for (const post of ours)
    if (states.get(post.platformId) !== 'removed') states.set(post.platformId, await stateOf(db, of, post));
  return { ours: states, officialHandles: new Set(handles) };
}

/** By what was sent, which nobody changes afterwards. */
async function stateOf(db: Database | Tx, of: GroundOf, post: OwnPost): Promise<SharedState> {
  if (post.removed) return 'removed';
  const content = (await findRevision(db, post, post.revisionId))?.content;
  const people = content?.photos.flatMap((photo) => photo.people) ?? [];
  const pupilIds = [...new Set(people.flatMap(({ kind, id }) => (kind === 'pupil' ? [id] : [])))];
  if (!content || pupilIds.length === 0) return 'live';
  if (post.schoolId !== of.schoolId) return 'of_another_school';
  const { about, platform } = of;
  const home = found(await findSchool(db, of), 'school');
  const school = { zone: about.zone, settings: about.settings, consentExportedAt: home.consentExportedAt };
  const inputs = await loadConsentInputs(db, of, school, pupilIds);
  const ground = { platform, accountKind: about.accountKind, trip: about.trip };
  const moments = about.goesOutFrom > about.at ? [about.at, about.goesOutFrom] : [about.at];
  const mayBeShown = pupilIds.every((id) => {
    const one = inputs.get(id);
    return one && answersForPupil(content, one, ground, moments).every(({ verdict }) => verdict !== 'block');
  });
  return mayBeShown ? 'live' : 'not_agreed';
}
