// A person as they stand at one moment: grants, delegations, policy and training, each with its dates, to the millisecond.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesIn, runningDelegation, schoolsOf } from '#app/domain/actor.ts';
import { draftingBarrier } from '#app/domain/permissions.ts';
import { policyHash } from '#app/domain/policy/starter-policy.ts';
import { loadPerson, loadStanding } from '#app/domain/school/load-person.ts';
import { type OpenDatabase, transact } from '#db/client.server.ts';
import { insertDelegation } from '#db/queries/access.server.ts';
import { insertAcknowledgement, insertPolicyVersion, insertTraining } from '#db/queries/policy.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { users } from '#db/schema/people.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { addColleague, type NewColleague, type SmallTrust, smallTrust } from '#tests/support/people.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const DAY = 86_400_000;
const from = (ms: number) => new Date(AT.getTime() + ms);
let open: OpenDatabase;
let trust: SmallTrust;

beforeAll(async () => {
  open = await freshDatabase();
  trust = await smallTrust(open.db, AT);
});
afterAll(() => open.close());

const add = (colleague: NewColleague) => addColleague(open.db, trust, AT, colleague);
const load = async (userId: string, at = AT) => {
  const person = await loadPerson(open.db, userId, at);
  if (!person) throw new Error('nobody');
  return person;
};
const teacher = (startsAt: Date, endsAt: Date | null = null) =>
  add({ roles: [{ role: 'teacher', schoolId: trust.schoolId, startsAt, endsAt }] });

describe('roles', () => {
  it.each([
    ['begun this very moment', 0, null, ['teacher']],
    ['beginning a millisecond later', 1, null, []],
    ['ending a millisecond later', -DAY, 1, ['teacher']],
    ['ending this very moment', -DAY, 0, []],
    ['long over', -DAY, -1, []],
  ] as const)('%s', async (_, starts, ends, roles) => {
    const person = await load(await teacher(from(starts), ends === null ? null : from(ends)));
    expect([...rolesIn(person, trust.schoolId, AT)]).toEqual(roles);
    expect(rolesIn(person, trust.otherSchoolId, AT).size).toBe(0);
  });

  it('of somebody who has left do not run, though the grants are still on record (R-30)', async () => {
    const id = await teacher(from(-DAY));
    await open.db
      .update(users)
      .set({ leftAt: from(DAY) })
      .where(eq(users.id, id));
    expect(schoolsOf(await load(id), from(DAY - 1))).toEqual([trust.schoolId]);
    const left = await load(id, from(DAY));
    expect(left.grants).toHaveLength(1);
    expect(schoolsOf(left, from(DAY))).toEqual([]);
    expect(rolesIn(left, trust.schoolId, from(DAY)).size).toBe(0);
  });

  it('in two schools, and for the whole trust, are told apart', async () => {
    const both = await add({
      roles: [
        { role: 'teacher', schoolId: trust.schoolId },
        { role: 'comms_lead', schoolId: trust.otherSchoolId },
      ],
    });
    const admin = await add({ roles: [{ role: 'trust_admin', schoolId: null }] });
    const person = await load(both);
    expect([...rolesIn(person, trust.schoolId, AT)]).toEqual(['teacher']);
    expect([...rolesIn(person, trust.otherSchoolId, AT)]).toEqual(['comms_lead']);
    expect([...rolesIn(await load(admin), trust.schoolId, AT)]).toEqual(['trust_admin']);
  });

  it('are found by role too: who there holds one now, leavers and later ones left out', async () => {
    const role = 'governor' as const;
    const grant = { role, schoolId: trust.schoolId };
    const now = await add({ roles: [grant] });
    await add({ roles: [{ ...grant, startsAt: from(1) }] });
    await add({ roles: [{ ...grant, endsAt: AT }] });
    await add({ roles: [{ role, schoolId: trust.otherSchoolId }] });
    const left = await add({ roles: [grant] });
    await open.db.update(users).set({ leftAt: AT }).where(eq(users.id, left));
    expect(await peopleWithRole(open.db, trust, [role], AT)).toEqual([now]);
    expect(await peopleWithRole(open.db, { schoolId: randomUUID() }, [role], AT)).toEqual([]);
  });
});

