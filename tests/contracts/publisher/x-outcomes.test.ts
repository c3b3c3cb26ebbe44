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
    expect(
      createOutcome(answered(201, { data: { id: '1900000000000000001', text: 'x' } }), NOW),
    ).toMatchObject({
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
    expect(at(window)).toMatchObject(busy(600));
    expect(at({ ...window, ...day, ...appDay })).toMatchObject(busy(40_000));
    expect(at({ 'x-rate-limit-remaining': '7', 'x-rate-limit-reset': seconds(60) })).toMatchObject(busy(60));
    expect(at({ 'retry-after': '30' })).toMatchObject(busy(30));
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
    expect(why(problem(400, 'Your media IDs are invalid.'))).toMatchObject({
      outcome: 'refused',
      code: 'photos_gone',
      why: 'X did not accept the uploaded photos',
    });
    expect(why(answered(400, { errors: [{ message: 'Your Tweet text is too long.' }] }))).toMatchObject({
      outcome: 'refused',
      code: 'too_long',
      why: expect.stringContaining('too long'),
    });
    expect(why(problem(403, 'Your account is suspended'))).toMatchObject({
      outcome: 'refused',
      code: 'account_locked',
    });
    expect(why(problem(403, 'You are not permitted to do that'))).toMatchObject({
      outcome: 'refused',
      code: 'not_allowed',
      why: expect.stringContaining('connecting the account again'),
    });
    expect(why(problem(403, 'Something new'))).toMatchObject({
      outcome: 'refused',
      code: 'other',
      why: 'X refused it (403)',
    });
  });

  it('is unknown on 400 and 403 from something that does not speak as X does', () => {
    for (const status of [400, 403]) {
      for (const body of [undefined, '', '<html>Forbidden</html>', [], {}]) {
        expect(outcome(answered(status, body))).toBe('unknown');
      }
    }
  });

  it('is unknown for duplicate words, and says so: an equal post is there, and may be ours (PF30)', () => {
    const said = { outcome: 'unknown', code: 'same_words' };
    const detail = 'You are not allowed to create a Tweet with duplicate content.';
    expect(createOutcome(problem(403, detail), NOW)).toMatchObject(said);
    const older = answered(403, { errors: [{ code: 187, message: 'Status is a duplicate.' }] });
    expect(createOutcome(older, NOW)).toMatchObject(said);
    expect(createOutcome(answered(503), NOW)).not.toHaveProperty('code');
  });

  it('is not sent when the connection stood too late, and was closed unused', () => {
    const reply: XReply = { kind: 'never_connected', code: null, tooLate: true };
    expect(createOutcome(reply, NOW)).toMatchObject({ outcome: 'not_sent', why: 'it was too late to send' });
  });

  it('keeps what X says of the call: its number, its version, and how many are left', () => {
    const headers = {
      'x-transaction-id': 'a1b2c3d4e5f60718',
      'api-version': '2.167',
      'x-rate-limit-remaining': '99',
      'x-rate-limit-reset': seconds(900),
      'x-user-limit-24hour-remaining': '60',
      'x-user-limit-24hour-reset': seconds(40_000),
      'x-app-limit-24hour-remaining': '9000',
      'x-app-limit-24hour-reset': seconds(80_000),
    };
    const at = (fromNow: number) => new Date(NOW.getTime() + fromNow * 1000);
    expect(createOutcome(answered(201, { data: { id: '5' } }, headers), NOW).notes).toEqual({
      connected: true,
      status: 201,
      transactionId: 'a1b2c3d4e5f60718',
      apiVersion: '2.167',
      rates: { left: 99, resetAt: at(900), dayLeft: 60, dayResetAt: at(40_000) },
    });
    const shared = { ...headers, 'x-app-limit-24hour-remaining': '2' };
    expect(createOutcome(answered(429, {}, shared), NOW).notes?.rates).toMatchObject({
      dayLeft: 2,
      dayResetAt: at(80_000),
    });
    const nothing = { status: null, transactionId: null, apiVersion: null, rates: null };
    const never: XReply = { kind: 'never_connected', code: 'ECONNREFUSED' };
    expect(createOutcome(never, NOW).notes).toEqual({ connected: false, ...nothing });
    const broken: XReply = { kind: 'broken', code: 'ECONNRESET', late: false };
    expect(createOutcome(broken, NOW).notes).toEqual({ connected: true, ...nothing });
    const odd = { 'x-transaction-id': 'two words <b>', 'x-rate-limit-remaining': '-1', 'api-version': '' };
    expect(createOutcome(answered(503, '', odd), NOW).notes).toEqual({
      connected: true,
      ...nothing,
      status: 503,
    });
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
