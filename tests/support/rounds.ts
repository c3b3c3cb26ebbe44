// Rounds of asking for tests: a published form, families with e-mail addresses, and the moves of a round in one line each.
import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Letter, Mailer, MailOutcome } from '#app/domain/ports/mailer.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { NO_CONDITIONS } from '#app/domain/consent/consent-types.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { sendMail } from '#app/domain/requests/send-mail.ts';
import { type NewRound, startRound } from '#app/domain/requests/start-round.ts';
import { transact } from '#db/client.server.ts';
import { insertForm } from '#db/queries/consent-forms.server.ts';
import { mailsToSend } from '#db/queries/mails.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { consentAsks } from '#db/schema/consent-asking.ts';
import { mails } from '#db/schema/mails.ts';
import { trusts } from '#db/schema/school.ts';
import type { World } from './world.ts';

export const ORIGIN = 'https://posts.school.example';

/** Publishes a form with one question; its series. */
export async function publishedForm(world: World): Promise<string> {
  const series = randomUUID();
  await transact(world.db, (tx) =>
    insertForm(tx, {
      schoolId: world.schoolId,
      title: 'Photos of your child',
      wording: 'May we show your child?',
      wordingHash: 'hash',
      controllers: ['The trust'],
      howToWithdraw: 'Tell us.',
      series,
      options: [
        {
          key: 'photo_social',
          label: 'A photo on X',
          subjects: ['image'],
          channels: ['x'],
          purposes: ['celebration'],
          accountScope: 'own_school',
        },
      ],
      validFrom: world.clock.now(),
    }),
  );
  return series;
}

/** Gives everybody on record of these pupils an address; nobody has one before. */
export async function withAddresses(world: World, pupilIds: readonly string[]): Promise<void> {
  await world.db
    .update(authorityHolders)
    .set({ email: null })
    .where(eq(authorityHolders.schoolId, world.schoolId));
  const holders = await world.db
    .select({ id: authorityHolders.id })
    .from(authorityHolders)
    .where(
      and(eq(authorityHolders.schoolId, world.schoolId), inArray(authorityHolders.pupilId, [...pupilIds])),
    );
  for (const { id } of holders)
    await world.db
      .update(authorityHolders)
      .set({ email: `${id.slice(0, 8)}@family.example` })
      .where(eq(authorityHolders.id, id));
}

/** Makes the trust a real one, from which mail may leave. */
export async function leavePractice(world: World): Promise<void> {
  await world.db.update(trusts).set({ practice: false });
}

/** The first moment from now on that is Monday, 10:00 in London. */
export function toMondayMorning(world: World): void {
  const at = new Date(world.clock.now());
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() !== 1);
  at.setUTCHours(10, 0, 0, 0);
  world.clock.set(at);
}

export const inDays = (world: World, days: number): string =>
  dateInSchool(new Date(world.clock.now().getTime() + days * 86_400_000), 'Europe/London');

export async function newRound(world: World, differs: Partial<NewRound> = {}): Promise<NewRound> {
  return {
    schoolId: world.schoolId,
    kind: 'general',
    groups: ['4 Hazel'],
    tripId: null,
    endingDays: null,
    formSeries: differs.formSeries ?? (await publishedForm(world)),
    dueOn: inDays(world, 14),
    remindEveryDays: 3,
    requestKey: randomUUID(),
    ...differs,
  };
}

/** Starts a round as the office; its id. */
export async function started(world: World, differs: Partial<NewRound> = {}, mail = true): Promise<string> {
  const round = await newRound(world, differs);
  const result = await startRound(world.web, await world.staff('office'), round, { mail });
  if (!result.ok) throw new Error(result.issues.map(({ code }) => code).join());
  return result.requestId;
}

export const asksOfRound = (world: World, requestId: string) =>
  world.db
    .select()
    .from(consentAsks)
    .where(eq(consentAsks.requestId, requestId))
    .orderBy(asc(consentAsks.id));

export const outbox = (world: World) =>
  world.db
    .select()
    .from(mails)
    .where(eq(mails.schoolId, world.schoolId))
    .orderBy(asc(mails.createdAt), asc(mails.id));

export interface ScriptedMailer extends Mailer {
  sent: Letter[];
  /** outcomes of the next letters; then everything is taken */
  next: MailOutcome[];
}

/** A mailer in memory, put into the world's worker. */
export function scriptedMailer(world: World): ScriptedMailer {
  const sent: Letter[] = [];
  const next: MailOutcome[] = [];
  const mailer: ScriptedMailer = {
    sent,
    next,
    send: async (letter) => {
      sent.push(letter);
      return next.shift() ?? { outcome: 'taken' };
    },
    health: async () => ({ ok: true, detail: 'in memory' }),
    close: async () => undefined,
  };
  world.worker.post = { mailer, origin: ORIGIN };
  return mailer;
}

/** Everything that may be sent now, as the sweep does; what became of each. */
export async function sendAll(world: World): Promise<string[]> {
  const due = await mailsToSend(world.db, world.clock.now(), {
    server: world.worker.post !== null,
    limit: 500,
  });
  const outcomes: string[] = [];
  for (const { schoolId, id } of due) outcomes.push(await sendMail(world.worker, { schoolId, mailId: id }));
  return outcomes;
}

/** One person's answer to everything about a pupil, written down by the office today. */
export async function answers(
  world: World,
  of: { pupilId: string; holderId: string },
  answer: 'granted' | 'refused',
  eventId: string | null = null,
  lastDay: string | null = null,
): Promise<void> {
  const recorded = await recordConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    ...of,
    answer,
    subjects: ['image'],
    channels: ['x'],
    purposes: ['celebration'],
    accountScope: 'own_school',
    eventId,
    conditions: NO_CONDITIONS,
    answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
    lastDay,
    method: 'paper',
    evidence: '',
    formVersionId: null,
    requestKey: randomUUID(),
  });
  if (!recorded.ok) throw new Error(recorded.issues.map(({ code }) => code).join());
}
