// Tells one member of staff by e-mail what they have not read in Gatepost. Whom it goes to, its words and what it tells of are made
// here, at the moment of sending, far from the change that it tells of: whatever goes wrong touches nothing but the e-mail. When
// nobody knows whether the server took it, an urgent one goes again under the same Message-ID, a few times at most, and any other
// does not: what it tells of stands in Gatepost anyhow.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { personContact } from '#db/queries/people.server.ts';
import { findTrust } from '#db/queries/schools.server.ts';
import { lockMailBox, noteRefused, updateMailBox } from '#db/queries/staff-mail-boxes.server.ts';
import {
  beginMail,
  dropMail,
  lockAndCountTries,
  openMailOf,
  type Recipient,
  settleStaffMail,
  type StaffMailRow,
  untell,
} from '#db/queries/staff-mails.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Letter, MailOutcome } from '#app/domain/ports/mailer.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { type OwnSchool, schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { messageWords } from './message-words.ts';
import { tellOfServer } from './tell-of-server.ts';
import { toTellAgain, toTellNow, type ToTell } from './what-to-tell.ts';

export const STAFF_MAILER: SystemActor = { kind: 'system', name: 'system:tell-staff' };

/** How long one try may take before it counts as in doubt, ms; a mailer gives up well before. */
export const TRY_MS = 180_000;
/** E-mails to staff that are begun within one minute, by all workers together. */
export const MOST_A_MINUTE = 30;
/** Tries in doubt after which an urgent one is left alone. */
export const MOST_DOUBTS = 3;
const MINUTE_MS = 60_000;

/** Wait before the next try, ms: one minute, doubling, at most fifteen. */
export const waitAfter = (attempts: number): number =>
  Math.min(15 * MINUTE_MS, MINUTE_MS * 2 ** Math.max(0, attempts - 1));

type Claimed =
  | { what: 'nothing'; why: string }
  | { what: 'practice'; mail: StaffMailRow }
  | { what: 'letter'; mail: StaffMailRow; letter: Letter; schoolId: string };

/** One try. @returns what became of it, as a code for the log */
export async function tellByMail(deps: WorkerDeps, to: Recipient): Promise<string> {
  const { post } = deps;
  const claimed = await inOneTransaction(deps, STAFF_MAILER, (work) => claim(work, to, post?.origin ?? null));
  if (claimed.what === 'nothing') return claimed.why;
  if (claimed.what === 'practice') return settle(deps, to, claimed.mail, { outcome: 'taken' });
  if (!post) return 'no_mail_server';
  const outcome = await post.mailer.send(claimed.letter);
  return settle(deps, to, claimed.mail, outcome, claimed.schoolId);
}

const nothing = (why: string): Claimed => ({ what: 'nothing', why });

/** Decides under the person's own lock what is sent now, and takes it. */
async function claim(work: Work, to: Recipient, origin: string | null): Promise<Claimed> {
  const { db, at } = work;
  const box = await lockMailBox(db, to, to.userId);
  const trust = await findTrust(db, to.trustId);
  const person = await loadPerson(db, to.userId, at);
  if (!trust || !person || (origin === null && !trust.practice)) return nothing('no_mail_server');
  await updateMailBox(db, to, to.userId, { lookedAt: at });
  const open = await openMailOf(db, to);
  if (open && open.leaseUntil > at) return nothing('not_yet');
  const schools = await schoolsOfPerson(db, person, at);
  const died = open?.state === 'sending';
  const doubts = (open?.doubts ?? 0) + (died ? 1 : 0);
  if (open && died && (open.urgency !== 'urgent' || doubts >= MOST_DOUBTS)) {
    await settleStaffMail(db, open, { state: 'ended', endedAt: at, failedCode: 'in_doubt' });
    return nothing('left_in_doubt');
  }
  const told = { work, to, person, schools, box, open };
  const tell = await (open && doubts > 0 ? toTellAgain({ ...told, open }) : toTellNow(told));
  if (!tell) {
    if (open) await dropUntaken(work, open, doubts);
    return nothing('nothing_due');
  }
  if (!trust.practice && (await lockAndCountTries(db, new Date(at.getTime() - MINUTE_MS))) >= MOST_A_MINUTE)
    return nothing('enough_for_now');
  const begun = { urgency: tell.urgency, triedAt: at, leaseUntil: new Date(at.getTime() + TRY_MS), doubts };
  const mail = await beginMail(
    db,
    to,
    open,
    begun,
    tell.notices.map(({ id }) => id),
  );
  // Everybody there is made up: nothing leaves, and a page shows what would have.
  if (trust.practice || origin === null) return { what: 'practice', mail };
  const { email } = await personContact(db, to.userId);
  const letter = { to: email, ...wordsOf(tell, schools, origin), messageId: messageIdOf(mail, origin) };
  return { what: 'letter', mail, letter, schoolId: tell.notices[0]?.schoolId ?? '' };
}

