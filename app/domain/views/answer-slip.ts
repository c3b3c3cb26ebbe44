// A pupil answers for themselves by their private slip, with nobody looking. Their no counts at once, over everybody's yes; they may
// change their mind with the same slip until the round is over.
import { consentRows, insertView } from '#db/queries/pupils.server.ts';
import { noteAnswered, runningSlip, runningSlipByCode } from '#db/queries/view-rounds.server.ts';
import type { Database } from '#db/client.server.ts';
import type { FamilyActor } from '#app/domain/actor.ts';
import { changePupilPermission } from '#app/domain/consent/apply-permission-change.ts';
import { changeOf } from '#app/domain/consent/permission-change.ts';
import { pupilSaid } from '#app/domain/consent/pupil-said.ts';
import type { Deps, WebDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { ASKED_SUBJECTS, type AskedSubject, type Said } from './asked.ts';
import { tidyCode } from './slip-code.ts';

/** A slip in somebody's hand: whose it is does not go further than this. */
export interface OpenSlip {
  slipId: string;
  schoolId: string;
}

/** The slip with the code as typed, or null: a wrong one and one whose round is over cannot be told apart. */
export async function openSlip(deps: WebDeps, typed: string, at: Date): Promise<OpenSlip | null> {
  const row = await runningSlipByCode(deps.db, deps.slipDigest(tidyCode(typed)), at);
  return row && { slipId: row.id, schoolId: row.schoolId };
}

/** Whether the slip may still be answered. */
export const isSlipOpen = async (db: Database, slip: OpenSlip, at: Date): Promise<boolean> =>
  (await runningSlip(db, slip, slip.slipId, at)) !== null;

/** How the record says that they were asked. */
const ASKED_HOW = 'private slip';

/**
 * Writes what the pupil said and deals with the posts that show them. "I don't know" is no answer: it ends an earlier yes of theirs
 * and leaves an earlier no. The same answers a second time change nothing.
 * Errors: AppError not_found once the round is over; then nothing has changed.
 */
export async function answerSlip(
  deps: Deps,
  slip: OpenSlip,
  answers: Readonly<Record<AskedSubject, Said>>,
): Promise<void> {
  const { schoolId, slipId } = slip;
  const { pupilId } = found(await runningSlip(deps.db, slip, slipId, deps.clock.now()), 'slip');
  const actor: FamilyActor = { kind: 'family', name: `slip:${slipId}`, schoolId, pupilId };
  await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'consent.answerOwn' },
    async (work) => {
      const row = found(await runningSlip(work.db, slip, slipId, work.at, true), 'slip');
      const { views } = await consentRows(work.db, slip, [pupilId]);
      const written = [];
      for (const subject of ASKED_SUBJECTS) {
        const answer = answers[subject];
        const before = pupilSaid(views, subject, work.at);
        const ofThisSlip = views.some((view) => view.slipId === slipId && view.subject === subject);
        const says = answer === 'not_asked' ? before === 'yes' : before !== answer || !ofThisSlip;
        if (!says) continue;
        written.push(
          await insertView(work.db, {
            schoolId,
            pupilId,
            subject,
            answer,
            askedHow: ASKED_HOW,
            slipId: row.id,
            askedAt: work.at,
            recordedAt: work.at,
          }),
        );
      }
      await noteAnswered(work.db, slip, slipId, work.at);
      const [hardest] = [...written].sort((a, b) => HARDNESS[b.answer] - HARDNESS[a.answer]);
      return hardest ? { kind: changeOf({ view: hardest }), row: { ...hardest, views: written } } : null;
    },
  );
}

const HARDNESS: Readonly<Record<Said, number>> = { yes: 0, not_asked: 1, no: 2 };
