// Which notices go into an e-mail now: what is urgent at once and at any hour, what needs somebody soon and in their own hours, the rest
// once a day; never a flood, and nothing for ever put off.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_QUIET, isQuiet } from '#app/domain/staff-messages/quiet-hours.ts';
import {
  APART_MS,
  GATHERED_FOR_MS,
  type LastMails,
  mailDue,
  type NeedsYouByMail,
  type Untold,
  URGENT_APART_MS,
  type Wishes,
} from '#app/domain/staff-messages/what-is-due.ts';
import type { Urgency } from '#app/domain/staff-messages/notice-urgency.ts';

const MINUTE = 60_000;
const WEDNESDAY = new Date('2026-11-18T11:00:00Z');
const NIGHT = new Date('2026-11-18T02:00:00Z');
const NEVER: LastMails = { urgent: null, other: null };
const ago = (at: Date, ms: number) => new Date(at.getTime() - ms);
const wishes = (needsYou: NeedsYouByMail = 'at_once'): Wishes => ({ needsYou, quiet: DEFAULT_QUIET });
const notice = (id: string, urgency: Urgency, createdAt: Date): Untold => ({
  ...{ id, urgency, createdAt },
  zone: 'Europe/London',
});

describe('what is urgent', () => {
  const lone = [notice('a', 'urgent', NIGHT)];

  it.each(['at_once', 'daily', 'never'] as const)(
    'leaves at once in the middle of the night, also for somebody who wants e-mail %s',
    (needsYou) =>
      expect(mailDue(lone, wishes(needsYou), NEVER, NIGHT)).toEqual({ urgency: 'urgent', noticeIds: ['a'] }),
  );

  it('takes nothing else along at night, and everything that waits by day', () => {
    const both = (at: Date) => [
      notice('a', 'urgent', at),
      notice('b', 'needs_you', at),
      notice('c', 'daily', at),
    ];
    expect(mailDue(both(NIGHT), wishes(), NEVER, NIGHT)?.noticeIds).toEqual(['a']);
    expect(mailDue(both(WEDNESDAY), wishes(), NEVER, WEDNESDAY)?.noticeIds).toEqual(['a', 'b', 'c']);
    expect(mailDue(both(WEDNESDAY), wishes('never'), NEVER, WEDNESDAY)?.noticeIds).toEqual(['a']);
  });

  it('after another one gathers for five minutes, and then leaves together', () => {
    const last = (ms: number) => ({ urgent: ago(NIGHT, ms), other: null });
    expect(mailDue(lone, wishes(), last(URGENT_APART_MS - 1), NIGHT)).toBeNull();
    expect(mailDue(lone, wishes(), last(URGENT_APART_MS), NIGHT)?.urgency).toBe('urgent');
  });

  it('that still gathers is not told of by an e-mail of something else', () => {
    const some = [
      notice('a', 'urgent', WEDNESDAY),
      notice('b', 'needs_you', ago(WEDNESDAY, GATHERED_FOR_MS)),
    ];
    const last = { urgent: ago(WEDNESDAY, MINUTE), other: null };
    expect(mailDue(some, wishes(), last, WEDNESDAY)).toEqual({ urgency: 'needs_you', noticeIds: ['b'] });
  });
});

describe('what needs somebody', () => {
  const since = (ms: number, at = WEDNESDAY) => [notice('a', 'needs_you', ago(at, ms))];

  it('waits ten minutes for more of its kind, counted from the first', () => {
    expect(mailDue(since(GATHERED_FOR_MS - 1), wishes(), NEVER, WEDNESDAY)).toBeNull();
    const more = [...since(GATHERED_FOR_MS), notice('b', 'needs_you', WEDNESDAY)];
    expect(mailDue(more, wishes(), NEVER, WEDNESDAY)?.noticeIds).toEqual(['a', 'b']);
  });

  it('waits for the end of the quiet hours', () => {
    expect(mailDue(since(60 * MINUTE, NIGHT), wishes(), NEVER, NIGHT)).toBeNull();
    const morning = new Date('2026-11-18T07:30:00Z');
    expect(mailDue(since(6 * 60 * MINUTE, morning), wishes(), NEVER, morning)?.urgency).toBe('needs_you');
  });

  it('comes half an hour apart, however much there is', () => {
    const last = (ms: number) => ({ urgent: null, other: ago(WEDNESDAY, ms) });
    expect(mailDue(since(GATHERED_FOR_MS), wishes(), last(APART_MS - 1), WEDNESDAY)).toBeNull();
    expect(mailDue(since(GATHERED_FOR_MS), wishes(), last(APART_MS), WEDNESDAY)).not.toBeNull();
  });

  it('comes once a day to somebody who wants it so, and not at all to somebody who wants none', () => {
    const yesterday = since(24 * 60 * MINUTE);
    expect(mailDue(since(60 * MINUTE), wishes('daily'), NEVER, WEDNESDAY)).toBeNull();
    expect(mailDue(yesterday, wishes('daily'), NEVER, WEDNESDAY)?.urgency).toBe('needs_you');
    expect(mailDue(yesterday, wishes('never'), NEVER, WEDNESDAY)).toBeNull();
  });
});

