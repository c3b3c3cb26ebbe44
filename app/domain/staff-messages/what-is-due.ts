// Which of a person's unread notices go into an e-mail now. Pure: the rule alone, over what was read.
import { isQuiet, lastDailyMoment, type QuietHours } from './quiet-hours.ts';
import type { Urgency } from './notice-urgency.ts';

export type NeedsYouByMail = 'at_once' | 'daily' | 'never';

export interface Wishes {
  needsYou: NeedsYouByMail;
  quiet: QuietHours;
}

/** A notice that is unread and that no e-mail has told of. */
export interface Untold {
  id: string;
  urgency: Urgency;
  createdAt: Date;
  /** IANA zone of its school */
  zone: string;
}

export interface DueMail {
  /** the most urgent of what it tells */
  urgency: Exclude<Urgency, 'in_app'>;
  noticeIds: string[];
}

/** When the last e-mails to the person were begun, by whether they were urgent. */
export interface LastMails {
  urgent: Date | null;
  other: Date | null;
}

const MINUTE_MS = 60_000;
/** What needs somebody waits this long for more of its kind. */
export const GATHERED_FOR_MS = 10 * MINUTE_MS;
/** Between two e-mails of what needs somebody. */
export const APART_MS = 30 * MINUTE_MS;
/** The first urgent one leaves at once; what follows within this time leaves together. */
export const URGENT_APART_MS = 5 * MINUTE_MS;
/** What is older is not told by e-mail any more: it stands in Gatepost, and an old alarm helps nobody. */
export const TOLD_WITHIN_MS = 7 * 24 * 60 * MINUTE_MS;

const passed = (since: Date | null, ms: number, at: Date): boolean =>
  since === null || at.getTime() - since.getTime() >= ms;

/** The e-mail to send now, or null. In quiet hours it holds what is urgent alone; else all that waits, so that there is one. */
export function mailDue(
  notices: readonly Untold[],
  wishes: Wishes,
  last: LastMails,
  at: Date,
): DueMail | null {
  const awake = notices.filter((notice) => notice.urgency === 'urgent' || isWantedNow(notice, wishes, at));
  const dailyIn = new Map<string, Date | null>();
  const urgent =
    awake.some(({ urgency }) => urgency === 'urgent') && passed(last.urgent, URGENT_APART_MS, at);
  if (!urgent && !awake.some((notice) => isRipe(notice, wishes, last, at, dailyIn))) return null;
  const now = awake.filter(({ urgency }) => urgency !== 'urgent' || urgent);
  const some = (kind: Urgency) => now.some(({ urgency }) => urgency === kind);
  return {
    urgency: some('urgent') ? 'urgent' : some('needs_you') ? 'needs_you' : 'daily',
    noticeIds: now.map(({ id }) => id),
  };
}

/** Whether the person gets it by e-mail at all, and is not left in peace now. */
const isWantedNow = ({ urgency, zone }: Untold, { needsYou, quiet }: Wishes, at: Date): boolean =>
  urgency !== 'in_app' && needsYou !== 'never' && !isQuiet(at, quiet, zone);

/** Whether it makes an e-mail leave; whatever else waits goes with it. `dailyIn`: the day's moment in each zone, as it was found before. */
function isRipe(
  { urgency, createdAt, zone }: Untold,
  wishes: Wishes,
  last: LastMails,
  at: Date,
  dailyIn: Map<string, Date | null>,
): boolean {
  if (urgency === 'urgent') return false;
  if (urgency === 'needs_you' && wishes.needsYou === 'at_once')
    return passed(createdAt, GATHERED_FOR_MS, at) && passed(last.other, APART_MS, at);
  if (!dailyIn.has(zone)) dailyIn.set(zone, lastDailyMoment(at, wishes.quiet, zone));
  const daily = dailyIn.get(zone) ?? null;
  return daily !== null && createdAt < daily;
}
