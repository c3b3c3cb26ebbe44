// Signing in: one failure for every reason, sessions that die at once, and limits that a whole school's address can live with.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Auth, createAuth } from '#app/adapters/auth.server.ts';
import { TRIES_PER_ADDRESS, TRIES_PER_PERSON } from '#app/adapters/sign-in/limits.server.ts';
import { identityIsConfirmed } from '#app/domain/school/identity-confirmation.ts';
import { deleteOldMonitoring, MONITORING_DAYS } from '#db/queries/monitoring.server.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { monitoringEvents } from '#db/schema/audit.ts';
import { credentials, rateLimits, sessions, users } from '#db/schema/people.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { addColleague, type SmallTrust, smallTrust } from '#tests/support/people.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const PASSWORD = 'three unrelated words';
const clock = fixedClock(AT);
const passwords = quickPasswords();
const secret = 'a secret of at least thirty-two characters';
let open: OpenDatabase;
let trust: SmallTrust;
let auth: Auth;
let priya: string;

const options = (publicUrl = 'http://127.0.0.1:3000') => ({
  db: open.db,
  clock,
  passwords,
  secret,
  publicUrl,
});
const enter = (email = 'priya@test.example', password = PASSWORD, ip = '192.0.2.10') =>
  auth.signIn({ email, password, ip, userAgent: 'A phone', sharedDevice: false });

/** What a browser would send back. */
const withCookies = (setCookie: string[]) =>
  new Request('http://127.0.0.1:3000/', {
    headers: { cookie: setCookie.map((each) => each.split(';')[0]).join('; ') },
  });

async function signedIn(email?: string): Promise<Request> {
  const entered = await enter(email);
  if (!entered.ok) throw new Error(entered.issue.code);
  return withCookies(entered.setCookie);
}

beforeAll(async () => {
  open = await freshDatabase();
  trust = await smallTrust(open.db, AT);
  priya = await addColleague(open.db, trust, AT, {
    email: 'priya@test.example',
    passwordHash: `quick:${PASSWORD}`,
  });
  const invited = await addColleague(open.db, trust, AT, { email: 'invited@test.example' });
  await open.db.update(credentials).set({ password: null }).where(eq(credentials.userId, invited));
  await addColleague(open.db, trust, AT, { email: 'gone@test.example', passwordHash: `quick:${PASSWORD}` });
  auth = createAuth(options());
});
afterAll(() => open.close());
beforeEach(async () => {
  clock.set(AT);
  await open.db.delete(rateLimits);
  await open.db.delete(sessions);
  await open.db.update(users).set({ leftAt: null });
  await open.db.update(users).set({ leftAt: AT }).where(eq(users.email, 'gone@test.example'));
  passwords.reset();
});

