// Retires a wording in all its languages: nobody is asked with it again, and every yes given on it counts as ended. Posts that
// rest on one are stopped if they have not gone out, and listed for a person if they have (F-02, R-85).
import { formsOfSeries, pupilsRelyingOn, retireFormRow } from '#db/queries/consent-forms.server.ts';
import { findForm, type FormRow } from '#db/queries/consent.server.ts';
import { lockPost, postsShowingPupils } from '#db/queries/posts.server.ts';
import { lockPupils } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { postsThatName } from '#app/domain/words/names/posts-that-name.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { pupilJudge } from './apply-permission-change.ts';
import { loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { reachPosts } from './reach-posts.ts';

interface FormRef {
  schoolId: string;
  formVersionId: string;
}

/** The version in every language that it was published in. */
async function inAllLanguages(db: Database | Tx, of: FormRef): Promise<FormRow[]> {
  const form = found(await findForm(db, of, of.formVersionId), 'form');
  return (await formsOfSeries(db, of, form.series)).filter(({ number }) => number === form.number);
}

async function relyingOn(db: Database | Tx, scope: { schoolId: string }, forms: readonly FormRow[]) {
  const ids = new Set<string>();
  for (const form of forms)
    for (const pupilId of (await pupilsRelyingOn(db, scope, form.id)).pupilIds) ids.add(pupilId);
  return [...ids].sort();
}

/** For how many pupils somebody has said yes on this wording. Errors: AppError forbidden, not_found. */
export async function countPupilsOn(db: Database, person: Person, of: FormRef, at: Date): Promise<number> {
  requireMay(person, 'form.publish', of.schoolId, at);
  return (await relyingOn(db, of, await inAllLanguages(db, of))).length;
}

/**
 * Retires it now; twice retires it once.
 * Errors: AppError forbidden without `form.publish`; not_found for another school's version.
 */
export async function retireForm(deps: Deps, actor: Person, of: FormRef): Promise<void> {
  const { schoolId } = of;
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'form.publish', schoolId, work.at);
    const forms = await inAllLanguages(work.db, of);
    const home = found(await findSchool(work.db, of), 'school');
    const school = { ...home, settings: settingsOf(home.settings) };
    const pupilIds = await relyingOn(work.db, of, forms);
    await lockPupils(work.db, of, pupilIds, 'update');
    const shown = await postsShowingPupils(work.db, of, pupilIds);
    const named = await postsThatName(work.db, of, pupilIds);
    for (const [pupilId, posts] of named)
      shown.set(pupilId, [...new Set([...(shown.get(pupilId) ?? []), ...posts.keys()])].sort());
    const inPosts = [...shown.keys()].sort();
    const before = await loadConsentInputs(work.db, of, school, inPosts);
    for (const form of forms)
      if (await retireFormRow(work.db, of, form.id, work.at))
        work.record({ type: 'consent_form.retired', schoolId, formVersionId: form.id });
    const after = await loadConsentInputs(work.db, of, school, inPosts);
    // All posts in the order of their locks, before any of them is decided.
    for (const postId of [...new Set([...shown.values()].flat())].sort()) await lockPost(work.db, of, postId);
    for (const pupilId of inPosts) {
      const [was, is] = [before.get(pupilId), after.get(pupilId)];
      if (was && is)
        await reachPosts(
          deps,
          work,
          schoolId,
          shown.get(pupilId) ?? [],
          'form_retired',
          pupilJudge(was, is, named.get(pupilId)),
        );
    }
  });
}
