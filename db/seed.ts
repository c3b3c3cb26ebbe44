// Makes the practice world on a first start: one made-up trust, two schools, everybody in every role, pupils with every kind of
// consent, trips today, accounts on the practice platform. Posts are made by the people who practise; what happened before they came is in `seed/practice-so-far.ts`.
import { appendAuditEvents, type AuditEvent } from '#app/domain/audit.ts';
import type { AuditSeal } from '#app/domain/audit-chain.ts';
import { policyHash, STARTER_POLICY, STARTER_POLICY_TITLE } from '#app/domain/policy/starter-policy.ts';
import type { Clock } from '#app/domain/ports/clock.ts';
import type { Passwords } from '#app/domain/ports/passwords.ts';
import type { Sealed, SealingVault } from '#app/domain/ports/token-vault.ts';
import { type Database, transact, type Tx } from '#db/client.server.ts';
import { insertDelegation, insertGrants, insertPerson } from '#db/queries/access.server.ts';
import { insertDecisions } from '#db/queries/consent-decisions.server.ts';
import { insertSchools, insertTrust, lockFoundation, trustsHere } from '#db/queries/foundation.server.ts';
import { addNameWords } from '#db/queries/name-words.server.ts';
import { insertAcknowledgement, insertPolicyVersion, insertTraining } from '#db/queries/policy.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { authorityHolders, consentFormVersions, pupilViews, restrictions } from '#db/schema/consent.ts';
import { adultPermissions, pupils, tripPupils, trips } from '#db/schema/pupils.ts';
import { wordLists } from '#db/schema/words.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { departmentAccount, practiceAccount, type PracticeAccountRows } from './seed/practice-accounts.ts';
import { practiceRecord } from './seed/practice-consents.ts';
import { daysFrom } from './seed/practice-days.ts';
import { practiceForm, practiceQuestions } from './seed/practice-form.ts';
import { practiceId } from './seed/practice-id.ts';
import {
  newPassword,
  PRACTICE_PASSWORD,
  type PracticeCredential,
  practiceCredential,
} from './seed/practice-passwords.ts';
import {
  PRACTICE_PEOPLE,
  PRACTICE_SCHOOLS,
  PRACTICE_TRUST,
  type SchoolKey,
  userId,
} from './seed/practice-people.ts';
import { PRACTICE_CLASSES, practicePupils } from './seed/practice-pupils.ts';
import { practiceAdults, practiceTrips } from './seed/practice-trips.ts';
import { practiceWordLists } from './seed/practice-words.ts';

export interface SeedDeps {
  db: Database;
  clock: Clock;
  auditSeal: AuditSeal;
  passwords: Passwords;
  /** seals the accounts' tokens to the worker's key */
  tokenVault: SealingVault;
  /** seals the reasons of restrictions */
  restrictionVault: SealingVault;
  sandboxStore: SandboxStore;
}

const SEEDER = { kind: 'system', name: 'system:practice' } as const;
const SCHOOLS: readonly SchoolKey[] = ['ashwick', 'harrowdean'];
const REASON =
  'Made up for practice: the family has asked that nobody can tell which school this child goes to.';

/**
 * Makes the practice world, all of it or none. With `shared` everybody has the one practice password, which is for a
 * server that only this machine can reach; with `own` each has a random one.
 * Returns how to sign in as each person, to print once; null when there is a trust already, and then nothing changed.
 */
export async function seedPractice(
  deps: SeedDeps,
  passwords: 'shared' | 'own',
): Promise<PracticeCredential[] | null> {
  if ((await trustsHere(deps.db)).length > 0) return null;
  const now = deps.clock.now();
  // Outside the transaction: the practice platform is another house. Opening an account there twice does no harm.
  const opened: PracticeAccountRows[] = [];
  for (const school of SCHOOLS) opened.push(await practiceAccount(deps, school, now));
  opened.push(await departmentAccount(deps, now));
  const reason = await deps.restrictionVault.seal(new TextEncoder().encode(REASON));
  const door = await hashedDoor(deps.passwords, passwords);
  return transact(deps.db, async (tx) => {
    await lockFoundation(tx);
    if ((await trustsHere(tx)).length > 0) return null;
    await seedTrust(tx, now);
    const events = await seedPeople(tx, door.hashes, now);
    await seedPolicy(tx, now);
    for (const school of SCHOOLS) await seedSchool(tx, school, reason, now);
    events.push(...(await seedWords(tx, now)));
    await tx.insert(accounts).values(opened.map((rows) => rows.account));
    await tx.insert(accountCredentials).values(opened.map((rows) => rows.credential));
    // Everything that anybody did in it came later.
    await appendAuditEvents(tx, deps.auditSeal, SEEDER, events, daysFrom(now, -60));
    return door.credentials;
  });
}

/** Passwords to show and hashes to keep, by e-mail. A shared password is hashed once. */
async function hashedDoor(passwords: Passwords, kind: 'shared' | 'own') {
  const shared = kind === 'shared' ? await passwords.hash(PRACTICE_PASSWORD) : null;
  const hashes = new Map<string, string>();
  const credentials = PRACTICE_PEOPLE.map((person) =>
    practiceCredential(person, shared ? PRACTICE_PASSWORD : newPassword()),
  );
  for (const { email, password } of credentials)
    hashes.set(email, shared ?? (await passwords.hash(password)));
  return { credentials, hashes };
}

