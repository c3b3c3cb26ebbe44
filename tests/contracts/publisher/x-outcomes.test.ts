// The outcome table of X, row by row, as a pure function: what an answer to a write means for the post.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutcome, prepareOutcome } from '#app/adapters/x-outcomes.ts';
import { problemOf, retryAfter, saysNotThere, type XReply } from '#app/adapters/x-reply.ts';

const NOW = new Date('2026-05-04T09:00:00Z');
const seconds = (fromNow: number) => String(NOW.getTime() / 1000 + fromNow);

const answered = (status: number, body?: unknown, headers: Record<string, string> = {}): XReply => ({
  kind: 'answered',
  status,
  body,
  headers,
});
const problem = (status: number, detail: string, type = 'about:blank') =>
  answered(status, { title: 'Problem', detail, type, status });

describe('what a create call came to', () => {
  const outcome = (reply: XReply) => createOutcome(reply, NOW).outcome;

  it('is published with the id of any 2xx answer, and with nothing less (PF4)', () => {
    expect(createOutcome(answered(201, { data: { id: '1900000000000000001', text: 'x' } }), NOW)).toEqual({
      outcome: 'published',
      platformId: '1900000000000000001',
    });
    expect(outcome(answered(200, { data: { id: '5' }, errors: [{ title: 'Partial' }] }))).toBe('published');
    const nameless = [
      undefined,
      '',
      '<html>',
      null,
      [],
      {},
      { data: null },
      { data: {} },
      { data: { id: 5 } },
    ];
    const odd = [{ data: { id: '' } }, { data: { id: 'abc' } }, { data: { id: '12345678901234567890' } }];
    for (const body of [...nameless, ...odd, { errors: [{ title: 'Oops' }] }]) {
      expect(createOutcome(answered(201, body), NOW)).toMatchObject({ outcome: 'unknown' });
    }
  });

  it('is not sent when no connection was ever ready, whatever the cause', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EPROTO', null]) {
      expect(outcome({ kind: 'never_connected', code })).toBe('not_sent');
    }
  });

  it('is unknown when the connection broke, was silent, or was cut', () => {
    expect(outcome({ kind: 'broken', code: 'ECONNRESET', late: false })).toBe('unknown');
    expect(outcome({ kind: 'broken', code: 'ABORT_ERR', late: true })).toBe('unknown');
  });

  it('is busy on 429, with the reset of the limit that is used up', () => {
    const window = { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': seconds(600) };
    const day = { 'x-user-limit-24hour-remaining': '0', 'x-user-limit-24hour-reset': seconds(40_000) };
    const appDay = { 'x-app-limit-24hour-remaining': '3', 'x-app-limit-24hour-reset': seconds(80_000) };
    const at = (headers: Record<string, string>) => createOutcome(answered(429, {}, headers), NOW);
    const busy = (fromNow: number) => ({
      outcome: 'busy',
      why: 'X asked us to wait',
      retryAfter: new Date(NOW.getTime() + fromNow * 1000),
    });
    expect(at(window)).toEqual(busy(600));
    expect(at({ ...window, ...day, ...appDay })).toEqual(busy(40_000));
    expect(at({ 'x-rate-limit-remaining': '7', 'x-rate-limit-reset': seconds(60) })).toEqual(busy(60));
    expect(at({ 'retry-after': '30' })).toEqual(busy(30));
    expect(at({ 'x-rate-limit-reset': 'soon' })).toMatchObject({ outcome: 'busy', retryAfter: null });
  });

  it('tells credit from pace: 402 and a used-up plan are no matter of waiting', () => {
    expect(outcome(problem(402, 'CreditsDepleted'))).toBe('no_credit');
    expect(
      outcome(problem(429, 'Usage cap exceeded', 'https://api.twitter.com/2/problems/usage-capped')),
    ).toBe('no_credit');
  });

  it('needs a reconnection on 401, with or without a readable body', () => {
    expect(outcome(problem(401, 'Unauthorized'))).toBe('needs_reconnect');
    expect(outcome(answered(401, undefined))).toBe('needs_reconnect');
  });

  it('is refused on 400 and 403 when X says so itself', () => {
    const why = (reply: XReply) => createOutcome(reply, NOW);
    expect(why(problem(400, 'Your media IDs are invalid.'))).toEqual({
      outcome: 'refused',
      why: 'X did not accept the uploaded photos',
    });
    expect(why(answered(400, { errors: [{ message: 'Your Tweet text is too long.' }] }))).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('too long'),
    });
    expect(why(problem(403, 'Your account is suspended'))).toMatchObject({ outcome: 'refused' });
    expect(why(problem(403, 'You are not permitted to do that'))).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('connecting the account again'),
    });
    expect(why(problem(403, 'Something new'))).toEqual({ outcome: 'refused', why: 'X refused it (403)' });
  });

  it('is unknown on 400 and 403 from something that does not speak as X does', () => {
    for (const status of [400, 403]) {
      for (const body of [undefined, '', '<html>Forbidden</html>', [], {}]) {
        expect(outcome(answered(status, body))).toBe('unknown');
      }
    }
  });

  it('is unknown for duplicate words: an equal post is there, and may be ours (PF30)', () => {
    expect(outcome(problem(403, 'You are not allowed to create a Tweet with duplicate content.'))).toBe(
      'unknown',
    );
    expect(outcome(answered(403, { errors: [{ code: 187, message: 'Status is a duplicate.' }] }))).toBe(
      'unknown',
    );
  });

  it('is unknown for every other status there is', () => {
    const decided = [400, 401, 402, 403, 429];
    const others = fc.integer({ min: 300, max: 599 }).filter((status) => !decided.includes(status));
    fc.assert(
      fc.property(others, fc.jsonValue(), (status, body) => {
        expect(outcome(answered(status, body))).toBe('unknown');
      }),
    );
  });

  it('never repeats what X or the network said, whatever that was', () => {
    const secret = 'S3CRET-token';
    const noise = fc.constantFrom(400, 401, 402, 403, 404, 429, 500, 201);
    fc.assert(
      fc.property(noise, fc.constantFrom('title', 'detail', 'type', 'message'), (status, field) => {
        const reply = answered(
          status,
          { title: 'x', [field]: secret, errors: [{ [field]: secret }] },
          { a: secret },
        );
        expect(JSON.stringify([createOutcome(reply, NOW), prepareOutcome(reply, NOW)])).not.toContain(secret);
      }),
    );
  });
});

