// How fast one account is posted to, as a rule over any posts and any answers: sends are spaced however long preparing takes, nothing
// is called while the platform says that nothing is left, and credit that is used up counts for the whole account (PF12, PF14).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterSending,
  CREDIT_PROBE_MS,
  type Pace,
  turnKept,
  turnTaken,
  waitOf,
} from '#app/domain/posts/pace.ts';

const START = Date.parse('2026-11-18T15:30:00Z');
const at = (ms: number) => new Date(START + ms);
const FREE: Pace = {
  nextSendAt: null,
  blockedUntil: null,
  blockCode: null,
  postsLeft: null,
  postsResetAt: null,
  dayLeft: null,
  dayResetAt: null,
};
const SPACING = 60_000;

/** Plays posts that are all due at once: each asks every `askEvery` ms, and prepares for its own time once it has its turn. */
function play(prepareMs: readonly number[], askEvery: number): number[] {
  let pace = FREE;
  const sent: number[] = [];
  const posts = prepareMs.map((ms) => ({ ms, takenAt: null as number | null, wakes: 0, sent: false }));
  for (let now = 0; posts.some((post) => !post.sent) && now < 5_000 * SPACING; now += askEvery)
    for (const post of posts) {
      if (post.sent || now < post.wakes) continue;
      if (post.takenAt === null) {
        const wait = waitOf(pace, at(now), SPACING);
        if (wait) post.wakes = wait.notBefore.getTime() - START;
        else {
          pace = { ...pace, ...turnTaken(at(now), SPACING) };
          post.takenAt = now;
          post.wakes = now + post.ms;
        }
        continue;
      }
      const wait = turnKept(pace, at(post.takenAt), at(now), SPACING);
      if (wait) Object.assign(post, { takenAt: null, wakes: wait.notBefore.getTime() - START });
      else {
        pace = { ...pace, ...afterSending(pace, at(now), SPACING) };
        sent.push(now);
        post.sent = true;
      }
    }
  return sent;
}

describe('posts of one account', () => {
  it('are sent a spacing apart, however long each takes to prepare, and each of them is sent', () => {
    const prepare = fc.array(fc.integer({ min: 0, max: 170_000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(prepare, fc.integer({ min: 500, max: 7_000 }), (times, askEvery) => {
        const sent = play(times, askEvery);
        expect(sent).toHaveLength(times.length);
        for (let nth = 1; nth < sent.length; nth++)
          expect((sent[nth] ?? 0) - (sent[nth - 1] ?? 0)).toBeGreaterThanOrEqual(SPACING);
      }),
    );
  });

  it('are not spaced where the school wants none', () => {
    const pace = { ...FREE, ...turnTaken(at(0), 0) };
    expect(waitOf(pace, at(0), 0)).toBeNull();
    expect(turnKept({ ...pace, ...afterSending(pace, at(0), 0) }, at(0), at(0), 0)).toBeNull();
  });
});

describe('what the platform says is left', () => {
  const rates = (left: number | null, resetMs: number, dayLeft: number | null = null, dayMs = 0) => ({
    left,
    resetAt: at(resetMs),
    dayLeft,
    dayResetAt: at(dayMs),
  });
  const said = (pace: Pace, answer: Partial<Parameters<typeof afterAnswer>[1]>): Pace => ({
    ...pace,
    ...afterAnswer(pace, { outcome: 'published', rates: null, at: at(0), retryAt: null, ...answer }),
  });

  it('is obeyed: nothing is called until it begins anew', () => {
    const pace = said(FREE, { rates: rates(0, 900_000) });
    expect(waitOf(pace, at(1_000), SPACING)).toEqual({ notBefore: at(900_000), why: 'busy' });
    expect(waitOf(pace, at(900_000), SPACING)).toBeNull();
  });

  it('counts down with what is sent, also before the platform has said so again', () => {
    const pace = said(FREE, { rates: rates(1, 900_000) });
    expect(waitOf(pace, at(0), SPACING)).toBeNull();
    expect(waitOf({ ...pace, ...afterSending(pace, at(0), 0) }, at(1), SPACING)?.notBefore).toEqual(
      at(900_000),
    );
  });

  it('of the day is another limit, and the later of two ends counts', () => {
    const pace = said(FREE, { rates: rates(0, 900_000, 0, 7_200_000) });
    expect(waitOf(pace, at(0), SPACING)).toEqual({ notBefore: at(7_200_000), why: 'day_limit' });
  });

  it('and was not said this time stays as it was', () => {
    const pace = said(FREE, { rates: rates(5, 900_000) });
    expect(said(pace, { rates: rates(null, 0) })).toMatchObject({ postsLeft: 5, postsResetAt: at(900_000) });
    expect(said(pace, { rates: null })).toMatchObject({ postsLeft: 5 });
  });

  it('"not now" to one post is "not now" for the account', () => {
    const pace = said(FREE, { outcome: 'busy', retryAt: at(300_000) });
    expect(waitOf(pace, at(0), SPACING)).toEqual({ notBefore: at(300_000), why: 'busy' });
    expect(waitOf(said(FREE, { outcome: 'busy', retryAt: null }), at(0), SPACING)).toBeNull();
  });

  it('never silences an account for longer than a day, whatever moment an answer names', () => {
    const moment = fc.integer({ min: 1, max: 999_999_999_999_000 });
    fc.assert(
      fc.property(moment, moment, moment, (first, second, third) => {
        const pace = said(FREE, {
          outcome: 'busy',
          retryAt: at(first),
          rates: rates(0, second, 0, third),
        });
        expect(waitOf(pace, at(24 * 3_600_000), 0)).toBeNull();
        const latest = Math.min(24 * 3_600_000, Math.max(first, second, third));
        expect(waitOf(pace, at(0), 0)?.notBefore).toEqual(at(latest));
      }),
    );
  });

  it('"nothing without payment" is asked again after a while, and over when something went out', () => {
    const pace = said(FREE, { outcome: 'no_credit' });
    expect(waitOf(pace, at(0), SPACING)).toEqual({ notBefore: at(CREDIT_PROBE_MS), why: 'no_credit' });
    expect(waitOf(pace, at(CREDIT_PROBE_MS), SPACING)).toBeNull();
    expect(waitOf(said(pace, { outcome: 'published' }), at(0), SPACING)).toBeNull();
  });
});