async function seedTrust(tx: Tx, now: Date): Promise<void> {
  const createdAt = daysFrom(now, -60);
  await insertTrust(tx, { ...PRACTICE_TRUST, practice: true, createdAt });
  const rows = SCHOOLS.map((key) => {
    const { id, name, phase } = PRACTICE_SCHOOLS[key];
    return { id, name, phase, trustId: PRACTICE_TRUST.id, zone: 'Europe/London', createdAt };
  });
  await insertSchools(tx, rows);
}

/** People, roles and the deputies' delegations. Returns what of it the log records. */
async function seedPeople(tx: Tx, hashes: ReadonlyMap<string, string>, now: Date): Promise<AuditEvent[]> {
  const trustId = PRACTICE_TRUST.id;
  const events: AuditEvent[] = [{ type: 'trust.set_up', trustId, practice: true }];
  for (const person of PRACTICE_PEOPLE) {
    const { name, jobTitle, email } = practiceCredential(person, '');
    const id = userId(person.key);
    const passwordHash = hashes.get(email) ?? '';
    await insertPerson(tx, { id, trustId, name, email, jobTitle, passwordHash }, daysFrom(now, -60));
    const roles = person.roles.map(({ role, school }) => ({
      role,
      schoolId: school === null ? null : PRACTICE_SCHOOLS[school].id,
    }));
    await insertGrants(
      tx,
      roles.map((grant) => ({ ...grant, trustId, userId: id, startsAt: daysFrom(now, -400) })),
    );
    events.push(
      ...roles.map((grant) => ({ type: 'person.invited' as const, trustId, userId: id, ...grant })),
    );
  }
  for (const school of SCHOOLS) {
    const id = practiceId(`delegation/${school}`);
    const schoolId = PRACTICE_SCHOOLS[school].id;
    const toUserId = userId(`${school}/deputy`);
    const [startsAt, endsAt] = [daysFrom(now, -7), daysFrom(now, 21)];
    const fromUserId = userId(`${school}/head`);
    await insertDelegation(tx, { id, schoolId, fromUserId, toUserId, startsAt, endsAt, createdAt: startsAt });
    const span = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    events.push({ type: 'delegation.given', schoolId, delegationId: id, toUserId, ...span });
  }
  return events;
}

/** The trust's own lists of words. Returns what of it the log records. */
async function seedWords(tx: Tx, now: Date): Promise<AuditEvent[]> {
  const rows = practiceWordLists(now);
  await tx.insert(wordLists).values(rows);
  return rows.map(({ trustId, list, version }) => ({
    type: 'word_list.published',
    ...{ trustId, list, version },
  }));
}

/** The policy in force, acknowledged by everybody, and the training of all but two. */
async function seedPolicy(tx: Tx, now: Date): Promise<void> {
  const policyVersionId = practiceId('policy/1');
  const bodyHash = policyHash(STARTER_POLICY);
  await insertPolicyVersion(tx, {
    id: policyVersionId,
    trustId: PRACTICE_TRUST.id,
    version: 1,
    title: STARTER_POLICY_TITLE,
    body: STARTER_POLICY,
    bodyHash,
    effectiveFrom: daysFrom(now, -60),
  });
  const acknowledgedAt = daysFrom(now, -50);
  for (const { key } of PRACTICE_PEOPLE) {
    await insertAcknowledgement(tx, { policyVersionId, userId: userId(key), bodyHash, acknowledgedAt });
  }
  const trained = PRACTICE_PEOPLE.filter((person) => person.trained);
  const span = { completedAt: daysFrom(now, -50), expiresAt: daysFrom(now, 315) };
  await insertTraining(
    tx,
    trained.map(({ key }) => ({
      id: practiceId(`training/${key}`),
      userId: userId(key),
      course: 'drafting',
      ...span,
    })),
  );
}

/** Pupils, trips, adults, and everything that was answered for each pupil, in the order it was given. */
async function seedSchool(tx: Tx, school: SchoolKey, reason: Sealed, now: Date): Promise<void> {
  const roll = practicePupils(school, now);
  await tx.insert(pupils).values(roll);
  await addNameWords(tx, roll);
  const out = practiceTrips(school, now);
  await tx.insert(trips).values(out.trips);
  await tx.insert(tripPupils).values(out.pupils);
  await tx.insert(adultPermissions).values(practiceAdults(school, now));
  await tx.insert(consentFormVersions).values([practiceForm(school, now), ...practiceQuestions(school, now)]);
  const records = roll.map((pupil, index) => {
    const year = PRACTICE_CLASSES[school].find((klass) => klass.from <= index && index < klass.to)?.year ?? 0;
    return practiceRecord(school, { index, surname: pupil.legalSurname, asked: year >= 9 }, now, reason);
  });
  await tx.insert(authorityHolders).values(records.flatMap((record) => record.holders));
  const byWriting = records
    .flatMap((record) => record.decisions)
    .sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
  await insertDecisions(tx, byWriting);
  const views = records.flatMap((record) => record.views);
  if (views.length > 0) await tx.insert(pupilViews).values(views);
  const restricted = records.flatMap((record) => record.restrictions);
  if (restricted.length > 0) await tx.insert(restrictions).values(restricted);
}
