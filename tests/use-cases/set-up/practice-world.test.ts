// The practice world that a first start makes: complete, the same everywhere, true to the rules, and open to nobody it should not be.
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { createAuth } from '#app/adapters/auth.server.ts';
import { type Person, rolesIn, runningDelegation } from '#app/domain/actor.ts';
import { faultInLink, GENESIS } from '#app/domain/audit-chain.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { loadPerson, loadStanding } from '#app/domain/school/load-person.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { readEntries } from '#app/domain/words/lists/list-entries.ts';
import { type OpenDatabase, transact } from '#db/client.server.ts';
import { chainHeads, linksAfter } from '#db/queries/audit.server.ts';
import { insertTrust } from '#db/queries/foundation.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { authorityHolders, consentDecisions, consentFormVersions, restrictions } from '#db/schema/consent.ts';
import { credentials, ROLES, sessions, users } from '#db/schema/people.ts';
import { posts } from '#db/schema/posts.ts';
import { adultPermissions, pupils, tripPupils, trips } from '#db/schema/pupils.ts';
import { schools, trusts } from '#db/schema/school.ts';
import { wordLists } from '#db/schema/words.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import {
  PRACTICE_PASSWORD,
  practiceSharesPassword,
  renewPracticePasswords,
  sharedCredentials,
} from '#db/seed/practice-passwords.ts';
import { PRACTICE_PEOPLE, PRACTICE_SCHOOLS, type SchoolKey, userId } from '#db/seed/practice-people.ts';
import { pupilId } from '#db/seed/practice-pupils.ts';
import { tripId } from '#db/seed/practice-trips.ts';
import { seedPractice, type SeedDeps } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { tokenHash } from '#sandbox/tokens.ts';
import { freshDatabase, SEEDED_AT, seededDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';
import { testAuditSeal, testVault } from '#tests/support/test-seals.ts';

const SCHOOLS: readonly SchoolKey[] = ['ashwick', 'harrowdean'];
const at = SEEDED_AT;
let open: OpenDatabase;
let people: Map<string, Person>;
beforeAll(async () => {
  open = await seededDatabase();
  const ids = PRACTICE_PEOPLE.map(({ key }) => userId(key));
  people = await transact(open.db, (tx) => loadStanding(tx, ids, at));
});
afterAll(() => open.close());

const person = (key: string): Person => {
  const found = people.get(userId(key));
  if (!found) throw new Error(`nobody is ${key}`);
  return found;
};
const everybody = () => [...people.values()];
const schoolOf = (school: SchoolKey) => PRACTICE_SCHOOLS[school].id;

function seedDeps(into: OpenDatabase): SeedDeps {
  return {
    ...{ db: into.db, clock: fixedClock(at), auditSeal: testAuditSeal, passwords: quickPasswords() },
    ...{ tokenVault: testVault, restrictionVault: testVault, sandboxStore: createDatabaseStore(into.db) },
  };
}

describe('the people', () => {
  it.each(SCHOOLS)('of %s hold every role there is', (school) => {
    const held = new Set(everybody().flatMap((each) => [...rolesIn(each, schoolOf(school), at)]));
    expect([...held].sort()).toEqual([...ROLES].sort());
    const teachers = everybody().filter((each) => rolesIn(each, schoolOf(school), at).has('teacher'));
    expect(teachers.length).toBeGreaterThanOrEqual(2);
  });

  it.each(SCHOOLS)(
    'of %s have all read the policy; one teacher has not done the training',
    async (school) => {
      const writers = everybody().filter((each) => may(each, 'post.draft', schoolOf(school), at));
      const barred = writers.filter((each) => draftingBarrier(each, at) !== null);
      expect(barred.map((each) => [each.userId, draftingBarrier(each, at)])).toEqual([
        [userId(`${school}/new-teacher`), 'not_trained'],
      ]);
      expect(everybody().every((each) => each.policyAcknowledged)).toBe(true);
    },
  );

  it.each(SCHOOLS)('of %s include a deputy who may approve for the head, for some weeks', (school) => {
    const deputy = person(`${school}/deputy`);
    const delegation = runningDelegation(deputy, schoolOf(school), at);
    expect(delegation?.fromUserId).toBe(userId(`${school}/head`));
    expect(may(deputy, 'post.approve', schoolOf(school), at)).toBe(true);
    const end = delegation?.endsAt ?? at;
    expect(may(deputy, 'post.approve', schoolOf(school), end)).toBe(false);
    expect(end.getTime() - at.getTime()).toBe(21 * 86_400_000);
  });

  it('include one with two roles in two schools, and nobody else crosses over but the trust’s own', () => {
    const both = person('both/teacher-and-comms');
    const roles = (school: SchoolKey) => [...rolesIn(both, schoolOf(school), at)];
    expect([roles('ashwick'), roles('harrowdean')]).toEqual([['teacher'], ['comms_lead']]);
    for (const [here, there] of [SCHOOLS, [...SCHOOLS].reverse()] as [SchoolKey, SchoolKey][]) {
      const keys = PRACTICE_PEOPLE.filter(({ key }) => key.startsWith(`${here}/`)).map(({ key }) => key);
      for (const key of keys) expect(rolesIn(person(key), schoolOf(there), at).size).toBe(0);
    }
  });

  it('sign in with the practice password, kept as Argon2id at the cost asked for', async () => {
    const rows = await open.db.select({ password: credentials.password }).from(credentials);
    expect(rows).toHaveLength(PRACTICE_PEOPLE.length);
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const auth = createAuth({
      ...{ db: open.db, clock: fixedClock(at), passwords: argon2Passwords },
      ...{ secret: 'x'.repeat(32), publicUrl: 'http://127.0.0.1:3000' },
    });
    for (const { email, password } of [sharedCredentials()[0]!, sharedCredentials().at(-1)!]) {
      const entered = await auth.signIn({
        email,
        password,
        ip: '127.0.0.1',
        userAgent: '',
        sharedDevice: false,
      });
      expect(entered.ok).toBe(true);
    }
  });
});

describe('the pupils', () => {
  /** Verdict and first reason for a photo of a pupil on the school's own X account, today, seen by nobody in particular. */
  async function answers(school: SchoolKey, purpose: 'trip' | 'celebration' = 'celebration', people = 1) {
    const settings = { zone: 'Europe/London', settings: DEFAULT_SETTINGS, consentExportedAt: null };
    const ids = Array.from({ length: 60 }, (_, index) => pupilId(school, index));
    const inputs = await loadConsentInputs(open.db, { schoolId: schoolOf(school) }, settings, ids);
    const scene = { identifiablePeople: people, faceOn: 'yes', uniform: 'no' } as const;
    const event = purpose === 'trip' ? { id: tripId(school, 'now'), firstPostAt: at } : null;
    const need = {
      subject: 'image',
      channel: 'x',
      purpose,
      event,
      accountKind: 'school',
      scene,
      at,
    } as const;
    return ids.map((id) => {
      const pupil = inputs.get(id);
      if (!pupil) throw new Error(`no pupil ${id}`);
      const { verdict, reasons } = resolve(pupil, need);
      return `${verdict}: ${reasons[0]?.code ?? 'nothing against it'}`;
    });
  }
  const count = (list: string[]) =>
    Object.fromEntries(
      [...new Set(list)].sort().map((each) => [each, list.filter((other) => other === each).length]),
    );

  it('are sixty in each school, in classes, with two of one name in a class and one very long surname', async () => {
    for (const school of SCHOOLS) {
      const roll = await open.db
        .select()
        .from(pupils)
        .where(eq(pupils.schoolId, schoolOf(school)));
      expect(roll).toHaveLength(60);
      expect(new Set(roll.map((each) => `${each.legalForename} ${each.legalSurname}`)).size).toBe(60);
    }
    const all = await open.db.select().from(pupils);
    const hazel = all.filter((each) => each.registrationGroup === '4 Hazel');
    expect(hazel.filter((each) => each.legalForename === 'Amelia')).toHaveLength(2);
    const letters = hazel.map((each) => each.legalSurname.replaceAll('-', '').length);
    expect(Math.max(...letters)).toBe(34);
  });

  it('have every kind of consent record, and most may be shown: primary', async () => {
    expect(count(await answers('ashwick'))).toEqual({
      'allow: nothing against it': 40,
      'block: condition': 2,
      'block: expired': 1,
      'block: no_consent': 7,
      'block: not_permitted': 1,
      'block: refused': 7,
      'warn: expires_soon': 1,
      'warn: legacy_tick': 1,
    });
  });

  it('have every kind of consent record, the pupil’s own among them: secondary', async () => {
    expect(count(await answers('harrowdean'))).toEqual({
      'allow: nothing against it': 38,
      'block: condition': 2,
      'block: expired': 1,
      'block: no_consent': 7,
      'block: not_permitted': 1,
      'block: pupil_refused': 1,
      'block: refused': 7,
      'block: view_not_asked': 1,
      'warn: expires_soon': 1,
      'warn: legacy_tick': 1,
    });
  });

  it('include one who may be shown on the trip only, and two only in a group', async () => {
    const usual = await answers('ashwick');
    const onTrip = await answers('ashwick', 'trip');
    expect([usual[33], onTrip[33]]).toEqual(['block: no_consent', 'allow: nothing against it']);
    const inGroup = await answers('ashwick', 'celebration', 3);
    expect([13, 50].map((index) => [usual[index], inGroup[index]])).toEqual([
      ['block: condition', 'allow: nothing against it'],
      ['block: condition', 'allow: nothing against it'],
    ]);
  });

  it('have somebody to answer for each, with authority that was checked', async () => {
    const holders = await open.db.select().from(authorityHolders);
    expect(new Set(holders.map((each) => each.pupilId)).size).toBe(120);
    expect(holders.every((each) => each.verifiedAt && each.verifiedAt < at)).toBe(true);
    const disagree = holders.filter((each) => each.pupilId === pupilId('ashwick', 22));
    expect(disagree).toHaveLength(2);
  });

  it('were asked in the words of a form that is kept with its hash', async () => {
    for (const form of await open.db.select().from(consentFormVersions)) {
      // The questions stand beside the words on the newer form, so its words are shorter.
      expect(form.wording.length).toBeGreaterThan(form.options.length > 0 ? 500 : 800);
      expect(form.wordingHash).toMatch(/^[0-9a-f]{64}$/);
      const used = await open.db.$count(consentDecisions, eq(consentDecisions.formVersionId, form.id));
      // The paper form was signed; by the one with questions, in two languages, people are asked from now on.
      if (form.options.length > 0) expect(used).toBe(0);
      else expect(used).toBeGreaterThan(40);
    }
  });

  it('one in each school is restricted, and the reason can be read by nobody who cannot open it', async () => {
    const rows = await open.db.select().from(restrictions);
    expect(rows.map((row) => row.schoolId).sort()).toEqual(SCHOOLS.map(schoolOf).sort());
    for (const { sealedReason, keyId } of rows) {
      expect(Buffer.from(sealedReason ?? '', 'base64').toString()).not.toMatch(/family/);
      const reason = await testVault.open({ box: sealedReason ?? '', keyId: keyId ?? '' });
      expect(new TextDecoder().decode(reason)).toMatch(/^Made up for practice/);
    }
  });
});

describe('today', () => {
  it.each(SCHOOLS)(
    '%s has a trip that came back two hours ago, one that is out, and one to come',
    async (school) => {
      const [over, now, next] = (
        await open.db
          .select()
          .from(trips)
          .where(eq(trips.schoolId, schoolOf(school)))
      ).sort((a, b) => (a.endsAt < b.endsAt ? -1 : 1));
      expect(over?.endsAt).toEqual(new Date('2026-11-18T13:30:00Z'));
      expect(over?.postDelayMinutes).toBe(0);
      expect(now && now.startsAt < at && at < now.endsAt).toBe(true);
      const went = (id = '') => open.db.$count(tripPupils, eq(tripPupils.tripId, id));
      expect([await went(over?.id), await went(now?.id), await went(next?.id)]).toEqual([24, 18, 10]);
      const leader = await loadPerson(open.db, over?.leaderId ?? '', at);
      expect(leader && draftingBarrier(leader, at)).toBeNull();
    },
  );

  it.each(SCHOOLS)('%s has adults who may be shown, and one whose permission is over', async (school) => {
    const adults = await open.db
      .select()
      .from(adultPermissions)
      .where(eq(adultPermissions.schoolId, schoolOf(school)));
    const runs = adults.filter((each) => each.startsAt <= at && (!each.endsAt || at < each.endsAt));
    expect(new Set(runs.map((each) => each.kind))).toEqual(new Set(['staff', 'parent', 'visitor']));
    expect(adults.length - runs.length).toBe(1);
  });

  it.each(SCHOOLS)(
    '%s has one approved practice account whose sealed token opens the practice platform',
    async (school) => {
      const rows = await open.db
        .select()
        .from(accounts)
        .where(and(eq(accounts.schoolId, schoolOf(school)), eq(accounts.kind, 'school')));
      expect(rows).toMatchObject([
        { platform: 'x', practice: true, approvedBy: userId(`${school}/head`), closesAt: null },
      ]);
      const [account] = rows;
      expect(account?.approvedAt && account.approvedAt < at && account.opensAt && account.opensAt < at).toBe(
        true,
      );
      const [kept] = await open.db
        .select()
        .from(accountCredentials)
        .where(eq(accountCredentials.accountId, account?.id ?? ''));
      const token = new TextDecoder().decode(
        await testVault.open({ box: kept?.sealedToken ?? '', keyId: kept?.keyId ?? '' }),
      );
      const nextYear = new Date(at.getTime() + 365 * 86_400_000);
      const known = await createDatabaseStore(open.db).findToken(tokenHash(token), 'access', nextYear);
      expect(known?.userId).toBe(account?.platformUserId);
      expect(known?.scopes).toEqual(kept?.scopes);
    },
  );

  it('a department of the secondary school has an account of its own, for its subjects', async () => {
    const rows = await open.db.select().from(accounts).where(eq(accounts.kind, 'department'));
    expect(rows).toMatchObject([
      { schoolId: schoolOf('harrowdean'), subjects: ['Biology', 'Chemistry', 'Physics'], practice: true },
    ]);
  });

  it('the trust’s own lists of words read as if somebody had typed them', async () => {
    const lists = await open.db.select().from(wordLists);
    expect(lists.length).toBeGreaterThanOrEqual(5);
    for (const { list, entries } of lists)
      expect(readEntries(list, entries.join('\n')), list).toEqual({ entries, issues: [] });
  });

  it('the three accounts are three on the practice platform', async () => {
    const listed = await createDatabaseStore(open.db).listUsers();
    expect(listed.map((each) => each.handle)).toEqual(['AshwickLanePri', 'HarrowdeanHigh', 'HarrowdeanSci']);
    expect(new Set(listed.map((each) => each.id)).size).toBe(3);
  });

  it('nobody has posted anything yet', async () => {
    expect(await open.db.$count(posts)).toBe(0);
  });
});

describe('making it', () => {
  it('gives the same ids on every machine', () => {
    expect(practiceId('trust')).toBe('317dc627-43f9-5ae2-be13-ecbaec9d191b');
    expect(userId('ashwick/head')).toBe('184188f4-1c11-5385-9727-d9ec7304a342');
  });

  it('is a practice trust, and the log tells of its founding and proves itself', async () => {
    expect(await open.db.select({ practice: trusts.practice }).from(trusts)).toEqual([{ practice: true }]);
    const types = new Set<string>();
    const heads = await open.db.transaction((tx) => chainHeads(tx));
    for (const head of heads) {
      let from = { seq: 0, mac: GENESIS, atMs: 0 };
      for (const link of await open.db.transaction((tx) => linksAfter(tx, head.chain, 0, 1_000))) {
        expect(faultInLink(testAuditSeal, from, link)).toBeNull();
        from = link;
        types.add((JSON.parse(link.text) as { type: string }).type);
      }
      expect([from.seq, from.mac]).toEqual([head.seq, head.mac]);
    }
    expect([...types].sort()).toEqual([
      'delegation.given',
      'person.invited',
      'trust.set_up',
      'word_list.published',
    ]);
  });

  it('changes nothing where there is a trust, practice or real', async () => {
    const before = await open.db.select().from(accountCredentials);
    expect(await seedPractice(seedDeps(open), 'shared')).toBeNull();
    expect(await open.db.select().from(accountCredentials)).toEqual(before);
    expect(await open.db.$count(schools)).toBe(2);
  });

  it('for a server that others can reach gives everybody a password of their own; and renews the shared one', async () => {
    const own = await freshDatabase();
    onTestFinished(() => own.close());
    const deps = seedDeps(own);
    const printed = await seedPractice(deps, 'own');
    const passwords = new Set(printed?.map((each) => each.password));
    expect(passwords.size).toBe(PRACTICE_PEOPLE.length);
    for (const password of passwords) expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect(await practiceSharesPassword(deps)).toBe(false);

    await own.db.update(credentials).set({ password: `quick:${PRACTICE_PASSWORD}` });
    expect(await practiceSharesPassword(deps)).toBe(true);
    const row = { userId: userId('ashwick/head'), token: 'a session', expiresAt: new Date(Date.now() + 1e6) };
    await own.db.insert(sessions).values(row);
    const renewed = await renewPracticePasswords(deps);
    expect(await practiceSharesPassword(deps)).toBe(false);
    expect(await own.db.$count(sessions)).toBe(0);
    const head = renewed.find((each) => each.email === 'ngozi.okafor@harrowdean.example');
    const [kept] = await own.db
      .select({ hash: credentials.password })
      .from(credentials)
      .innerJoin(users, eq(users.id, credentials.userId))
      .where(eq(users.email, head?.email ?? ''));
    expect(kept?.hash).toBe(`quick:${head?.password}`);
    expect(printed?.some((each) => each.password === head?.password)).toBe(false);
  });

  it('passwords of a real trust are never touched', async () => {
    const real = await freshDatabase();
    onTestFinished(() => real.close());
    const deps = seedDeps(real);
    const row = { name: 'Real', practice: false, controller: 'Real', contact: 'x', createdAt: at };
    await real.db.transaction((tx) => insertTrust(tx, row));
    expect(await practiceSharesPassword(deps)).toBe(false);
    await expect(renewPracticePasswords(deps)).rejects.toThrow('not a practice trust');
    expect(await seedPractice(deps, 'shared')).toBeNull();
  });
});
