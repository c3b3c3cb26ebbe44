// Letters on paper: printing makes a fresh link for each person of a class who is asked by letter and has not answered, and ends
// their older ones. The secrets are in the answer to this one press and nowhere else, so the same press works once.
import { type AskedRow, noteSent } from '#db/queries/asks.server.ts';
import { findRequest, lockRequest, type RequestRow } from '#db/queries/requests.server.ts';
import { holdersByIds } from '#db/queries/mails.server.ts';
import { lockPupils, pupilsByIds } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { makeLink } from '#app/domain/consent/consent-link.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { letterReference } from './letter-reference.ts';
import { asksOf, needsPrinting } from './round-progress.ts';
import { linkOf } from './send-mail.ts';

/** Letters of one press: a class and some. A larger one is printed in several. */
export const MOST_LETTERS = 60;

export interface PrintedLetter {
  askId: string;
  pupil: string;
  group: string;
  person: string;
  relationship: string;
  secret: string;
  /** what the office types when the letter comes back */
  reference: string;
}

export interface ClassLetters {
  group: string;
  year: string;
  /** asked by letter, and not answered */
  letters: number;
  toPrint: number;
  lastPrintedAt: Date | null;
  /** stands for what has been printed so far: a press that still carries it has not been carried out */
  printed: string;
}

export interface PrintOrder {
  schoolId: string;
  requestId: string;
  group: string;
  /** all letters of the class, those not printed yet, or one person's */
  which: 'all' | 'new' | { askId: string };
  /** {@link ClassLetters.printed} as the page showed it */
  printed: string;
}

const byLetter = (asks: readonly AskedRow[], group: string): AskedRow[] =>
  asks.filter((ask) => ask.group === group && ask.way === 'letter' && ask.answeredAt === null && !ask.over);

const printedOf = (asks: readonly AskedRow[]): string =>
  String(asks.reduce((sum, { sent, sentAt }) => sum + sent + (sentAt?.getTime() ?? 0), 0));

/** Each class with letters to hand out. Errors: AppError forbidden without `consent.ask`; not_found. */
export async function readLetters(
  db: Database,
  person: Person,
  school: { id: string; zone: string },
  requestId: string,
  at: Date,
): Promise<{ round: RequestRow; classes: ClassLetters[] }> {
  requireMay(person, 'consent.ask', school.id, at);
  const round = found(await findRequest(db, { schoolId: school.id }, requestId), 'round');
  const asks = await asksOf(db, school, round, at);
  const inOrder = new Intl.Collator('en-GB', { numeric: true });
  const classes = [...new Set(asks.map(({ group }) => group))].flatMap((group) => {
    const letters = byLetter(asks, group);
    const toPrint = letters.filter(needsPrinting).length;
    const printed = letters.filter((ask) => !needsPrinting(ask)).flatMap(({ sentAt }) => sentAt ?? []);
    return letters.length === 0
      ? []
      : {
          group,
          year: letters[0]?.year ?? '',
          letters: letters.length,
          toPrint,
          lastPrintedAt: printed.length > 0 ? new Date(Math.max(...printed.map(Number))) : null,
          printed: printedOf(letters),
        };
  });
  return {
    round,
    classes: classes.sort((a, b) => inOrder.compare(a.year, b.year) || inOrder.compare(a.group, b.group)),
  };
}

/**
 * Prints: at most {@link MOST_LETTERS}, in the order in which a class hands them out.
 * Errors: AppError forbidden without `consent.ask`; not_found for another school's round or a person not asked in it;
 * illegal_move `round_closed`, or `already_printed` when this very press was carried out before.
 */
export async function printLetters(
  deps: WorkDeps,
  actor: Person,
  order: PrintOrder,
): Promise<{ letters: PrintedLetter[]; more: boolean }> {
  const { schoolId, requestId, group, which } = order;
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'consent.ask', schoolId, work.at);
    const round = found(await lockRequest(work.db, order, requestId), 'round');
    if (round.closedAt) throw new AppError('illegal_move', 'round_closed');
    const { zone } = found(await findSchool(work.db, order), 'school');
    const all = byLetter(await asksOf(work.db, { id: schoolId, zone }, round, work.at), group);
    if (printedOf(all) !== order.printed) throw new AppError('illegal_move', 'already_printed');
    const wanted = all.filter((ask) =>
      which === 'all' ? true : which === 'new' ? needsPrinting(ask) : ask.id === which.askId,
    );
    if (typeof which === 'object') found(wanted[0], 'letter');
    const now = wanted.slice(0, MOST_LETTERS);
    const pupilIds = now.map(({ pupilId }) => pupilId);
    await lockPupils(work.db, order, pupilIds, 'share');
    const pupils = await pupilsByIds(work.db, order, pupilIds);
    const holders = await holdersByIds(
      work.db,
      order,
      now.map(({ holderId }) => holderId),
    );
    const letters: PrintedLetter[] = [];
    for (const ask of now) {
      const pupil = found(pupils.find(({ id }) => id === ask.pupilId) ?? null, 'pupil');
      const holder = found(holders.find(({ id }) => id === ask.holderId) ?? null, 'holder');
      const { linkId, secret } = await makeLink(work, linkOf({ schoolId, ...ask }, round));
      letters.push({
        askId: ask.id,
        pupil: pupilName(pupil),
        group: ask.group,
        person: holder.name,
        relationship: holder.relationship,
        secret,
        reference: letterReference(linkId),
      });
    }
    await noteSent(
      work.db,
      order,
      now.map(({ id }) => id),
      work.at,
    );
    return { letters, more: wanted.length > now.length };
  });
}
