// Founding a real installation: only on an empty one, whole or not at all, and never by a password on the command line.
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createAuth } from '#app/adapters/auth.server.ts';
import { policyHash, STARTER_POLICY } from '#app/domain/policy/starter-policy.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { type SetUp, setUp, type SetUpDeps } from '#app/domain/school/set-up.ts';
import { setup, type SetupIo } from '#cli/setup.ts';
import type { OpenDatabase } from '#db/client.server.ts';
import { policyInForce } from '#db/queries/policy.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { credentials, users } from '#db/schema/people.ts';
import { schools, trusts } from '#db/schema/school.ts';
import { freshDatabase, seededDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const PASSWORD = 'three unrelated words';
const INPUT: SetUp = {
  trustName: 'Ymddiriedolaeth Dysgu Glan-yr-afon',
  schoolName: 'Ysgol Gynradd Gymraeg Llanbedr-y-cennin',
  phase: 'primary',
  zone: 'Europe/London',
  adminName: 'Angharad Prys-Jones',
  adminEmail: 'Angharad@Ysgol.Example',
  password: PASSWORD,
};
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function depsOn(open: OpenDatabase): SetUpDeps {
  return {
    db: open.db,
    clock: fixedClock(AT),
    auditSeal: testAuditSeal,
    log: silent,
    passwords: quickPasswords(),
  };
}
/** A database of the test's own, to be founded in. */
async function empty(): Promise<SetUpDeps> {
  const own = await freshDatabase();
  onTestFinished(() => own.close());
  return depsOn(own);
}
/** Databases that no test changes: one empty, one with the practice world. */
let open: OpenDatabase;
let practice: OpenDatabase;
beforeAll(async () => {
  open = await freshDatabase();
  practice = await seededDatabase();
});
afterAll(async () => {
  await open.close();
  await practice.close();
});
const rowsOf = async (deps: SetUpDeps) => ({
  trusts: await deps.db.select().from(trusts),
  schools: await deps.db.select().from(schools),
  people: await deps.db.select().from(users),
  credentials: await deps.db.select().from(credentials),
  events: await deps.db.select().from(auditEvents),
});
const NOTHING = { trusts: [], schools: [], people: [], credentials: [], events: [] };

describe('setting up an empty installation', () => {
  it('makes one real trust, its school, an administrator who can sign in, and a policy to acknowledge', async () => {
    const deps = await empty();
    const founded = await setUp(deps, INPUT);
    if (!founded.ok) throw new Error('refused');
    const rows = await rowsOf(deps);
    expect(rows.trusts).toMatchObject([
      { id: founded.trustId, practice: false, contact: 'angharad@ysgol.example' },
    ]);
    expect(rows.schools).toMatchObject([
      { id: founded.schoolId, name: INPUT.schoolName, zone: 'Europe/London' },
    ]);
    expect(rows.people).toHaveLength(1);

    const auth = createAuth({ ...deps, secret: 'x'.repeat(32), publicUrl: 'http://127.0.0.1:3000' });
    const entered = await auth.signIn({
      email: INPUT.adminEmail,
      password: PASSWORD,
      ip: '192.0.2.1',
      userAgent: '',
      sharedDevice: false,
    });
    expect(entered).toMatchObject({ ok: true, userId: founded.adminId });

    const admin = await loadPerson(deps.db, founded.adminId, AT);
    expect(admin).toMatchObject({ policyAcknowledged: false, trainedUntil: null, delegations: [] });
    expect(admin?.grants).toEqual([{ role: 'trust_admin', schoolId: null, startsAt: AT, endsAt: null }]);
    const policy = await policyInForce(deps.db, founded, AT);
    expect(policy).toMatchObject({ version: 1, body: STARTER_POLICY, bodyHash: policyHash(STARTER_POLICY) });
    expect(rows.events.map((row) => JSON.parse(row.text) as object)).toEqual([
      { type: 'trust.set_up', trustId: founded.trustId, practice: false, actor: 'system:set-up' },
      {
        ...{ type: 'person.invited', trustId: founded.trustId, schoolId: null, userId: founded.adminId },
        ...{ role: 'trust_admin', actor: 'system:set-up' },
      },
    ]);
  });

  it('happens once: a second time, or two at the same time, is refused and changes nothing', async () => {
    const deps = await empty();
    const both = await Promise.all([
      setUp(deps, INPUT),
      setUp(deps, { ...INPUT, adminEmail: 'b@ysgol.example' }),
    ]);
    expect(both.map((each) => each.ok).sort()).toEqual([false, true]);
    const before = await rowsOf(deps);
    const again = await setUp(deps, { ...INPUT, adminEmail: 'c@ysgol.example' });
    expect(again).toMatchObject({ ok: false, issues: [{ code: 'not_empty' }] });
    expect(await rowsOf(deps)).toEqual(before);
    expect(before.trusts).toHaveLength(1);
  });

  it('never turns a practice world into a real one', async () => {
    const refused = await setUp(depsOn(practice), INPUT);
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'not_empty' }] });
    expect(await practice.db.select({ practice: trusts.practice }).from(trusts)).toEqual([
      { practice: true },
    ]);
  });

  it.each([
    ['trustName', { trustName: '  ' }, 'name_missing'],
    ['schoolName', { schoolName: 'x'.repeat(121) }, 'name_missing'],
    ['phase', { phase: 'nursery' }, 'phase_unknown'],
    ['zone', { zone: 'London' }, 'zone_unknown'],
    ['zone', { zone: 'Europe/Atlantis' }, 'zone_unknown'],
    ['adminName', { adminName: '' }, 'name_missing'],
    ['adminEmail', { adminEmail: 'angharad' }, 'email_not_valid'],
    ['password', { password: 'short' }, 'password_too_short'],
    ['password', { password: 'LlanbedrYCennin' }, 'password_too_easy'],
  ])('says what is wrong with %s, and changes nothing', async (field, differs, code) => {
    const deps = depsOn(open);
    const refused = await setUp(deps, { ...INPUT, ...differs } as SetUp);
    expect(refused).toMatchObject({ ok: false, issues: [{ field, code }] });
    expect(await rowsOf(deps)).toEqual(NOTHING);
  });
});

