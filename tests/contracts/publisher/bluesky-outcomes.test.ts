// What each answer of a Bluesky server means, row by row: whatever could have put a post there is never called a failure.
import { describe, expect, it } from 'vitest';
import { grantIn, isWholeAccount } from '#app/adapters/bluesky-grant.ts';
import { createOutcome, uploadOutcome } from '#app/adapters/bluesky-outcomes.ts';
import { type BlueskyReply, notesOf } from '#app/adapters/bluesky-reply.ts';
import { serviceOrigin } from '#app/adapters/bluesky-service.ts';

const NOW = new Date('2026-05-04T09:00:00Z');
const DID = 'did:plc:wu6jr2c6bgbv3u5hhajdjxq3';
const KEY = '3lab2c4d5e6f2';
const URI = `at://${DID}/app.bsky.feed.post/${KEY}`;
const of = { did: DID, key: KEY };

const answer = (
  status: number,
  body: unknown = undefined,
  headers: Record<string, string> = {},
): BlueskyReply => ({
  ...{ kind: 'answered', status, body, headers },
  valid: status < 300,
});
const problem = (status: number, error: string, message = '') => answer(status, { error, message });
const RESET = { 'ratelimit-reset': String(NOW.getTime() / 1000 + 600), 'ratelimit-remaining': '0' };

type Row = readonly [name: string, reply: BlueskyReply, expected: object];

const STOPPED: Row[] = [
  ['no connection', { kind: 'never_connected', code: 'ECONNREFUSED' }, { outcome: 'not_sent' }],
  ['too late to be sent', { kind: 'never_connected', code: 'TOO_LATE' }, { outcome: 'not_sent' }],
  ['an expired token', problem(400, 'ExpiredToken'), { outcome: 'needs_reconnect' }],
  ['a token that is none', problem(400, 'InvalidToken'), { outcome: 'needs_reconnect' }],
  ['no token', problem(401, 'AuthMissing'), { outcome: 'needs_reconnect' }],
  ['somebody else’s account', problem(401, 'AuthenticationRequired'), { outcome: 'needs_reconnect' }],
  ['401 without a word', answer(401), { outcome: 'needs_reconnect' }],
  ['an account taken down', problem(401, 'AccountTakedown'), { outcome: 'refused', code: 'account_locked' }],
  [
    'an account switched off',
    problem(401, 'AccountDeactivated'),
    { outcome: 'refused', code: 'account_locked' },
  ],
  ['402', answer(402), { outcome: 'no_credit' }],
  [
    '429 with its end',
    answer(429, { error: 'RateLimitExceeded' }, RESET),
    { outcome: 'busy', retryAfter: new Date(NOW.getTime() + 600_000) },
  ],
  [
    '429 with a pause',
    answer(429, undefined, { 'retry-after': '90' }),
    { outcome: 'busy', retryAfter: new Date(NOW.getTime() + 90_000) },
  ],
  ['429 alone', answer(429), { outcome: 'busy', retryAfter: null }],
  [
    'a photo too large by form',
    problem(413, 'PayloadTooLarge'),
    { outcome: 'refused', code: 'photos_refused' },
  ],
  [
    'a photo of another kind',
    problem(400, 'InvalidMimeType'),
    { outcome: 'refused', code: 'photos_refused' },
  ],
  ['a right that is missing', problem(403, 'ScopeMissingError'), { outcome: 'refused', code: 'not_allowed' }],
  ['403 by form', problem(403, 'Whatever'), { outcome: 'refused', code: 'not_allowed' }],
];

