// A session on a device that others use too ends by itself after ten idle minutes, on the server, whatever the page does.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Auth, createAuth, SHARED_IDLE_MS } from '#app/adapters/auth.server.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { sessions } from '#db/schema/people.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { addColleague, smallTrust } from '#tests/support/people.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const PASSWORD = 'three unrelated words';
const clock = fixedClock(AT);
let open: OpenDatabase;
let auth: Auth;

beforeAll(async () => {
  open = await freshDatabase();
  const trust = await smallTrust(open.db, AT);
  await addColleague(open.db, trust, AT, { email: 'priya@test.example', passwordHash: `quick:${PASSWORD}` });
  const secret = 'a secret of at least thirty-two characters';
  const publicUrl = 'http://127.0.0.1:3000';
  auth = createAuth({ db: open.db, clock, passwords: quickPasswords(), secret, publicUrl });
});
afterAll(() => open.close());
beforeEach(() => clock.set(AT));

async function enter(sharedDevice: boolean): Promise<Request> {
  const who = { email: 'priya@test.example', password: PASSWORD, ip: '192.0.2.7', userAgent: 'A tablet' };
  const entered = await auth.signIn({ ...who, sharedDevice });
  if (!entered.ok) throw new Error(entered.issue.code);
  const cookie = entered.setCookie.map((each) => each.split(';')[0]).join('; ');
  return new Request('http://127.0.0.1:3000/', { headers: { cookie } });
}

it('goes on as long as it is used, and is gone for good after ten minutes without', async () => {
  const request = await enter(true);
  const sessionId = (await auth.sessionOf(request))?.sessionId ?? '';
  for (let visits = 0; visits < 5; visits++) {
    clock.advance(SHARED_IDLE_MS - 1_000);
    expect(await auth.sessionOf(request)).toMatchObject({ sessionId, shared: true });
  }
  clock.advance(SHARED_IDLE_MS + 15_000);
  expect(await auth.sessionOf(request)).toBeNull();
  expect(await open.db.select().from(sessions).where(eq(sessions.id, sessionId))).toEqual([]);
  clock.set(AT);
  expect(await auth.sessionOf(request)).toBeNull();
});

it('is no matter of a device of one’s own', async () => {
  const request = await enter(false);
  clock.advance(6 * SHARED_IDLE_MS);
  expect(await auth.sessionOf(request)).toMatchObject({ shared: false });
});
