// Signing in and out as a browser does it, with the real sign-in behind the page: nothing typed is lost at this door, and nothing is told.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { createAuth } from '#app/adapters/auth.server.ts';
import { CARRIED } from '#app/http/carried-form.ts';
import { MONITORING_DAYS_TOLD, MONITORING_MONTHS_WORDS } from '#app/presenters/monitoring-words.ts';
import { action, loader } from '#app/routes/sign-in.tsx';
import { action as signOut } from '#app/routes/sign-out.ts';
import { MONITORING_DAYS } from '#db/queries/monitoring.server.ts';
import { PRACTICE_PASSWORD } from '#db/seed/practice-passwords.ts';
import { openWeb, ORIGIN, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb((world) =>
    createAuth({
      db: world.db,
      clock: world.clock,
      passwords: argon2Passwords,
      secret: 'a secret of thirty-two characters',
      publicUrl: ORIGIN,
    }),
  );
});
afterAll(() => web.close());

const email = 'priya.nair@harrowdean.example';
const right = { email, password: PRACTICE_PASSWORD };
const send = (form: Record<string, string>, path = '/sign-in') =>
  responseOf(() => action(web.args(path, { form }) as Parameters<typeof action>[0]));

describe('signing in', () => {
  test('leads to where the person was going, with a cookie that scripts cannot read', async () => {
    const answer = await send(right, '/sign-in?back=%2Fs%2Fx%2Fposts');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/s/x/posts');
    expect(answer.headers.get('set-cookie')).toMatch(/gatepost\.session_token=.*HttpOnly.*SameSite=Lax/i);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const again = web.args('/sign-in?back=/policy', { headers: { cookie } });
    const seen = await responseOf(() => loader(again as Parameters<typeof loader>[0]));
    expect(seen.headers.get('location')).toBe('/policy');

    const out = web.args('/sign-out', { form: {}, headers: { cookie } });
    const left = await responseOf(() => signOut(out as Parameters<typeof signOut>[0]));
    expect(left.headers.get('location')).toBe('/sign-in');
    expect(left.headers.get('clear-site-data')).toContain('storage');
    const after = web.args('/sign-in?back=/policy', { headers: { cookie } });
    expect((await responseOf(() => loader(after as Parameters<typeof loader>[0]))).status).toBe(200);
  });

  test('never leads to another site', async () => {
    const answer = await send(right, '/sign-in?back=https%3A%2F%2Fevil.example%2F');
    expect(answer.headers.get('location')).toBe('/');
  });

  test('fails with the same words for a wrong password and for an e-mail nobody has', async () => {
    const wrong = await send({ ...right, password: 'wrong-password-1' });
    const nobody = await send({ ...right, email: 'nobody@harrowdean.example', password: 'wrong-password-1' });
    expect(wrong.status).toBe(401);
    const [one, other] = [await wrong.json(), await nobody.json()] as { failed: string; email: string }[];
    expect(one?.failed).toBe(other?.failed);
    expect(one?.failed).toContain('do not match');
    expect(one?.email).toBe(email);
    expect(JSON.stringify(one)).not.toContain('wrong-password-1');
  });

  test('says what is missing, beside its field', async () => {
    const answer = await send({ email: ' ', password: '' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: { email: 'Type your school e-mail address.', password: 'Type your password.' },
    });
  });

  test('is slowed down after too many tries, with how long to wait', async () => {
    const form = { ...right, email: 'owen.baptiste@harrowdean.example', password: 'wrong-password-2' };
    for (let tries = 0; tries < 5; tries++) await send(form);
    const answer = await send(form);
    expect(answer.status).toBe(429);
    expect(((await answer.json()) as { failed: string }).failed).toMatch(/Wait \d+ minutes/);
  });

  test('from another site’s form is refused', async () => {
    const args = web.args('/sign-in', { form: right, headers: { origin: 'https://evil.example' } });
    expect((await responseOf(() => action(args as Parameters<typeof action>[0]))).status).toBe(403);
  });
});

describe('a device', () => {
  type Args = Parameters<typeof action>[0];
  const cookieOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  const leave = (cookie: string) =>
    responseOf(() => signOut(web.args('/sign-out', { form: {}, headers: { cookie } }) as Args));

  test('that others use too, or of which nothing was said, forgets everything at both ends', async () => {
    const answers: Record<string, string>[] = [{ device: 'shared' }, {}, { device: 'mine, honestly' }];
    for (const said of answers) {
      const entered = await send({ ...right, ...said });
      expect(entered.status).toBe(302);
      expect(entered.headers.get('clear-site-data')).toBe('"cache", "storage"');
      expect(entered.headers.get('set-cookie')).not.toContain('gatepost-device=own');
      const left = await leave(cookieOf(entered));
      expect(left.headers.get('clear-site-data')).toBe('"cache", "storage", "cookies"');
    }
  });

  test('of one’s own is remembered there, so that it is asked once, and by a cookie that scripts cannot read', async () => {
    const entered = await send({ ...right, device: 'own' });
    expect(entered.headers.get('clear-site-data')).toBeNull();
    expect(entered.headers.get('set-cookie')).toMatch(/gatepost-device=own; Max-Age=\d+; Path=\/; HttpOnly/);
    const look = async (cookie: string) =>
      (await loader(web.args('/sign-in', { headers: { cookie } }) as Parameters<typeof loader>[0])).device;
    expect(await look('a=b; gatepost-device=own')).toBe('own');
    expect(await look('gatepost-device=owner')).toBeNull();
    expect((await leave(cookieOf(entered))).headers.get('clear-site-data')).toBe('"cache", "storage"');
    const mistyped = await send({ ...right, password: 'mistyped-password', device: 'own' });
    expect(await mistyped.json()).toMatchObject({ device: 'own' });
  });
});

describe('a session that ended in the middle of a form', () => {
  const written = { intent: 'save', version: '3', words: 'We fed the lambs & dug up carrots.', email: 'no' };

  test('keeps every field through the sign-in page, and sends it on after signing in', async () => {
    const stopped = await send(written, '/sign-in?back=%2Fs%2Fx%2Fposts%2F1%2Fedit');
    expect(stopped.status).toBe(401);
    const { carried } = (await stopped.json()) as { carried: [string, string][] };
    expect(Object.fromEntries(carried)).toEqual(written);

    const hidden = Object.fromEntries(carried.map(([name, value]) => [`${CARRIED}${name}`, value]));
    const mistyped = await send({ ...right, ...hidden, password: 'mistyped-password' });
    expect(((await mistyped.json()) as { carried: unknown }).carried).toEqual(carried);

    const entered = await send({ ...right, ...hidden }, '/sign-in?back=%2Fs%2Fx%2Fposts%2F1%2Fedit');
    expect(entered.status).toBe(200);
    expect(entered.headers.get('set-cookie')).toContain('gatepost.session_token');
    expect(await entered.json()).toEqual({ carried, goOn: '/s/x/posts/1/edit' });
  });
});

test('the notice about monitoring promises no longer than sign-ins are kept (R-97, R-102)', () => {
  expect(MONITORING_DAYS).toBeLessThanOrEqual(MONITORING_DAYS_TOLD);
  expect(MONITORING_MONTHS_WORDS).toBe('one month');
});