describe('one create call to Bluesky', () => {
  it.each<Row>([
    ...STOPPED,
    [
      'our own record named',
      answer(200, { uri: URI, cid: 'bafy' }),
      { outcome: 'published', platformId: KEY },
    ],
    ['another key named', answer(200, { uri: `${URI.slice(0, -1)}3`, cid: 'bafy' }), { outcome: 'unknown' }],
    [
      'another account named',
      answer(200, { uri: URI.replace('wu6', 'wu7'), cid: 'b' }),
      { outcome: 'unknown' },
    ],
    [
      'a success of another form',
      { ...answer(200, { uri: URI }), valid: false } as BlueskyReply,
      { outcome: 'unknown' },
    ],
    ['an empty success', answer(200), { outcome: 'unknown' }],
    [
      'photos no longer there',
      problem(400, 'BlobNotFound', 'Could not find blob: b'),
      { outcome: 'refused', code: 'photos_gone' },
    ],
    [
      'words too long',
      problem(400, 'InvalidRequest', 'must not be longer than 300 graphemes'),
      { outcome: 'refused', code: 'too_long' },
    ],
    [
      'a photo too large',
      problem(400, 'InvalidRequest', 'blob too big (maximum 1000000)'),
      { outcome: 'refused', code: 'photos_refused' },
    ],
    [
      'words of too many bytes',
      problem(400, 'InvalidRequest', 'string too big (maximum 3000, got 3015)'),
      { outcome: 'refused', code: 'too_long' },
    ],
    [
      'another wrong record',
      problem(400, 'InvalidRequest', 'something'),
      { outcome: 'refused', code: 'other' },
    ],
    ['a record there already', problem(400, 'InvalidSwap', 'Record was at b'), { outcome: 'unknown' }],
    ['400 from a proxy', answer(400, '<html>'), { outcome: 'unknown' }],
    ['403 from a proxy', answer(403, '<html>'), { outcome: 'unknown' }],
    ...[302, 404, 408, 500, 502, 503, 504].map((status): Row => [
      String(status),
      problem(status, 'InternalServerError'),
      { outcome: 'unknown' },
    ]),
    ['a reset', { kind: 'broken', code: 'ECONNRESET', late: false }, { outcome: 'unknown' }],
    ['silence', { kind: 'broken', code: null, late: true }, { outcome: 'unknown' }],
  ])('%s', (_, reply, expected) => {
    const outcome = createOutcome(reply, NOW, of);
    expect(outcome).toMatchObject(expected);
    expect(JSON.stringify(outcome)).not.toContain('graphemes');
  });
});

describe('one upload to Bluesky', () => {
  it.each<Row>([
    ...STOPPED,
    ...[400, 404, 500, 503].map((status): Row => [
      `${status} from a proxy`,
      answer(status),
      { outcome: 'not_sent' },
    ]),
    ['a success without the photo', answer(200, {}), { outcome: 'not_sent' }],
    ['a reset', { kind: 'broken', code: 'ECONNRESET', late: false }, { outcome: 'not_sent' }],
  ])('%s', (_, reply, expected) => {
    expect(uploadOutcome(reply, NOW)).toMatchObject(expected);
  });
});

describe('what is kept of a call', () => {
  const limits = { ...RESET, 'ratelimit-remaining': '41', 'ratelimit-limit': '5000' };
  const resetAt = new Date(NOW.getTime() + 600_000);

  it('tells what is left of the hour, or of the day', () => {
    const hour = notesOf(answer(200, {}, { ...limits, 'ratelimit-policy': '5000;w=3600' }));
    expect(hour).toMatchObject({ connected: true, status: 200 });
    expect(hour.rates).toEqual({ left: 41, resetAt, dayLeft: null, dayResetAt: null });
    const day = notesOf(answer(429, {}, { ...limits, 'ratelimit-policy': '35000;w=86400' }));
    expect(day.rates).toEqual({ left: null, resetAt: null, dayLeft: 41, dayResetAt: resetAt });
  });

  it('tells nothing that the server did not', () => {
    expect(notesOf(answer(200)).rates).toBeNull();
    expect(notesOf(answer(200, {}, { 'ratelimit-remaining': 'many' })).rates).toBeNull();
    expect(notesOf({ kind: 'never_connected', code: null })).toMatchObject({
      connected: false,
      status: null,
    });
    expect(notesOf({ kind: 'broken', code: null, late: true })).toMatchObject({
      connected: true,
      status: null,
    });
  });
});

