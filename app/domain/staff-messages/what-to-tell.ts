// Which notices an e-mail to a person tells of: only of schools where they hold a role now, only what is unread, and nothing twice.
import type { MailBoxRow } from '#db/queries/staff-mail-boxes.server.ts';
import {
  lastMailsOf,
  noticesOfMails,
  type Recipient,
  type StaffMailRow,
  untoldNotices,
  type UntoldNotice,
} from '#db/queries/staff-mails.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import type { Work } from '#app/domain/work.ts';
import { wishesOf } from './mail-choices.ts';
import { MAILED_KINDS, urgencyOf } from './notice-urgency.ts';
import { type DueMail, mailDue, TOLD_WITHIN_MS } from './what-is-due.ts';

export interface ToTell {
  urgency: DueMail['urgency'];
  notices: UntoldNotice[];
}

interface Standing {
  work: Work;
  to: Recipient;
  person: Person;
  /** where they hold a role now */
  schools: readonly OwnSchool[];
  box: MailBoxRow;
  open: StaffMailRow | null;
}

/** How long nothing is tried at an address that came back. After that what is urgent is, in case the fault was the server's. */
export const REFUSED_AGAIN_AFTER_MS = 4 * 3_600_000;

/** What is due now, together with what an earlier try never handed over; null when nothing is. */
export async function toTellNow({ work, to, person, schools, box, open }: Standing): Promise<ToTell | null> {
  const { db, at } = work;
  const last = await lastMailsOf(db, to);
  const lastTry = Math.max(0, Number(last.urgent ?? 0), Number(last.other ?? 0));
  if (box.refusedAt && at.getTime() - lastTry < REFUSED_AGAIN_AFTER_MS) return null;
  const zones = new Map(schools.map(({ id, zone }) => [id, zone]));
  const rows = await untoldNotices(db, to, {
    since: new Date(at.getTime() - TOLD_WITHIN_MS),
    kinds: MAILED_KINDS,
    ...(open ? { openId: open.id } : {}),
  });
  const untold = rows.flatMap((row) => {
    const zone = zones.get(row.schoolId);
    const urgency = urgencyOf(row, person, row.schoolId, at);
    return zone && (!box.refusedAt || urgency === 'urgent') ? { ...row, zone, urgency } : [];
  });
  const due = mailDue(untold, wishesOf(box), last, at);
  if (!due) return null;
  const ids = new Set(due.noticeIds);
  return { urgency: due.urgency, notices: rows.filter(({ id }) => ids.has(id)) };
}

/** An urgent e-mail that may have been taken goes again as it was, without what was read meanwhile; null when all of it was. */
export async function toTellAgain({
  work,
  to,
  schools,
  open,
}: Standing & { open: StaffMailRow }): Promise<ToTell | null> {
  const here = new Set(schools.map(({ id }) => id));
  const rows = await noticesOfMails(work.db, to, [open.id], { unread: true });
  const notices = rows.filter(({ schoolId }) => here.has(schoolId));
  return notices.length > 0 ? { urgency: open.urgency, notices } : null;
}