describe('what a failed step of preparing came to', () => {
  const outcome = (reply: XReply) => prepareOutcome(reply, NOW).outcome;

  it('is not sent, to be tried again, for whatever is no clear no', () => {
    for (const status of [404, 408, 409, 500, 502, 503, 504])
      expect(outcome(problem(status, 'x'))).toBe('not_sent');
    expect(outcome(answered(403, '<html>'))).toBe('not_sent');
    expect(outcome(answered(200, {}))).toBe('not_sent');
    expect(outcome({ kind: 'broken', code: 'ECONNRESET', late: false })).toBe('not_sent');
    expect(outcome({ kind: 'never_connected', code: 'ECONNREFUSED' })).toBe('not_sent');
  });

  it('stops for credentials, credit and pace as a create does, and for a clear no', () => {
    expect(outcome(answered(401))).toBe('needs_reconnect');
    expect(outcome(answered(402))).toBe('no_credit');
    expect(outcome(answered(429))).toBe('busy');
    for (const status of [400, 403, 413, 415]) expect(outcome(problem(status, 'no'))).toBe('refused');
  });
});

describe("reading X's error answers", () => {
  it('finds the kind of a problem by the last part of its type, under every host that X uses', () => {
    for (const type of [
      'https://api.twitter.com/2/problems/resource-not-found',
      'https://api.x.com/2/problems/resource-not-found',
      'https://developer.x.com/en/support/x-api/error-troubleshooting#resource-not-found',
    ]) {
      expect(problemOf({ title: 'Not Found Error', type })?.type).toBe('resource-not-found');
      expect(saysNotThere(answered(200, { errors: [{ title: 'Not Found Error', type }] }))).toBe(true);
      expect(saysNotThere(answered(404, { title: 'Not Found Error', type }))).toBe(true);
    }
  });

  it('takes nothing else for "not there"', () => {
    const type = 'https://api.twitter.com/2/problems/resource-not-found';
    expect(saysNotThere(answered(404, { title: 'Not Found', type: 'about:blank' }))).toBe(false);
    expect(saysNotThere(answered(404, 'Not Found'))).toBe(false);
    expect(saysNotThere(answered(503, { title: 'Not Found Error', type }))).toBe(false);
    expect(saysNotThere(answered(200, { data: { id: '1' }, errors: [{ title: 'Media gone', type }] }))).toBe(
      false,
    );
    expect(saysNotThere({ kind: 'broken', code: null, late: true })).toBe(false);
  });

  it('takes the latest reset of the limits used up', () => {
    const headers = {
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': seconds(900),
      'x-app-limit-24hour-remaining': '0',
      'x-app-limit-24hour-reset': seconds(90),
    };
    expect(retryAfter(headers, NOW)).toEqual(new Date(NOW.getTime() + 900_000));
    expect(retryAfter({}, NOW)).toBeNull();
  });
});
