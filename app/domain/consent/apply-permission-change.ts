// The one verb behind every change of a pupil's permission: a withdrawal, anyone's no, a pupil's no, a restriction, and each
// yes. The record is written and all posts that show the pupil are dealt with in one transaction, so that nothing can go out
// between the two.
import { postsShowingPupil } from '#db/queries/posts.server.ts';
import { findPupil, lockPupils } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Actor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { answersForPupil } from '#app/domain/posts/judge-people.ts';
import { needGroundOf } from '#app/domain/posts/pupil-need.ts';
import { momentsToJudge } from '#app/domain/posts/load-post-facts.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import { type Asked, writeWithdrawal } from '#app/domain/removals/write-withdrawal.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { answersForName } from '#app/domain/words/names/judge-names.ts';
import { NAMED_NOWHERE, type NamedIn, postsThatName } from '#app/domain/words/names/posts-that-name.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { ConsentInputs, ConsentResolution } from './consent-types.ts';
import { worst } from './consent-reason.ts';
import { inTurn } from './in-turn.ts';
import { loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { type ChangeKind, restsOnNo, strongestOf } from './permission-change.ts';
import { type Judge, nothingReached, type Reached, reachPosts } from './reach-posts.ts';

/** The record that was written. */
export interface Written {
  kind: ChangeKind;
  row: { id: string };
  /** who is to be told what it did; absent where nobody is */
  asked?: Asked;
}

/**
 * Writes the record, or the several records of one sitting, such as all the answers on one form, under the lock of the pupil's
 * row. Null or none: a form sent twice, and its record is there already.
 */
type WriteSeveral = (work: Work) => Promise<Written | readonly Written[] | null>;

/**
 * Changes what a pupil may be shown in. The log gets one and the same event for every kind of change, with the digest of
 * the record: a history read by others cannot tell a restriction from a refusal.
 * Errors: AppError not_found for a pupil or school that is not the actor's, and for a family every pupil but its own; forbidden
 * without `permission`; and whatever `write` throws. Then nothing has changed.
 */
export async function changePupilPermission(
  deps: Deps,
  actor: Actor,
  of: { schoolId: string; pupilId: string; permission: Permission },
  write: WriteSeveral,
): Promise<Reached> {
  return inTurn(deps.db, () => changeInTurn(deps, actor, of, write));
}

async function changeInTurn(
  deps: Deps,
  actor: Actor,
  of: { schoolId: string; pupilId: string; permission: Permission },
  write: WriteSeveral,
): Promise<Reached> {
  const { schoolId, pupilId } = of;
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, of.permission, schoolId, work.at);
    if (actor.kind === 'family' && actor.pupilId !== pupilId) throw new AppError('not_found', 'pupil');
    await lockPupils(work.db, of, [pupilId], 'update');
    found(await findPupil(work.db, of, pupilId), 'pupil');
    const before = await inputsOf(work, of);
    const written = [(await write(work)) ?? []].flat();
    const kind = strongestOf(written.map((each) => each.kind));
    if (!kind) return nothingReached();
    for (const { row } of written)
      work.record({
        type: 'permission.changed',
        schoolId,
        pupilId,
        changeId: row.id,
        recordHash: hashOf(row),
      });
    const named = (await postsThatName(work.db, of, [pupilId])).get(pupilId) ?? NAMED_NOWHERE;
    const judge = pupilJudge(before, await inputsOf(work, of), named);
    const shown = await postsShowingPupil(work.db, of, pupilId);
    const posts = [...new Set([...shown, ...named.keys()])];
    const reached = await reachPosts(deps, work, schoolId, posts, kind, judge);
    const asked = written.find((each) => each.asked)?.asked;
    if (asked) await writeWithdrawal(work, of, asked, reached);
    return reached;
  });
}

async function inputsOf(work: Work, of: { schoolId: string; pupilId: string }): Promise<ConsentInputs> {
  const home = found(await findSchool(work.db, of), 'school');
  const school = { ...home, settings: settingsOf(home.settings) };
  const inputs = await loadConsentInputs(work.db, of, school, [of.pupilId]);
  return found(inputs.get(of.pupilId), 'pupil');
}

/**
 * Judges a pupil in a post by what is on record before and after a change: in each photo that shows them, and by name where the post
 * names them. `named`: the posts that do.
 */
export function pupilJudge(
  before: ConsentInputs,
  after: ConsentInputs,
  named: NamedIn = NAMED_NOWHERE,
): Judge {
  const verdictOf = (answers: readonly ConsentResolution[]) => worst(answers.map(({ verdict }) => verdict));
  const judge: Judge = (facts) => {
    const moments = momentsToJudge(facts.post, facts.at);
    const [content, ground] = [contentOf(facts), needGroundOf(facts)];
    const inPhotos = (inputs: ConsentInputs) => answersForPupil(content, inputs, ground, moments);
    const answers = (inputs: ConsentInputs): ConsentResolution[] => [
      ...inPhotos(inputs),
      ...(named.get(facts.post.id) ?? []).flatMap((subject) =>
        answersForName(inputs, subject, content, ground, moments),
      ),
    ];
    const now = answers(after);
    if (now.length === 0) return null;
    const live = answers(withoutLeaving(after));
    return {
      before: verdictOf(answers(before)),
      after: verdictOf(now),
      byNo: now.some(restsOnNo),
      live: { after: verdictOf(live), byNo: live.some(restsOnNo) },
      // A no to the name alone takes no picture back.
      photos: inPhotos(after).some(({ verdict }) => verdict === 'block')
        ? photosShowing(facts, after.pupil.id)
        : [],
    };
  };
  judge.shows = after.pupil.id;
  return judge;
}

/** What is on record without the noes that leave live posts where they are. */
const withoutLeaving = (inputs: ConsentInputs): ConsentInputs => ({
  ...inputs,
  decisions: inputs.decisions.filter(({ leavesLive }) => !leavesLive),
});

const photosShowing = (facts: PostFacts, pupilId: string): number[] =>
  contentOf(facts).photos.flatMap(({ people }, index) =>
    people.some(({ kind, id }) => kind === 'pupil' && id === pupilId) ? [index] : [],
  );