describe('the rest', () => {
  it('comes with the day’s e-mail, once', () => {
    const eight = new Date('2026-11-18T08:00:00Z');
    const rest = [notice('a', 'daily', ago(eight, 1))];
    expect(mailDue(rest, wishes(), NEVER, ago(eight, 1))).toBeNull();
    expect(mailDue(rest, wishes(), NEVER, eight)).toEqual({ urgency: 'daily', noticeIds: ['a'] });
    expect(mailDue([notice('b', 'daily', eight)], wishes(), NEVER, ago(eight, -60 * MINUTE))).toBeNull();
  });

  it('that is for Gatepost alone is never told by e-mail', () => {
    const old = [notice('a', 'in_app', ago(WEDNESDAY, 48 * 60 * MINUTE))];
    expect(mailDue(old, wishes(), NEVER, WEDNESDAY)).toBeNull();
  });
});

describe('over days of notices, read by a sweep every minute', () => {
  const START = new Date('2026-10-23T06:00:00Z').getTime();
  const DAYS = 5;
  const some = fc.array(
    fc.record({
      urgency: fc.constantFrom<Urgency>('urgent', 'needs_you', 'daily', 'in_app'),
      minute: fc.integer({ min: 0, max: DAYS * 1_440 }),
    }),
    { maxLength: 60 },
  );
  const anyWishes = fc.constantFrom(wishes('at_once'), wishes('daily'), wishes('never'));

  /** Lives the days through as the sweep does: what was told is told no more. */
  function lived(come: readonly { urgency: Urgency; minute: number }[], wanted: Wishes) {
    const notices = come.map(({ urgency, minute }, index) =>
      notice(String(index), urgency, new Date(START + minute * MINUTE)),
    );
    const mails: { at: Date; urgency: Urgency; ids: string[] }[] = [];
    const told = new Set<string>();
    const last: LastMails = { urgent: null, other: null };
    // A week is gone through, over the end of summer time, so that the last notice has its day’s e-mail.
    for (let minute = 0; minute <= (DAYS + 4) * 1_440; minute += 5) {
      const at = new Date(START + minute * MINUTE);
      const untold = notices.filter(({ id, createdAt }) => createdAt <= at && !told.has(id));
      const due = untold.length > 0 ? mailDue(untold, wanted, last, at) : null;
      if (!due) continue;
      mails.push({ at, urgency: due.urgency, ids: due.noticeIds });
      for (const id of due.noticeIds) told.add(id);
      if (due.urgency === 'urgent') last.urgent = at;
      else last.other = at;
    }
    return { notices, mails, told };
  }

  it('each is told of once at most, at night only what is urgent, and what is wanted is told in the end', () => {
    fc.assert(
      fc.property(some, anyWishes, (come, wanted) => {
        const { notices, mails, told } = lived(come, wanted);
        const ids = mails.flatMap((mail) => mail.ids);
        expect(new Set(ids).size).toBe(ids.length);
        const byId = new Map(notices.map((one) => [one.id, one]));
        for (const mail of mails)
          if (isQuiet(mail.at, DEFAULT_QUIET, 'Europe/London'))
            for (const id of mail.ids) expect(byId.get(id)?.urgency).toBe('urgent');
        for (const { id, urgency } of notices) {
          const wantedByMail = urgency === 'urgent' || (urgency !== 'in_app' && wanted.needsYou !== 'never');
          expect([urgency, told.has(id)]).toEqual([urgency, wantedByMail]);
        }
        const other = mails.filter(({ urgency }) => urgency !== 'urgent').map(({ at }) => at.getTime());
        for (const [index, at] of other.slice(1).entries())
          if (wanted.needsYou === 'daily') expect(at - (other[index] ?? 0)).toBeGreaterThan(12 * 60 * MINUTE);
      }),
      { numRuns: 25 },
    );
  });
});
