// When a doubtful post is looked for, what proves that it is not there, and the key that is the same for every attempt.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inDoubt, recognisedBy } from '#app/domain/posts/attempts.ts';
import { isProvedAbsent, LOOKS_NEEDED, nextLookAt, QUIET_MS } from '#app/domain/posts/look-times.ts';
import { recordKeyOf } from '#app/domain/posts/record-key.ts';
import type { AttemptRow } from '#db/queries/delivery-attempts.server.ts';

const SENT = new Date('2026-05-04T09:00:00Z');
const after = (ms: number) => new Date(SENT.getTime() + ms);

describe('the next look', () => {
  it('is always later, never more than an hour away, and one comes when ten minutes are over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 86_400_000 }), (gone) => {
        const next = nextLookAt(SENT, after(gone)).getTime() - SENT.getTime();
        expect(next).toBeGreaterThan(gone);
        expect(next - gone).toBeLessThanOrEqual(3_600_000);
        if (gone < QUIET_MS) expect(next).toBeLessThanOrEqual(QUIET_MS);
      }),
    );
  });
});

describe('that a post is not there', () => {
  it('is proved by three good looks, the last ten minutes after sending, and by nothing less', () => {
    const looked = (looks: number, ms: number | null) =>
      isProvedAbsent({ looks, lastGoodLookAt: ms === null ? null : after(ms), sentAt: SENT });
    expect(looked(LOOKS_NEEDED, QUIET_MS)).toBe(true);
    expect(looked(LOOKS_NEEDED - 1, QUIET_MS)).toBe(false);
    expect(looked(LOOKS_NEEDED, QUIET_MS - 1)).toBe(false);
    expect(looked(99, null)).toBe(false);
  });
});

describe('the key of a record', () => {
  const deliveries = fc.record({
    id: fc.uuid(),
    createdAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  });

  it('is the same for every attempt, of the form that AT Protocol asks for', () => {
    fc.assert(
      fc.property(deliveries, (delivery) => {
        expect(recordKeyOf(delivery)).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
        expect(recordKeyOf({ ...delivery })).toBe(recordKeyOf(delivery));
      }),
    );
  });

  it('differs for deliveries of the same moment, and sorts as moments do', () => {
    fc.assert(
      fc.property(deliveries, fc.uuid(), (one, id) => {
        const later = { id, createdAt: new Date(one.createdAt.getTime() + 1) };
        expect(recordKeyOf(later) > recordKeyOf(one)).toBe(true);
      }),
    );
    const createdAt = new Date('2026-05-04T09:00:00Z');
    const keys = Array.from({ length: 200 }, (_, index) =>
      recordKeyOf({ id: `delivery ${index}`, createdAt }),
    );
    expect(new Set(keys).size).toBe(200);
  });
});

describe('the attempts at a delivery', () => {
  const attempt = (of: Partial<AttemptRow>): AttemptRow => ({
    schoolId: 's',
    deliveryId: 'd',
    attempt: 1,
    mediaIds: [],
    sentAt: null,
    endedAt: null,
    outcome: null,
    connected: null,
    status: null,
    transactionId: null,
    apiVersion: null,
    platformId: null,
    ...of,
  });

  it('leave a doubt where one was sent and no end proves that nothing came of it', () => {
    const ended = ['not_sent', 'busy', 'needs_reconnect', 'no_credit', 'refused', 'stopped'] as const;
    for (const outcome of ended) expect(inDoubt([attempt({ sentAt: SENT, outcome })])).toEqual([]);
    for (const outcome of [null, 'unknown', 'published'] as const)
      expect(inDoubt([attempt({ sentAt: SENT, outcome })])).toHaveLength(1);
    expect(inDoubt([attempt({ outcome: 'unknown' })])).toEqual([]);
  });

  it('are recognised by the photos of all of them, since the first that may be there', () => {
    const known = recognisedBy([
      attempt({ attempt: 1, mediaIds: ['1', '2'], sentAt: after(-9_000), outcome: 'busy' }),
      attempt({ attempt: 2, mediaIds: ['2', '3'], sentAt: after(5_000), outcome: 'unknown' }),
      attempt({ attempt: 3, mediaIds: ['4'], sentAt: SENT }),
    ]);
    expect(known).toEqual({ mediaIds: ['1', '2', '3', '4'], sentAt: SENT, doubts: 2 });
    expect(recognisedBy([])).toEqual({ mediaIds: [], sentAt: null, doubts: 0 });
  });
});
