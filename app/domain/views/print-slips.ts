// Makes the codes of a round's slips, to be printed at once: they are told this one time and kept nowhere. Printing again gives
// everybody a new one, answered or not, so that a pile of slips never tells who has answered.
import { changeSlipCode, lockRound, slipsOfRound } from '#db/queries/view-rounds.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { isRunning, maySeeRound } from './round-rules.ts';
import { newSlipCode, tidyCode } from './slip-code.ts';

export interface PrintedSlip {
  /** forename alone; with the first letter of the surname where two of the class share it */
  forename: string;
  code: string;
}

/** Errors: AppError not_found for a round that is not theirs; illegal_move `round_over`. */
export async function printSlips(
  deps: WebDeps,
  actor: Person,
  ref: { schoolId: string; roundId: string },
): Promise<PrintedSlip[]> {
  return inOneTransaction(deps, actor, async (work) => {
    const round = found(await lockRound(work.db, ref, ref.roundId), 'round');
    found(maySeeRound(actor, round, work.at) || null, 'round');
    if (!isRunning(round, work.at)) throw new AppError('illegal_move', 'round_over');
    const rows = await slipsOfRound(work.db, ref, ref.roundId);
    const forenames = rows.map(({ pupil }) => pupil.preferredForename ?? pupil.legalForename);
    const printed: PrintedSlip[] = [];
    for (const [index, { slip, pupil }] of rows.entries()) {
      const code = newSlipCode();
      await changeSlipCode(work.db, ref, slip.id, deps.slipDigest(tidyCode(code)));
      const own = forenames[index] ?? '';
      const shared = forenames.filter((name) => name === own).length > 1;
      const initial = (pupil.preferredSurname ?? pupil.legalSurname).slice(0, 1);
      printed.push({ forename: shared ? `${own} ${initial}` : own, code });
    }
    return printed.sort((a, b) => a.forename.localeCompare(b.forename, 'en-GB'));
  });
}
