// The worker's half of reading a restriction's reason: asks again whether the person may, writes the reading into the log,
// opens the reason and closes it to the key of the one who asked.
import { findRestriction } from '#db/queries/consent.server.ts';
import { answerReading, findReading, lockUnanswered } from '#db/queries/reason-readings.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { may } from '#app/domain/permissions.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { inOneTransaction } from '#app/domain/work.ts';

/** A question older than this is not answered: nobody waits for it any more, in ms. */
export const READING_LIVES_MS = 30_000;

/**
 * Answers one question, once. Running it again, or in two workers, answers and records it once.
 * Errors: throws when the reason was closed to a key that this installation does not hold.
 * @returns what became of it
 */
export async function answerReasonReading(
  deps: WorkerDeps,
  ref: { schoolId: string; readingId: string },
): Promise<string> {
  const { schoolId, readingId } = ref;
  const asked = await findReading(deps.db, ref, readingId);
  if (!asked) return 'no_such_question';
  const now = deps.clock.now();
  if (now.getTime() - asked.askedAt.getTime() > READING_LIVES_MS) return 'too_late';
  const person = await loadPerson(deps.db, asked.askedBy, now);
  if (!person || !may(person, 'restriction.set', schoolId, now)) return 'not_permitted';
  return inOneTransaction(deps, person, async (work) => {
    const reading = await lockUnanswered(work.db, ref, readingId);
    const restriction = reading && (await findRestriction(work.db, ref, reading.restrictionId));
    if (!reading || !restriction) return 'answered_before';
    const { sealedReason, keyId, pupilId, id: restrictionId } = restriction;
    const plain =
      sealedReason && keyId ? await deps.reasons.open({ box: sealedReason, keyId }) : new Uint8Array();
    await answerReading(work.db, ref, readingId, await deps.oneTimeSeal(reading.publicKey, plain));
    work.record({ type: 'restriction.reason_read', schoolId, pupilId, restrictionId });
    return 'answered';
  });
}
