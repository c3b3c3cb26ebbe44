// Publishes the exact words that families are asked: immutable from then on, numbered within their series, hashed over all that
// is shown. A translation is the same questions in another language (F-02, F-03).
import { formsOfSeries, insertForm, lastNumberOf } from '#db/queries/consent-forms.server.ts';
import { findForm } from '#db/queries/consent.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Issue } from '#app/domain/issues.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { chooseForm } from './current-form.ts';
import { formIssues, type FormText, tidyForm, translationIssues, wordingHashOf } from './form-text.ts';
import { requireMay } from './may-here.ts';

export interface PublishForm {
  schoolId: string;
  text: FormText;
  /** the version that it follows or translates; null begins a series of its own */
  fromId: string | null;
  /** what is new: other words, or the same in another language */
  as: 'new_version' | 'translation';
  /** the hash of what was looked at: something else is never published in its place */
  seenHash: string;
  /** made by the form once; it becomes the version's id */
  requestKey: string;
}

export type Published = { ok: true; formVersionId: string } | { ok: false; issues: Issue[] };

/**
 * Errors: AppError forbidden without `form.publish`; not_found for another school's version; stale_revision when the
 * words are not those that were looked at, or somebody published in between.
 */
export async function publishForm(deps: WorkDeps, actor: Person, input: PublishForm): Promise<Published> {
  const { schoolId, fromId, requestKey } = input;
  requireMay(actor, 'form.publish', schoolId, deps.clock.now());
  const text = tidyForm(input.text);
  const from = fromId === null ? null : found(await findForm(deps.db, input, fromId), 'form');
  const issues = [
    ...formIssues(text),
    ...(from && input.as === 'translation' ? translationIssues(from, text) : []),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const wordingHash = wordingHashOf(text);
  if (wordingHash !== input.seenHash) throw new AppError('stale_revision', 'words_changed');
  await inOneTransaction(deps, actor, async (work) => {
    if (await findForm(work.db, input, requestKey)) return;
    const series = from?.series ?? requestKey;
    const last = await lastNumberOf(work.db, input, series);
    if (from && input.as === 'translation') {
      const newest = chooseForm(await formsOfSeries(work.db, input, series), from.language);
      if (newest?.id !== from.id) throw new AppError('stale_revision', 'newer_form');
    }
    const inserted = await insertForm(work.db, {
      id: requestKey,
      schoolId,
      ...text,
      wordingHash,
      series,
      number: from && input.as === 'translation' ? from.number : last + 1,
      publishedBy: actor.userId,
      validFrom: work.at,
    });
    if (!inserted) throw new AppError('stale_revision', 'newer_form');
    work.record({ type: 'consent_form.published', schoolId, formVersionId: requestKey, wordingHash });
  });
  return { ok: true, formVersionId: requestKey };
}