describe('a delegation', () => {
  it('comes with the person it was given to, and runs from its start until just before its end (R-116)', async () => {
    const head = await add({ roles: [{ role: 'headteacher', schoolId: trust.schoolId }] });
    const deputy = await add({ roles: [{ role: 'deputy', schoolId: trust.schoolId }] });
    const [startsAt, endsAt] = [from(DAY), from(2 * DAY)];
    const given = {
      id: randomUUID(),
      schoolId: trust.schoolId,
      fromUserId: head,
      toUserId: deputy,
      startsAt,
      endsAt,
    };
    await transact(open.db, (tx) => insertDelegation(tx, { ...given, createdAt: AT }));
    const person = await load(deputy);
    const runs = (at: Date, school = trust.schoolId) => runningDelegation(person, school, at)?.id ?? null;
    expect([runs(from(DAY - 1)), runs(startsAt), runs(from(2 * DAY - 1)), runs(endsAt)]).toEqual([
      null,
      given.id,
      given.id,
      null,
    ]);
    expect(runs(startsAt, trust.otherSchoolId)).toBeNull();
    expect((await load(head)).delegations).toEqual([]);
  });
});

describe('policy and training', () => {
  const barrier = async (id: string, at = AT) => draftingBarrier(await load(id, at), at);

  it('a new version suspends drafting from the moment it comes into force, until it is acknowledged (R-20, R-21)', async () => {
    const own = await smallTrust(open.db, AT);
    const [reader, late] = await Promise.all([
      addColleague(open.db, own, AT, { trainedUntil: from(90 * DAY) }),
      addColleague(open.db, own, AT, { trainedUntil: from(90 * DAY), acknowledged: false }),
    ]);
    expect([await barrier(reader), await barrier(late)]).toEqual([null, 'policy_not_acknowledged']);

    const id = randomUUID();
    const bodyHash = policyHash('Version 2');
    const version = { id, trustId: own.trustId, version: 2, title: 'Policy', body: 'Version 2', bodyHash };
    await transact(open.db, (tx) => insertPolicyVersion(tx, { ...version, effectiveFrom: from(DAY) }));
    expect(await barrier(reader, from(DAY - 1))).toBeNull();
    expect(await barrier(reader, from(DAY))).toBe('policy_not_acknowledged');

    const row = { policyVersionId: id, userId: reader, bodyHash, acknowledgedAt: from(DAY + 5) };
    await transact(open.db, (tx) => insertAcknowledgement(tx, row));
    expect(await barrier(reader, from(DAY + 4))).toBe('policy_not_acknowledged');
    expect(await barrier(reader, from(DAY + 5))).toBeNull();
  });

  it('an acknowledgement of another text does not count', async () => {
    const id = await add({ acknowledged: false, trainedUntil: from(DAY) });
    const row = {
      policyVersionId: trust.policyVersionId,
      userId: id,
      bodyHash: policyHash('altered'),
      acknowledgedAt: AT,
    };
    await transact(open.db, (tx) => insertAcknowledgement(tx, row));
    expect(await barrier(id)).toBe('policy_not_acknowledged');
  });

  it('training counts from completion to expiry, the longest one on record (R-23)', async () => {
    const id = await add({});
    expect(await barrier(id)).toBe('not_trained');
    const course = 'drafting' as const;
    await transact(open.db, (tx) =>
      insertTraining(tx, [
        { userId: id, course, completedAt: from(0), expiresAt: from(DAY) },
        { userId: id, course, completedAt: from(-9 * DAY), expiresAt: from(-DAY) },
        { userId: id, course: 'spokesperson', completedAt: from(-DAY), expiresAt: from(99 * DAY) },
      ]),
    );
    expect(await barrier(id, from(-1))).toBe('not_trained');
    expect((await load(id)).trainedUntil).toEqual(from(DAY));
    expect(await barrier(id, from(DAY - 1))).toBeNull();
    expect(await barrier(id, from(DAY))).toBe('not_trained');
  });
});

describe('several people at once', () => {
  it('stand as each would alone, unknown ones left out, locked or not', async () => {
    const ids = [await teacher(from(-DAY)), await teacher(from(1))];
    const expected = new Map([
      [ids[0], await load(ids[0] ?? '')],
      [ids[1], await load(ids[1] ?? '')],
    ]);
    const asked = [...ids, ids[0] ?? '', randomUUID()];
    expect(await transact(open.db, (tx) => loadStanding(tx, asked, AT))).toEqual(expected);
    expect(await transact(open.db, (tx) => loadStanding(tx, asked, AT, { lock: 'share' }))).toEqual(expected);
    expect(await loadPerson(open.db, randomUUID(), AT)).toBeNull();
  });
});
