// Letters in practice: which ones would have left by e-mail, and one of them written anew, with a fresh link. Made-up people only.
import { findMail, holdersByIds, sentMails } from '#db/queries/mails.server.ts';
import { findAsk } from '#db/queries/asks.server.ts';
import { findRequest } from '#db/queries/requests.server.ts';
import { findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { makeLink } from '#app/domain/consent/consent-link.ts';
import { linkPath } from '#app/domain/consent/link-secret.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { dayInWords } from './day-in-words.ts';
import { letterWords } from './letter-words.ts';
import { linkOf, type MailRef } from './send-mail.ts';

const MOST_SHOWN = 100;

export interface PracticeLetter {
  mailId: string;
  kind: 'consent_asked' | 'consent_reminder';
  /** "Maria Smith, 4 Hazel" */
  to: string;
  sentAt: Date;
}

/** Newest first; none of a school that is not there for practice. Errors: AppError forbidden without `consent.ask`. */
export async function listPracticeLetters(
  db: Database,
  person: Person,
  school: { id: string; practice: boolean },
  at: Date,
): Promise<PracticeLetter[]> {
  requireMay(person, 'consent.ask', school.id, at);
  if (!school.practice) return [];
  const rows = await sentMails(db, { schoolId: school.id }, MOST_SHOWN);
  return rows.flatMap(({ mail, holder, group }) =>
    mail.sentAt
      ? { mailId: mail.id, kind: mail.kind, to: `${holder.name}, ${group}`, sentAt: mail.sentAt }
      : [],
  );
}

/**
 * One letter as it would read; null when it is no letter of a practice school, or none of a round.
 * Errors: AppError forbidden without `consent.ask`; not_found for another school.
 */
export async function writePracticeLetter(
  deps: WorkDeps,
  actor: Person,
  ref: MailRef,
  origin: string,
): Promise<{ to: string; subject: string; text: string } | null> {
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'consent.ask', ref.schoolId, work.at);
    const school = await findSchool(work.db, ref);
    const trust = school && (await findTrust(work.db, school.trustId));
    const mail = await findMail(work.db, ref, ref.mailId);
    const ask = mail && (await findAsk(work.db, ref, mail.aboutId));
    const round = ask && (await findRequest(work.db, ref, ask.requestId));
    if (!school || !trust?.practice || !mail?.sentAt || !ask || !round) return null;
    const [holder] = await holdersByIds(work.db, ref, [mail.holderId]);
    const { secret } = await makeLink(work, linkOf(ask, round));
    const { subject, text } = letterWords({
      kind: mail.kind,
      schoolName: school.name,
      address: `${origin}${linkPath(secret)}`,
      lastDay: dayInWords(round.dueOn),
    });
    return { to: holder?.name ?? '', subject, text };
  });
}