describe('gatepost setup', () => {
  const FLAGS = [
    ...[
      '--trust',
      INPUT.trustName,
      '--school',
      INPUT.schoolName,
      '--phase',
      'primary',
      '--zone',
      'Europe/London',
    ],
    ...['--admin-name', INPUT.adminName, '--admin-email', INPUT.adminEmail],
  ];
  const WITH_FILE = [...FLAGS, '--password-file', '/run/secret'];
  let said: string[];
  let complained: string[];
  let asked: { question: string; secret: boolean }[];
  let closed: number;

  beforeEach(() => {
    [said, complained, asked, closed] = [[], [], [], 0];
  });

  /** Answers questions in order; null = nobody at the terminal. */
  function terminal(answers: string[] | null, deps: SetUpDeps = depsOn(open)): SetupIo {
    const left = [...(answers ?? [])];
    return {
      say: (line) => void said.push(line),
      complain: (line) => void complained.push(line),
      ask: answers
        ? async (question, { secret = false } = {}) => {
            asked.push({ question, secret });
            const answer = left.shift();
            if (answer === undefined) throw new Error(`asked too often: ${question}`);
            return answer;
          }
        : null,
      readFile: async (path) =>
        path === '/run/secret' ? `${PASSWORD}\n` : Promise.reject(new Error(`ENOENT ${path}`)),
      readStdin: async () => 'short\r\nand more that is not the password',
      open: async () => ({ ...deps, close: async () => void closed++ }),
    };
  }

  it('sets up from options and a password file without a question, and says what comes next', async () => {
    const deps = await empty();
    expect(await setup(WITH_FILE, terminal(null, deps))).toBe(0);
    expect((await rowsOf(deps)).credentials).toMatchObject([{ password: `quick:${PASSWORD}` }]);
    const told = said.join('\n');
    for (const next of [
      'angharad@ysgol.example',
      'two people who may approve',
      'deputy safeguarding lead',
      'Back up the keys',
    ]) {
      expect(told).toContain(next);
    }
    expect(`${told}\n${complained.join('\n')}`).not.toContain(PASSWORD);
    expect(closed).toBe(1);
  });

  it('asks for what is missing, the password twice and unseen, and again where an answer will not do', async () => {
    const deps = await empty();
    const answers = [
      ...[INPUT.trustName, INPUT.schoolName, 'nursery', '', INPUT.adminName, INPUT.adminEmail],
      ...[PASSWORD, 'a slip of the finger', PASSWORD, PASSWORD, 'primary'],
    ];
    expect(await setup([], terminal(answers, deps))).toBe(0);
    expect((await rowsOf(deps)).schools).toMatchObject([{ phase: 'primary', zone: 'Europe/London' }]);
    expect(asked.filter((each) => each.secret)).toHaveLength(4);
    expect(
      asked.filter((each) => /password|same again/i.test(each.question)).every((each) => each.secret),
    ).toBe(true);
    expect(complained).toEqual([
      'Those two were not the same.',
      'The phase is one of: primary, secondary, all_through.',
    ]);
  });

  it.each([[['--password', PASSWORD]], [[`--password=${PASSWORD}`]]])(
    'refuses a password among the options',
    async (extra) => {
      expect(await setup([...FLAGS, ...extra], terminal(null))).toBe(2);
      expect(complained.join(' ')).toMatch(/--password-file/);
      expect(closed).toBe(0);
    },
  );

  it('without anybody to ask, says everything that is missing and stops', async () => {
    expect(await setup(['--school', INPUT.schoolName], terminal(null))).toBe(2);
    expect(complained).toHaveLength(5);
    expect(await rowsOf(depsOn(open))).toEqual(NOTHING);
    expect(closed).toBe(1);
  });

  it('takes the first line of standard input for the password', async () => {
    expect(await setup([...FLAGS, '--password-stdin'], terminal(null))).toBe(2);
    expect(complained).toEqual([
      'Choose a password of at least 12 characters. Three unrelated words work well.',
    ]);
  });

  it('refuses an option it does not know, and a password file that is not there', async () => {
    expect(await setup(['--admin', 'x'], terminal(null))).toBe(2);
    expect(await setup([...FLAGS, '--password-file', '/nowhere'], terminal(null))).toBe(2);
    expect(complained.join('\n')).toMatch(/ENOENT \/nowhere/);
    expect(await setup(['--help'], terminal(null))).toBe(0);
    expect(said.join('\n')).toContain('usage: gatepost setup');
  });

  it('stops before the first question on an installation that is not empty', async () => {
    expect(await setup([], terminal([], depsOn(practice)))).toBe(1);
    expect(complained.join(' ')).toMatch(/not empty.*practice trust never becomes a real one/);
    expect([asked.length, closed]).toEqual([0, 1]);
  });
});