/** Nothing is left to tell: what never left is forgotten; what may have been taken is kept as told. */
async function dropUntaken({ db, at }: Work, open: StaffMailRow, doubts: number): Promise<void> {
  if (doubts === 0) await dropMail(db, open);
  else await settleStaffMail(db, open, { state: 'ended', endedAt: at, failedCode: 'in_doubt' });
}

/** The words of an e-mail about these notices, with the page to sign in on: one school's notices, or the way to all of them. */
export function wordsOf(
  { urgency, notices }: ToTell,
  schools: readonly OwnSchool[],
  origin: string,
): ReturnType<typeof messageWords> {
  const ids = new Set(notices.map(({ schoolId }) => schoolId));
  const about = schools.filter(({ id }) => ids.has(id));
  const [only] = about;
  return messageWords({
    urgency,
    kinds: notices.map(({ kind }) => kind),
    schools: about.map(({ name }) => name),
    address: only && about.length === 1 ? `${origin}/s/${only.slug}/notices` : `${origin}/`,
  });
}

/** The same for every try of one mail: a server that took it before can tell. */
const messageIdOf = ({ id }: StaffMailRow, origin: string): string =>
  `<staff-${id}@${new URL(origin).hostname}>`;

async function settle(
  deps: WorkerDeps,
  to: Recipient,
  mail: StaffMailRow,
  result: MailOutcome,
  schoolId = '',
): Promise<string> {
  return inOneTransaction(deps, STAFF_MAILER, async (work) => {
    const { db, at } = work;
    const end = (state: 'sent' | 'ended', failedCode: string | null) =>
      settleStaffMail(db, mail, { state, endedAt: at, failedCode });
    if (result.outcome === 'taken') {
      if (!(await end('sent', null))) return 'not_ours';
      await updateMailBox(db, to, to.userId, { refusedAt: null });
      return 'sent';
    }
    if (result.outcome === 'refused' && result.code === 'no_such_address') {
      if (!(await end('ended', result.code))) return 'not_ours';
      // What it would have told of is untold, for the day on which the address works.
      await untell(db, mail);
      if (await noteRefused(db, to, to.userId, at)) await tellOfRefusal(work, schoolId);
      return `failed_${result.code}`;
    }
    // A server that will not have our letters says nothing about an address: they wait, as when it is away.
    const inDoubt = result.outcome === 'later' && result.inDoubt === true;
    const doubts = mail.doubts + (inDoubt ? 1 : 0);
    if (inDoubt && (mail.urgency !== 'urgent' || doubts >= MOST_DOUBTS))
      return (await end('ended', 'in_doubt')) ? 'left_in_doubt' : 'not_ours';
    const leaseUntil = new Date(at.getTime() + waitAfter(mail.attempts));
    const waits = await settleStaffMail(db, mail, { state: 'waiting', leaseUntil, doubts });
    if (!waits) return 'not_ours';
    await tellOfServer(work, schoolId, { to: 'staff', code: result.code, attempts: mail.attempts });
    return `later_${result.code}`;
  });
}

/** Said once for each address, in Gatepost: whoever looks after people's access puts it right. */
async function tellOfRefusal(work: Work, schoolId: string): Promise<void> {
  const admins = await peopleWithRole(work.db, { schoolId }, ['trust_admin'], work.at);
  for (const userId of admins) work.notify({ schoolId, userId, kind: 'staff_mail_refused' });
}