describe('an answer about a session', () => {
  const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  const at = {
    service: 'https://entry.example',
    now: NOW,
    maySend: (service: string) => service.startsWith('https:'),
  };
  const held = (serviceEndpoint: string) => ({
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint }],
  });
  const session = (fields: object) =>
    answer(200, {
      accessJwt: jwt({ exp: 1_777_888_999, scope: 'com.atproto.appPass' }),
      refreshJwt: 'r',
      did: DID,
      handle: 'elm.example',
      ...fields,
    });

  it('grants access at the server that holds the account, and renewal where it was opened', () => {
    expect(grantIn(session({ didDoc: held('https://holder.example') }), at)).toEqual({
      outcome: 'granted',
      credential: expect.objectContaining({
        kind: 'bluesky_session',
        service: 'https://holder.example',
      }) as object,
      refresh: JSON.stringify({ service: 'https://entry.example', token: 'r' }),
      expiresAt: new Date(1_777_888_999_000),
      scopes: ['com.atproto.appPass'],
    });
  });

  it('stays with the server that is known where none, or none that may be called, is named', () => {
    for (const didDoc of [undefined, {}, held('http://10.0.0.8')]) {
      const grant = grantIn(session({ didDoc }), {
        ...at,
        before: { refresh: 'old', holder: 'https://known.example' },
      });
      expect(grant).toMatchObject({ credential: { service: 'https://known.example' } });
      expect(grantIn(session({ didDoc }), at)).toMatchObject({
        credential: { service: 'https://entry.example' },
      });
    }
  });

  it('never loses the renewal to an empty one, and trusts a token whose end it cannot read for a short time', () => {
    const before = { refresh: 'old', holder: 'https://known.example' };
    const grant = grantIn(session({ refreshJwt: '', accessJwt: 'opaque' }), { ...at, before });
    expect(grant).toMatchObject({
      refresh: 'old',
      scopes: [],
      expiresAt: new Date(NOW.getTime() + 1_800_000),
    });
  });

  it('knows the password of a whole account from one made for Gatepost', () => {
    const whole = grantIn(session({ accessJwt: jwt({ scope: 'com.atproto.access' }) }), at);
    if (whole.outcome !== 'granted') throw new Error(whole.outcome);
    expect(isWholeAccount(whole)).toBe(true);
    expect(isWholeAccount({ scopes: ['com.atproto.appPass'] })).toBe(false);
  });

  it.each([
    [problem(401, 'AuthenticationRequired'), 'refused'],
    [problem(400, 'ExpiredToken'), 'refused'],
    [problem(401, 'AccountTakedown'), 'refused'],
    [problem(401, 'AuthFactorTokenRequired'), 'refused'],
    [answer(401), 'refused'],
    [answer(429), 'no_information'],
    [answer(502), 'no_information'],
    [answer(404), 'no_information'],
    [answer(200, {}), 'no_information'],
    [{ kind: 'broken', code: null, late: true } as const, 'no_information'],
    [{ kind: 'never_connected', code: null } as const, 'no_information'],
  ])('%j is %s', (reply, outcome) => {
    expect(grantIn(reply, at).outcome).toBe(outcome);
    expect(grantIn(reply, { ...at, before: { refresh: 'old', holder: at.service } }).outcome).toBe(outcome);
  });
});

describe('where an account’s secrets may go', () => {
  it.each(['https://bsky.social', 'https://pds.elm-primary.sch.uk/', 'https://BSKY.social'])(
    '%s',
    (service) => {
      expect(serviceOrigin(service, false)?.protocol).toBe('https:');
      expect(serviceOrigin(service, true)).toBeNull();
    },
  );
  it.each([
    ...[
      'http://bsky.social',
      'https://bsky.social:8443',
      'https://bsky.social/xrpc',
      'https://bsky.social?a=1',
    ],
    ...[
      'https://me:pw@bsky.social',
      'https://127.0.0.1',
      'https://[::1]',
      'https://localhost',
      'https://10.1.2.3',
    ],
    ...[
      'https://0x7f.1',
      'https://printer.local',
      'https://vault.internal',
      'bsky.social',
      'ftp://bsky.social',
      '',
    ],
  ])('never %s', (service) => {
    expect(serviceOrigin(service, false)).toBeNull();
  });
  it('or, in tests, on this machine alone', () => {
    expect(serviceOrigin('http://127.0.0.1:4010', true)?.origin).toBe('http://127.0.0.1:4010');
    expect(serviceOrigin('http://127.0.0.1:4010', false)).toBeNull();
  });
});
