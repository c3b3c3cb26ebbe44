// Sends one letter of the outbox. Its address, its words and the secret of its link are made here, at the moment of sending, and
// are kept nowhere. A worker killed after the server took a letter and before that was written down sends it a second time, with
// a new link: harmless, and the only way never to lose one. A server that is away or will not have our letters says nothing against
// an address: the letter is tried again, and goes on paper where that takes too long. Whatever goes wrong touches nothing but it.
import { claimMail, holdersByIds, type MailRow, settleMail, wasTold } from '#db/queries/mails.server.ts';
import { findAsk, moveToLetter, noteSent } from '#db/queries/asks.server.ts';
import { findRequest, lockRequest, type RequestRow } from '#db/queries/requests.server.ts';
import { findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import { endOlderLinks, makeLink, type MakeLink } from '#app/domain/consent/consent-link.ts';
import { linkPath } from '#app/domain/consent/link-secret.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Letter, MailOutcome } from '#app/domain/ports/mailer.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { tellOfServer } from '#app/domain/staff-messages/tell-of-server.ts';
import { keepersOf } from './close-round.ts';
import { letterWords } from './letter-words.ts';
import { endOfDay, isGivenUp, paperFrom, waitAfter } from './mail-patience.ts';
import { asksOf } from './round-progress.ts';
import { dayInWords } from './day-in-words.ts';

export const MAILER: SystemActor = { kind: 'system', name: 'system:send-mail' };

/** How long one try may take before another worker may try, ms. */
const TRY_MS = 120_000;

export interface MailRef {
  schoolId: string;
  mailId: string;
}

type Claimed =
  | { what: 'nothing' }
  | { what: 'practice'; mail: MailRow }
  | { what: 'no_address'; mail: MailRow }
  | { what: 'letter'; mail: MailRow; letter: Letter; link: MakeLink & { madeAt: Date } };

/** One try. @returns what became of it, as a code for the log */
export async function sendMail(deps: WorkerDeps, ref: MailRef): Promise<string> {
  const { post } = deps;
  const practice = await isOfPractice(deps.db, ref);
  if (!post && !practice) return 'no_mail_server';
  const claimed = await inOneTransaction(deps, MAILER, (work) =>
    claim(work, ref, practice, post?.origin ?? ''),
  );
  if (claimed.what === 'nothing') return 'not_waiting';
  if (claimed.what === 'practice') return settle(deps, ref, claimed.mail, { outcome: 'taken' });
  if (claimed.what === 'no_address')
    return settle(deps, ref, claimed.mail, { outcome: 'refused', code: 'no_such_address' });
  const outcome: MailOutcome = post
    ? await post.mailer.send(claimed.letter)
    : { outcome: 'later', code: 'settings' };
  return settle(deps, ref, claimed.mail, outcome, claimed.link);
}

async function isOfPractice(db: WorkerDeps['db'], ref: MailRef): Promise<boolean> {
  const school = await findSchool(db, ref);
  const trust = school && (await findTrust(db, school.trustId));
  return trust?.practice === true;
}

/** Takes the letter, and writes it. A letter that is no longer wanted is put aside. */
async function claim(work: Work, ref: MailRef, practice: boolean, origin: string): Promise<Claimed> {
  const leaseUntil = new Date(work.at.getTime() + TRY_MS);
  const mail = await claimMail(work.db, ref, ref.mailId, work.at, leaseUntil);
  const school = mail && (await findSchool(work.db, ref));
  if (!mail || !school) return { what: 'nothing' };
  const drop = async (failedCode: string): Promise<Claimed> => {
    await settleMail(work.db, ref, mail, { failedAt: work.at, failedCode, leaseUntil: null });
    return { what: 'nothing' };
  };
  const about = await aboutAsk(work, mail);
  if (!about) return drop('not_wanted');
  // Everybody there is made up: nothing leaves, and the page of practice letters shows what would have.
  if (practice) return { what: 'practice', mail };
  const [holder] = await holdersByIds(work.db, ref, [mail.holderId]);
  if (!holder?.email) return { what: 'no_address', mail };
  // A letter that never arrives must not take the link of the last one with it.
  const { secret } = await makeLink(work, about.link, 'keep');
  const words = letterWords({
    kind: mail.kind,
    schoolName: school.name,
    address: `${origin}${linkPath(secret)}`,
    lastDay: dayInWords(about.dueOn),
  });
  const link = { ...about.link, madeAt: work.at };
  return { what: 'letter', mail, letter: { to: holder.email.trim(), ...words }, link };
}

interface About {
  link: MakeLink;
  dueOn: string;
}

/** The link that a letter of a round carries; null when the round is over or the person has answered meanwhile. */
async function aboutAsk(work: Work, mail: MailRow): Promise<About | null> {
  const ask = await findAsk(work.db, mail, mail.aboutId);
  const round = ask && (await findRequest(work.db, mail, ask.requestId));
  const school = await findSchool(work.db, mail);
  if (!ask || !round || !school || round.closedAt || ask.way !== 'email') return null;
  if (await hasAnswered(work, { id: mail.schoolId, zone: school.zone }, round, ask.id)) return null;
  return { link: linkOf(ask, round), dueOn: round.dueOn };
}

/** What makes a personal link for somebody who was asked in a round. */
export const linkOf = (
  ask: { id: string; schoolId: string; pupilId: string; holderId: string; way: 'email' | 'letter' },
  round: Pick<RequestRow, 'formSeries' | 'tripId'>,
): MakeLink => ({
  schoolId: ask.schoolId,
  pupilId: ask.pupilId,
  holderId: ask.holderId,
  formSeries: round.formSeries,
  tripId: round.tripId,
  way: ask.way,
  askId: ask.id,
});

/** Or need not be asked by e-mail any more. */
async function hasAnswered(
  work: Work,
  school: Parameters<typeof asksOf>[1],
  round: RequestRow,
  askId: string,
): Promise<boolean> {
  const asks = await asksOf(work.db, school, round, work.at, askId);
  return asks.some(({ answeredAt, over, linkEnded }) => answeredAt !== null || over || linkEnded);
}

async function settle(
  deps: WorkerDeps,
  ref: MailRef,
  mail: MailRow,
  result: MailOutcome,
  link: (MakeLink & { madeAt: Date }) | null = null,
): Promise<string> {
  return inOneTransaction(deps, MAILER, async (work) => {
    const { db, at } = work;
    const taken = result.outcome === 'taken';
    if (!taken && result.code !== 'no_such_address' && !isGivenUp(mail, await paperDay(work, mail), at)) {
      const leaseUntil = new Date(at.getTime() + waitAfter(mail.attempts));
      if (!(await settleMail(db, ref, mail, { leaseUntil }))) return 'not_ours';
      await tellOfServer(work, ref.schoolId, { to: 'families', code: result.code, attempts: mail.attempts });
      return `later_${result.code}`;
    }
    const ended = taken ? { sentAt: at } : { failedAt: at, failedCode: result.code };
    if (!(await settleMail(db, ref, mail, { ...ended, leaseUntil: null }))) return 'not_ours';
    if (taken && link) await endOlderLinks(work, link, link.madeAt);
    await (taken ? noteSent(db, ref, [mail.aboutId], at) : goOnPaper(work, ref, mail.aboutId));
    return taken ? 'sent' : `failed_${result.code}`;
  });
}

/** From when on a letter that is not taken goes on paper; at once where its round is gone. */
async function paperDay({ db, at }: Work, mail: MailRow): Promise<Date> {
  const ask = await findAsk(db, mail, mail.aboutId);
  const round = ask && (await findRequest(db, mail, ask.requestId));
  const school = await findSchool(db, mail);
  if (!round || !school) return at;
  return paperFrom(mail.createdAt, endOfDay(round.dueOn, school.zone), round.remindEveryDays);
}

/** The person is asked by letter from now on; those who look after the round hear of it once, however many letters fail. */
async function goOnPaper(work: Work, ref: MailRef, askId: string): Promise<void> {
  const { schoolId } = ref;
  const ask = await findAsk(work.db, ref, askId);
  const round = ask && (await lockRequest(work.db, ref, ask.requestId));
  if (!round) return;
  await moveToLetter(work.db, ref, askId, work.at);
  for (const userId of await keepersOf(work, round)) {
    const notice = { userId, kind: 'mails_failed' as const, aboutId: round.id };
    if (!(await wasTold(work.db, ref, notice))) work.notify({ schoolId, ...notice });
  }
}
