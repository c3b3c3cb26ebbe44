// A parent or carer answers for themselves by their own link: all answers of one sitting in one transaction, with what they do to
// posts, and a receipt (R-63, R-64, F-19). Whoever has no authority is heard all the same: their no counts, and their yes is kept.
import { createHash, randomUUID } from 'node:crypto';
import {
  insertReceipt,
  lockLink,
  noteAskAnswered,
  receiptByRequest,
  receiptsOfLink,
} from '#db/queries/consent-links.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import type { FamilyActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Issue } from '#app/domain/issues.ts';
import type { Work } from '#app/domain/work.ts';
import { changePupilPermission, type Written } from './apply-permission-change.ts';
import { saysNo } from './consent-scope.ts';
import { yesRunsUntil } from './consent-expiry.ts';
import { type AnswerToWrite, answersToWrite, type OptionAnswer } from './form-answers.ts';
import { type OpenLink, ownAnswersOf, reopenLink } from './open-link.ts';
import { writeDecision } from './write-decision.ts';

export interface AnswerByLink {
  /** the wording that was on the page; another one by now is said, and nothing is written */
  formVersionId: string;
  answers: readonly OptionAnswer[];
  /** made by the page once: a double tap answers once; another answer under it, from a page gone back to, counts as one more */
  requestKey: string;
}

export type Answered = { ok: true; receiptId: string } | { ok: false; issues: Issue[] };

/** Nothing is written: thrown to leave the transaction with what the page has to say. */
class NotWritten extends Error {
  constructor(readonly issues: Issue[]) {
    super('nothing was written');
  }
}

/**
 * Records the answers.
 * Errors: AppError not_found when the link has ended since its page was opened; stale_revision when the wording is no
 * longer the one that was shown; illegal_move when the form's key belongs to another link.
 */
export async function answerByLink(deps: Deps, link: OpenLink, input: AnswerByLink): Promise<Answered> {
  const { schoolId, pupilId, linkId } = link;
  const actor: FamilyActor = { kind: 'family', name: `link:${linkId}`, schoolId, pupilId };
  const receiptId = randomUUID();
  let kept: string = receiptId;
  const requestKey = keyOf(input.requestKey, JSON.stringify(input.answers));
  try {
    await changePupilPermission(
      deps,
      actor,
      { schoolId, pupilId, permission: 'consent.answerOwn' },
      async (work) => {
        const earlier = await receiptByRequest(work.db, link, requestKey);
        if (earlier && earlier.linkId !== linkId) throw new AppError('illegal_move', 'already_recorded');
        const [newest] = await receiptsOfLink(work.db, link, linkId, 1);
        if (earlier && earlier.id === newest?.id) {
          kept = earlier.id;
          return null;
        }
        return writeSitting(
          work,
          link,
          { ...input, requestKey: earlier ? randomUUID() : requestKey },
          receiptId,
        );
      },
    );
  } catch (error) {
    if (error instanceof NotWritten) return { ok: false, issues: error.issues };
    throw error;
  }
  return { ok: true, receiptId: kept };
}

/** Under the pupil's lock and the link's: whoever ends the link comes before or after, never between. */
async function writeSitting(
  work: Work,
  { schoolId, pupilId, linkId, form: { language } }: OpenLink,
  input: AnswerByLink,
  receiptId: string,
): Promise<Written[]> {
  found(await lockLink(work.db, { schoolId }, linkId), 'link');
  const link = found(await reopenLink(work.db, { schoolId, linkId }, language, work.at), 'link');
  if (link.form.id !== input.formVersionId) throw new AppError('stale_revision', 'form_changed');
  const before = await ownAnswersOf(work.db, link, work.at);
  const sitting = answersToWrite(link.options, input.answers, before, link.tripId);
  if (!sitting.ok) throw new NotWritten(sitting.issues);
  const pupil = found(await findPupil(work.db, link, pupilId), 'pupil');
  const rows = [];
  for (const answer of sitting.answers) {
    const given = { from: work.at, yearGroup: pupil.yearGroup, asOf: work.at, eventId: answer.eventId };
    rows.push(await writeAnswer(work, link, answer, input, receiptId, yesRunsUntil(given, link.zone)));
  }
  await insertReceipt(work.db, {
    id: receiptId,
    schoolId,
    linkId,
    pupilId,
    holderId: link.holderId,
    formVersionId: link.form.id,
    decisionIds: rows.map(({ row }) => row.id),
    at: work.at,
    requestKey: input.requestKey,
  });
  if (link.askId) await noteAskAnswered(work.db, link, link.askId, work.at);
  return askedFor(
    rows.flatMap(({ row, written }) => (written ? [{ ...written, no: saysNo(row.decision) }] : [])),
    {
      holder: link.relationship,
      requestKey: input.requestKey,
    },
  );
}

/** The sitting's first no stands for all of them where somebody is to be told what they did. */
function askedFor(
  sitting: readonly (Written & { no: boolean })[],
  { holder, requestKey }: { holder: string; requestKey: string },
): Written[] {
  const first = sitting.find(({ no }) => no);
  return sitting.map(({ no: _, ...written }) =>
    written.row.id === first?.row.id
      ? {
          ...written,
          asked: {
            from: holder === 'self' ? ('pupil' as const) : ('parent' as const),
            way: 'link' as const,
            decisionId: written.row.id,
            requestKey,
            quietWhenNothing: written.kind !== 'withdrawal',
          },
        }
      : written,
  );
}

function writeAnswer(
  work: Work,
  link: OpenLink,
  { key, leavesLive, subjects, channels, purposes, accountScope, eventId, decision }: AnswerToWrite,
  { requestKey }: AnswerByLink,
  receiptId: string,
  expiresAt: Date,
) {
  return writeDecision(work, null, {
    schoolId: link.schoolId,
    pupilId: link.pupilId,
    holderId: link.holderId,
    formVersionId: link.form.id,
    subjects: [...subjects],
    channels: [...channels],
    purposes: [...purposes],
    accountScope,
    eventId,
    decision,
    method: 'link',
    source: 'parent_link',
    linkId: link.linkId,
    leavesLive,
    evidence: receiptId,
    decidedAt: work.at,
    effectiveFrom: work.at,
    expiresAt: decision === 'granted' ? expiresAt : null,
    requestKey: keyOf(requestKey, key),
  });
}

/** One key for each answer of a sitting, the same whenever the same form is sent. */
export function keyOf(requestKey: string, optionKey: string): string {
  const hex = createHash('sha256').update(`${requestKey}\n${optionKey}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