describe('a person signs in', () => {
  it('with their e-mail in any letter case, and is known by the cookie they were given', async () => {
    const entered = await enter('  Priya@Test.Example ');
    expect(entered).toMatchObject({ ok: true, userId: priya });
    const session = await auth.sessionOf(await signedIn());
    expect(session).toMatchObject({ userId: priya, confirmedAt: AT });
  });

  it('with a cookie that scripts cannot read and other sites do not send', async () => {
    const entered = await enter();
    const cookie = entered.ok ? entered.setCookie.join('\n') : '';
    expect(cookie).toMatch(/gatepost\.session_token=[^;]+;.*HttpOnly;.*SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
    expect(entered.ok && entered.setCookie).toHaveLength(1);
  });

  it('with a Secure cookie where the public address is https', async () => {
    auth = createAuth(options('https://posts.school.example'));
    const entered = await enter().finally(() => void (auth = createAuth(options())));
    expect(entered.ok && entered.setCookie[0]).toMatch(/^__Secure-gatepost\.session_token=.*Secure/);
  });

  it('with their address and browser noted on the session, whatever their own headers say', async () => {
    await enter(undefined, undefined, '2001:db8::7');
    const [row] = await open.db.select().from(sessions);
    expect(row?.ipAddress).toMatch(/^2001:0?db8:/);
    expect(row?.userAgent).toBe('A phone');
  });

  it('and signing in, failing to and signing out are noted for monitoring, for a month (R-97)', async () => {
    await open.db.delete(monitoringEvents);
    await auth.signOut(await signedIn());
    await enter(undefined, 'wrong wrong wrong');
    const noted = await open.db.select().from(monitoringEvents);
    expect(noted.map(({ what, userId }) => [what, userId])).toEqual(
      expect.arrayContaining([
        ['signed_in', priya],
        ['signed_out', priya],
        ['sign_in_failed', null],
      ]),
    );
    expect(await deleteOldMonitoring(open.db, AT)).toBe(0);
    expect(
      await deleteOldMonitoring(open.db, new Date(AT.getTime() + (MONITORING_DAYS * 24 + 1) * 3_600_000)),
    ).toBe(3);
  });
});

describe('a person who may not come in', () => {
  const attempts: [string, string, string][] = [
    ['an unknown e-mail', 'nobody@test.example', PASSWORD],
    ['a wrong password', 'priya@test.example', 'not the password'],
    ['no password', 'priya@test.example', ''],
    ['something that is no e-mail', 'priya', PASSWORD],
    ['an endless password', 'priya@test.example', 'x'.repeat(5_000)],
    ['somebody who has left', 'gone@test.example', PASSWORD],
    ['somebody without a password', 'invited@test.example', PASSWORD],
  ];

  it.each(attempts)('is told the very same for %s, after the same slow work', async (_, email, password) => {
    const refused = await enter(email, password);
    expect(refused).toEqual({
      ok: false,
      issue: {
        check: 'sign-in',
        code: 'sign_in_failed',
        level: 'block',
        field: 'email',
        context: {},
        clause: 'R-29',
      },
    });
    expect(passwords.work()).toBe(1);
    expect(await open.db.select().from(sessions)).toEqual([]);
  });
});

describe('limits', () => {
  const wrong = (email = 'priya@test.example', ip?: string) => enter(email, 'not the password', ip);
  const code = (answer: Awaited<ReturnType<typeof enter>>) => (answer.ok ? 'in' : answer.issue.code);

  it('after five wrong passwords the right one no longer opens, from that address, for a quarter of an hour', async () => {
    for (let tried = 0; tried < TRIES_PER_PERSON; tried++) expect(code(await wrong())).toBe('sign_in_failed');
    const refused = await enter();
    expect(refused).toMatchObject({ ok: false, issue: { code: 'too_many_tries', context: { minutes: 15 } } });
    expect(code(await enter(undefined, undefined, '198.51.100.4'))).toBe('in');
    clock.advance(14 * 60_000 + 59_000);
    expect(code(await enter())).toBe('too_many_tries');
    clock.advance(1_000);
    expect(code(await enter())).toBe('in');
  });

  it('count unknown e-mails alike, so that the limit tells nothing either', async () => {
    for (let tried = 0; tried < TRIES_PER_PERSON; tried++) await wrong('nobody@test.example');
    passwords.reset();
    expect(code(await wrong('Nobody@test.example'))).toBe('too_many_tries');
    expect(passwords.work()).toBe(0);
  });

  it('start again after a right password', async () => {
    for (let tried = 0; tried < TRIES_PER_PERSON - 1; tried++) await wrong();
    expect(code(await enter())).toBe('in');
    for (let tried = 0; tried < TRIES_PER_PERSON; tried++) expect(code(await wrong())).toBe('sign_in_failed');
    expect(code(await wrong())).toBe('too_many_tries');
  });

  it('let many tries at once through no more than one after another', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => wrong()));
    expect(answers.filter((answer) => code(answer) === 'sign_in_failed')).toHaveLength(TRIES_PER_PERSON);
  });

  it('stop an address that tries many names, and an IPv6 network as one address', async () => {
    for (let n = 0; n < TRIES_PER_ADDRESS; n++)
      await wrong(`guess-${n}@test.example`, `2001:db8:0:1::${n + 1}`);
    expect(code(await enter(undefined, undefined, '2001:db8:0:1:ffff::1'))).toBe('too_many_tries');
    expect(code(await enter(undefined, undefined, '2001:db8:0:2::1'))).toBe('in');
  });

  it('do not let one stubborn person, or a whole staff arriving, use up the school’s address', async () => {
    for (let tried = 0; tried < TRIES_PER_ADDRESS + 5; tried++) await wrong();
    for (let tried = 0; tried < TRIES_PER_ADDRESS + 5; tried++) await wrong('nobody@test.example');
    const other = 'other@test.example';
    await addColleague(open.db, trust, AT, { email: other, passwordHash: `quick:${PASSWORD}` });
    for (let entered = 0; entered < TRIES_PER_ADDRESS + 5; entered++)
      expect(code(await enter(other))).toBe('in');
  });

  it('keep no e-mail and no address', async () => {
    await wrong();
    const [row] = await open.db.select().from(rateLimits);
    expect(row?.key).toMatch(/^[\w-]{43}$/);
  });
});

