// Nobody can make themselves a person (PF20: a stranger registering as administrator): not through the library's own endpoints,
// and not through any page.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { type SignInLibrary, signInLibrary } from '#app/adapters/sign-in/library.server.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { users } from '#db/schema/people.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { addColleague, smallTrust } from '#tests/support/people.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const ORIGIN = 'http://127.0.0.1:3000';
let open: OpenDatabase;
let library: SignInLibrary;
let cookie: string;

beforeAll(async () => {
  open = await freshDatabase();
  const trust = await smallTrust(open.db, AT);
  const passwordHash = await argon2Passwords.hash('three unrelated words');
  await addColleague(open.db, trust, AT, { email: 'priya@test.example', passwordHash });
  library = signInLibrary({
    ...{ db: open.db, clock: fixedClock(AT), passwords: argon2Passwords, publicUrl: ORIGIN },
    secret: 'a secret of at least thirty-two characters',
  });
  const body = { email: 'priya@test.example', password: 'three unrelated words' };
  const { headers } = await library.api.signInEmail({ body, returnHeaders: true });
  cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(() => open.close());

/** Every endpoint that the library would serve, were it mounted. */
const paths = () =>
  Object.values(library.api)
    .map((endpoint) => (endpoint as { path?: string }).path)
    .filter((path) => path !== undefined);

const ask = (path: string, body: object, headers: Record<string, string> = {}) =>
  library.handler(
    new Request(`${ORIGIN}/api/auth${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
    }),
  );

const stranger = {
  name: 'Stranger',
  email: 'stranger@test.example',
  password: 'three unrelated words',
  role: 'admin',
};

it('the library would answer 404 to a sign-up, and refuses one made from the server', async () => {
  expect(paths()).toContain('/sign-up/email');
  expect((await ask('/sign-up/email', stranger)).status).toBe(404);
  const body = { ...stranger, trustId: '00000000-0000-4000-8000-000000000000' };
  await expect(library.api.signUpEmail({ body } as never)).rejects.toThrow(/sign up is not enabled/i);
});

it('none of its endpoints makes or changes a person, with or without being signed in', async () => {
  const before = await open.db.select().from(users);
  const changes = {
    ...stranger,
    newEmail: stranger.email,
    trustId: crypto.randomUUID(),
    leftAt: null,
    provider: 'google',
  };
  for (const path of paths()) {
    await ask(path, changes);
    await ask(path, changes, { cookie });
  }
  expect(await open.db.select().from(users)).toEqual(before);
});

it('only set-up, the practice world and the sign-in adapter insert people, and no page calls them', async () => {
  const users = await filesNaming(/\binsertPerson\b/);
  expect(users.filter((file) => !file.startsWith('tests/'))).toEqual([
    'app/adapters/auth.server.ts',
    'app/domain/school/set-up.ts',
    'db/queries/access.server.ts',
    'db/seed.ts',
  ]);
  const pages = (
    await filesNaming(/\b(createUser|setUp|seedPractice|signUpEmail|signInLibrary|better-auth)\b/)
  ).filter((file) => /^app\/(routes|http|presenters|components)\//.test(file));
  expect(pages).toEqual([]);
});

async function filesNaming(pattern: RegExp): Promise<string[]> {
  const root = packageRoot();
  const found: string[] = [];
  for (const folder of ['app', 'cli', 'db', 'scripts', 'workers', 'tests']) {
    for (const file of await readdir(join(root, folder), { recursive: true })) {
      if (!/\.(m?[jt]sx?)$/.test(file) || file.includes('node_modules')) continue;
      if (pattern.test(await readFile(join(root, folder, file), 'utf8'))) found.push(`${folder}/${file}`);
    }
  }
  return found.sort();
}
