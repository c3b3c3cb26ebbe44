// E-mail to staff in practice: what would have left, for the person it is to and nobody else. Words are kept nowhere: they are made
// again from what each mail told of.
import type { Database } from '#db/client.server.ts';
import { noticesOfMails, sentMailsOf } from '#db/queries/staff-mails.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { wordsOf } from './send-staff-mail.ts';

const MOST_SHOWN = 20;

export interface PracticeMessage {
  mailId: string;
  subject: string;
  text: string;
  sentAt: Date;
  /** zone of the first school that it is about */
  zone: string;
}

/** The person's own, newest first; none outside practice, and none about a school where they hold no role any more. */
export async function ownPracticeMessages(
  db: Database,
  person: Person,
  schools: readonly OwnSchool[],
  origin: string,
): Promise<PracticeMessage[]> {
  const practising = schools.filter(({ practice }) => practice);
  const mails = await sentMailsOf(db, person, MOST_SHOWN);
  const ids = mails.map(({ id }) => id);
  const told = await noticesOfMails(db, person, ids, { unread: false });
  return mails.flatMap(({ id, urgency, triedAt }) => {
    const notices = told.filter(({ mailId }) => mailId === id);
    const about = practising.find((school) => notices.some(({ schoolId }) => schoolId === school.id));
    if (!about) return [];
    const { subject, text } = wordsOf({ urgency, notices }, practising, origin);
    return { mailId: id, subject, text, sentAt: triedAt, zone: about.zone };
  });
}