describe('a session', () => {
  it('dies at once when it is ended elsewhere (R-19)', async () => {
    const request = await signedIn();
    expect(await auth.sessionOf(request)).not.toBeNull();
    expect(await auth.endSessionsOf(priya)).toBe(1);
    expect(await auth.sessionOf(request)).toBeNull();
  });

  it('dies when it expires, and on the day its person leaves (R-30)', async () => {
    const expired = await signedIn();
    await open.db.update(sessions).set({ expiresAt: new Date(Date.now() - 1) });
    expect(await auth.sessionOf(expired)).toBeNull();

    const leaver = await signedIn();
    await open.db
      .update(users)
      .set({ leftAt: new Date(AT.getTime() + 3_600_000) })
      .where(eq(users.id, priya));
    expect(await auth.sessionOf(leaver)).not.toBeNull();
    clock.advance(3_600_000);
    expect(await auth.sessionOf(leaver)).toBeNull();
  });

  it('lasts a working day and is not stretched by use', async () => {
    const request = await signedIn();
    const [before] = await open.db.select().from(sessions);
    await auth.sessionOf(request);
    const [after] = await open.db.select().from(sessions);
    expect(after?.expiresAt).toEqual(before?.expiresAt);
    const hours = ((before?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
  });

  it('ends with signing out, and the cookie is cleared', async () => {
    const request = await signedIn();
    const { setCookie } = await auth.signOut(request);
    expect(setCookie.join('\n')).toMatch(/gatepost\.session_token=;.*Max-Age=0/i);
    expect(await auth.sessionOf(request)).toBeNull();
    await expect(auth.signOut(request)).resolves.toBeDefined();
  });

  it.each([
    ['no cookie', ''],
    ['a made-up token', 'gatepost.session_token=abcdefghijklmnop.c2lnbmF0dXJl'],
    ['a broken cookie', 'gatepost.session_token=%E0%A4%A; ;;='],
  ])('is not found behind %s', async (_, cookie) => {
    expect(await auth.sessionOf(new Request('http://127.0.0.1:3000/', { headers: { cookie } }))).toBeNull();
  });

  it('is not found behind a token that this server did not sign', async () => {
    const request = await signedIn();
    const [row] = await open.db.select().from(sessions);
    const forged = `gatepost.session_token=${row?.token}.${Buffer.from('x'.repeat(32)).toString('base64')}`;
    expect(await auth.sessionOf(new Request(request.url, { headers: { cookie: forged } }))).toBeNull();
    const elsewhere = createAuth({
      ...options(),
      secret: 'another secret of at least thirty-two characters',
    });
    expect(await elsewhere.sessionOf(request)).toBeNull();
  });
});

describe('it is you', () => {
  it('is asked again after a quarter of an hour and answered by the password', async () => {
    const request = await signedIn();
    const first = await auth.sessionOf(request);
    expect(identityIsConfirmed(first?.confirmedAt ?? null, clock.advance(14 * 60_000))).toBe(true);
    expect(identityIsConfirmed(first?.confirmedAt ?? null, clock.advance(60_000))).toBe(false);

    expect(await auth.confirmIdentity(first?.sessionId ?? '', 'wrong')).toMatchObject({
      ok: false,
      issue: { code: 'password_wrong', field: 'password' },
    });
    expect((await auth.sessionOf(request))?.confirmedAt).toEqual(AT);
    expect(await auth.confirmIdentity(first?.sessionId ?? '', PASSWORD)).toEqual({
      ok: true,
      confirmedAt: clock.now(),
    });
    expect((await auth.sessionOf(request))?.confirmedAt).toEqual(clock.now());
  });

  it('is limited like signing in', async () => {
    const sessionId = (await auth.sessionOf(await signedIn()))?.sessionId ?? '';
    for (let tried = 0; tried < TRIES_PER_PERSON; tried++) await auth.confirmIdentity(sessionId, 'wrong');
    const refused = await auth.confirmIdentity(sessionId, PASSWORD);
    expect(refused).toMatchObject({ ok: false, issue: { code: 'too_many_tries' } });
  });

  it('cannot be answered for a session that has ended or never was', async () => {
    const request = await signedIn();
    const sessionId = (await auth.sessionOf(request))?.sessionId ?? '';
    await auth.endSessionsOf(priya);
    await expect(auth.confirmIdentity(sessionId, PASSWORD)).rejects.toMatchObject({ code: 'not_signed_in' });
  });
});

describe('changing the password', () => {
  it('needs the one they have, ends their other sessions and keeps this one', async () => {
    const email = 'changes@test.example';
    await addColleague(open.db, trust, AT, { email, passwordHash: `quick:${PASSWORD}` });
    const here = await signedIn(email);
    const elsewhere = await signedIn(email);
    const next = 'four quite different words';
    const change = (current: string, to: string) => auth.changePassword(here, { current, next: to });
    const codes = async (answer: ReturnType<typeof change>) => {
      const made = await answer;
      return made.ok ? [] : made.issues.map((issue) => `${issue.field}:${issue.code}`);
    };
    expect(await codes(change('wrong', next))).toEqual(['current:password_wrong']);
    expect(await codes(change(PASSWORD, 'short'))).toEqual(['password:password_too_short']);
    expect(await codes(change(PASSWORD, PASSWORD))).toEqual(['password:password_same']);
    expect(await auth.sessionOf(elsewhere)).not.toBeNull();
    expect(await codes(change(PASSWORD, next))).toEqual([]);
    expect(await auth.sessionOf(here)).not.toBeNull();
    expect(await auth.sessionOf(elsewhere)).toBeNull();
    expect((await enter(email)).ok).toBe(false);
    expect((await enter(email, next)).ok).toBe(true);
  });

  it('is not possible without a session', async () => {
    const stranger = new Request('http://127.0.0.1:3000/');
    const change = auth.changePassword(stranger, { current: PASSWORD, next: 'four quite different words' });
    await expect(change).rejects.toMatchObject({ code: 'not_signed_in' });
  });
});

describe('making a person', () => {
  const person = (differs: object = {}) => ({
    ...{
      trustId: trust.trustId,
      name: 'Bronwen Llewellyn',
      email: 'Bronwen@Test.Example',
      password: PASSWORD,
    },
    ...differs,
  });

  it('lets them sign in, with no role yet', async () => {
    const made = await auth.createUser(person());
    expect(made.ok).toBe(true);
    expect(await enter('bronwen@test.example')).toMatchObject({ ok: true, userId: made.ok && made.userId });
    expect(await auth.createUser(person({ email: 'bronwen@test.example' }))).toMatchObject({
      ok: false,
      issues: [{ code: 'email_taken', field: 'email' }],
    });
  });

  it('says everything that is missing at once', async () => {
    const made = await auth.createUser(person({ name: ' ', email: 'not-an-e-mail', password: 'short' }));
    expect(made.ok ? [] : made.issues.map((issue) => issue.field)).toEqual(['name', 'email', 'password']);
  });
});
