// A safeguarding lead reads why a restriction was set. The web side can seal reasons and open none, so it asks the worker,
// which writes every reading into the log before it answers: nobody can read a reason without leaving a trace.
import { findRestriction } from '#db/queries/consent.server.ts';
import { findReading, forgetReading, insertReading } from '#db/queries/reason-readings.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { requireMay } from './may-here.ts';

/** How long the page waits for the worker, and how often it looks, in ms. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 100;

export interface ReasonRef {
  schoolId: string;
  pupilId: string;
  restrictionId: string;
}

export type ReasonRead = { ok: true; reason: string } | { ok: false; code: 'no_answer' };

/**
 * The reason in the clear, for this one page; `no_answer` when no worker answered in 5 s.
 * Errors: AppError forbidden without `restriction.set`; not_found when it is no restriction of this pupil.
 */
export async function readRestrictionReason(
  deps: WebDeps,
  actor: Person,
  ref: ReasonRef,
): Promise<ReasonRead> {
  requireMay(actor, 'restriction.set', ref.schoolId, deps.clock.now());
  const restriction = found(await findRestriction(deps.db, ref, ref.restrictionId), 'restriction');
  if (restriction.pupilId !== ref.pupilId) throw new AppError('not_found', 'restriction');
  const { schoolId } = ref;
  const key = await deps.oneTimeKeys.make();
  const readingId = await inOneTransaction(deps, actor, async (work) => {
    const id = await insertReading(work.db, {
      schoolId,
      restrictionId: ref.restrictionId,
      askedBy: actor.userId,
      askedAt: work.at,
      publicKey: key.publicKey,
    });
    work.afterCommit(() =>
      deps.queue.enqueue('answer-reading', { schoolId, readingId: id }, { jobId: `reading-${id}` }),
    );
    return id;
  });
  try {
    const box = await answerTo(deps, schoolId, readingId);
    if (box === null) return { ok: false, code: 'no_answer' };
    return { ok: true, reason: new TextDecoder().decode(await key.open(box)) };
  } finally {
    await forgetReading(deps.db, ref, readingId);
  }
}

async function answerTo(deps: WebDeps, schoolId: string, readingId: string): Promise<string | null> {
  for (let waited = 0; waited <= WAIT_MS; waited += LOOK_EVERY_MS) {
    const reading = await findReading(deps.db, { schoolId }, readingId);
    if (!reading || reading.box !== null) return reading?.box ?? null;
    await deps.pause(LOOK_EVERY_MS);
  }
  return null;
}
