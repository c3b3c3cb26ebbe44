// A permission for somebody else's material ends: taken back by its owner, which takes live posts down, or only over, which
// stops what has not gone out and leaves what is live to a person.
import { postsWithMarkPermitted } from '#db/queries/marks-permitted.server.ts';
import { shareSchool } from '#db/queries/locks.server.ts';
import { endMaterialRow, lockMaterial, postsUsingMaterial } from '#db/queries/materials.server.ts';
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { type Judge, nothingReached, type Reached, reachPosts } from '#app/domain/consent/reach-posts.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { momentsToJudge } from '#app/domain/posts/load-post-facts.ts';
import {
  type MaterialPermission,
  materialsNamed,
  materialVerdict,
} from '#app/domain/posts/material-verdict.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { inOneTransaction } from '#app/domain/work.ts';

export interface EndMaterial {
  schoolId: string;
  materialPermissionId: string;
  /** its owner wants it used no more; false when it is only over */
  withdrawn: boolean;
}

/** Doing it again changes nothing. Errors: AppError forbidden without `adults.record`; not_found. */
export async function endMaterial(
  deps: Deps,
  actor: Person,
  { schoolId, materialPermissionId, withdrawn }: EndMaterial,
): Promise<Reached> {
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'adults.record', schoolId, work.at);
    const scope = { schoolId };
    await shareSchool(work.db, scope);
    const before = found(await lockMaterial(work.db, scope, materialPermissionId), 'material');
    const by = withdrawn ? actor.userId : null;
    if (!(await endMaterialRow(work.db, scope, before.id, work.at, by))) return nothingReached();
    work.record({ type: 'material_permission.ended', schoolId, materialPermissionId });
    const after = found(await lockMaterial(work.db, scope, before.id), 'material');
    const inWords = new Set(await postsWithMarkPermitted(work.db, scope, before.id));
    const posts = [...new Set([...(await postsUsingMaterial(work.db, scope, before.id)), ...inWords])].sort();
    const kind = withdrawn ? 'material_withdrawal' : 'material_permission_ended';
    return reachPosts(deps, work, schoolId, posts, kind, judgeOf(before, after, withdrawn, inWords));
  });
}

function judgeOf(
  before: MaterialPermission & { id: string },
  after: MaterialPermission,
  byNo: boolean,
  inWords: ReadonlySet<string>,
): Judge {
  return (facts) => {
    const content = contentOf(facts);
    const named = materialsNamed(content).filter(({ id }) => id === before.id);
    const photos = [...new Set(named.map(({ photo }) => photo))];
    if (photos.length === 0 && !inWords.has(facts.post.id)) return null;
    const moments = momentsToJudge(facts.post, facts.at);
    const place = channelOf(facts.account.platform);
    const verdict = (permission: MaterialPermission) =>
      moments.some((at) => materialVerdict(permission, place, at) === 'block') ? 'block' : 'allow';
    return { before: verdict(before), after: verdict(after), byNo, photos };
  };
}
