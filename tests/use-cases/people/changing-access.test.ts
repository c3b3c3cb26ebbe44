// Acknowledging the policy, giving a delegation and ending somebody's access: who may, what changes, and that the log says so.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Person, rolesIn, runningDelegation } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { acknowledgePolicy } from '#app/domain/policy/acknowledge-policy.ts';
import { policyHash } from '#app/domain/policy/starter-policy.ts';
import { endAccess } from '#app/domain/school/end-access.ts';
import { endDelegation, giveDelegation } from '#app/domain/school/give-delegation.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { type OpenDatabase, transact } from '#db/client.server.ts';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { delegations, sessions, users } from '#db/schema/people.ts';
import { acknowledgements } from '#db/schema/policy.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { addColleague, type NewColleague, type SmallTrust, smallTrust } from '#tests/support/people.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const DAY = 86_400_000;
const from = (ms: number) => new Date(AT.getTime() + ms);
const clock = fixedClock(AT);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let open: OpenDatabase;
let trust: SmallTrust;
const deps = () => ({ db: open.db, clock, auditSeal: testAuditSeal, log: silent });

beforeAll(async () => {
  open = await freshDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  clock.set(AT);
  trust = await smallTrust(open.db, AT);
});

async function add(colleague: NewColleague): Promise<Person> {
  return reload(await addColleague(open.db, trust, AT, colleague));
}
async function reload(userId: string, at = clock.now()): Promise<Person> {
  const person = await loadPerson(open.db, userId, at);
  if (!person) throw new Error('nobody');
  return person;
}
const holding = (role: 'headteacher' | 'deputy' | 'teacher' | 'comms_lead', schoolId = trust.schoolId) =>
  add({ roles: [{ role, schoolId }] });
const admin = () => add({ roles: [{ role: 'trust_admin', schoolId: null }] });

/** What the log of this test's own trust and schools says; each chain oldest first. */
async function logged() {
  const rows = await open.db.select({ text: auditEvents.text }).from(auditEvents).orderBy(auditEvents.seq);
  const ours = [trust.trustId, trust.schoolId, trust.otherSchoolId];
  return rows
    .map((row) => JSON.parse(row.text) as Record<string, string>)
    .filter((event) => ours.includes(event['trustId'] ?? '') || ours.includes(event['schoolId'] ?? ''));
}

describe('acknowledging the policy (R-20, R-21)', () => {
  const shown = () => ({ policyVersionId: trust.policyVersionId, bodyHash: trust.policyHash });

  it('opens drafting, once, and the log names the version and its text', async () => {
    const person = await add({ acknowledged: false });
    await acknowledgePolicy(deps(), person, shown());
    clock.advance(1_000);
    await acknowledgePolicy(deps(), person, shown());
    expect((await reload(person.userId)).policyAcknowledged).toBe(true);
    const rows = await open.db
      .select()
      .from(acknowledgements)
      .where(eq(acknowledgements.userId, person.userId));
    expect(rows).toMatchObject([{ ...shown(), acknowledgedAt: AT }]);
    expect(await logged()).toEqual([
      { type: 'policy.acknowledged', trustId: trust.trustId, actor: person.userId, ...shown() },
    ]);
  });

  it('counts only for the version in force and the very text that was shown', async () => {
    const person = await add({ acknowledged: false });
    const stale = { code: 'stale_revision', reason: 'policy_changed' };
    const altered = acknowledgePolicy(deps(), person, { ...shown(), bodyHash: policyHash('altered') });
    await expect(altered).rejects.toMatchObject(stale);
    const row = {
      trustId: trust.trustId,
      version: 2,
      title: 'Policy',
      body: 'New',
      bodyHash: policyHash('New'),
    };
    await transact(open.db, (tx) => insertPolicyVersion(tx, { ...row, effectiveFrom: AT }));
    await expect(acknowledgePolicy(deps(), person, shown())).rejects.toMatchObject(stale);
    expect((await reload(person.userId)).policyAcknowledged).toBe(false);
    expect(await logged()).toEqual([]);
  });

  it('is not possible where the trust has no policy in force', async () => {
    clock.set(from(-200 * DAY));
    const early = acknowledgePolicy(deps(), await add({ acknowledged: false }), shown());
    await expect(early).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('giving a delegation (R-116)', () => {
  const give = (actor: Person, toUserId: string, startsAt = AT, endsAt = from(7 * DAY)) =>
    giveDelegation(deps(), actor, { schoolId: trust.schoolId, toUserId, startsAt, endsAt });
  const codes = async (answer: ReturnType<typeof give>) => {
    const given = await answer;
    return given.ok ? [] : given.issues.map((issue) => issue.code);
  };

  it('lets that deputy approve between the two dates, and is on record', async () => {
    const [head, deputy] = [await holding('headteacher'), await holding('deputy')];
    const given = await give(head, deputy.userId, from(DAY));
    if (!given.ok) throw new Error('refused');
    const approves = async (at: Date) =>
      may(await reload(deputy.userId, at), 'post.approve', trust.schoolId, at);
    expect([await approves(AT), await approves(from(DAY)), await approves(from(7 * DAY))]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await logged()).toEqual([
      {
        type: 'delegation.given',
        actor: head.userId,
        schoolId: trust.schoolId,
        delegationId: given.delegationId,
        toUserId: deputy.userId,
        startsAt: from(DAY).toISOString(),
        endsAt: from(7 * DAY).toISOString(),
      },
    ]);
  });

  it('is a headteacher’s alone, in their own school, while they are one', async () => {
    const deputy = await holding('deputy');
    const refused = { code: 'forbidden', reason: 'not_yours_to_give' };
    for (const actor of [await holding('comms_lead'), deputy, await admin()]) {
      await expect(give(actor, deputy.userId)).rejects.toMatchObject(refused);
    }
    await expect(
      give(await holding('headteacher', trust.otherSchoolId), deputy.userId),
    ).rejects.toMatchObject(refused);
    const former = await holding('headteacher');
    await endAccess(deps(), await admin(), { userId: former.userId, schoolId: trust.schoolId });
    await expect(give(former, deputy.userId)).rejects.toMatchObject(refused);
    expect(await open.db.select().from(delegations).where(eq(delegations.schoolId, trust.schoolId))).toEqual(
      [],
    );
  });

  it('cannot be to oneself, nor to somebody who is no deputy there when it begins', async () => {
    const head = await add({
      roles: [
        { role: 'headteacher', schoolId: trust.schoolId },
        { role: 'deputy', schoolId: trust.schoolId },
      ],
    });
    expect(await codes(give(head, head.userId))).toEqual(['delegation_to_oneself']);
    expect(await codes(give(head, (await holding('teacher')).userId))).toEqual(['not_a_deputy_then']);
    const elsewhere = await holding('deputy', trust.otherSchoolId);
    expect(await codes(give(head, elsewhere.userId))).toEqual(['not_a_deputy_then']);
    const leaving = await add({ roles: [{ role: 'deputy', schoolId: trust.schoolId, endsAt: from(DAY) }] });
    expect(await codes(give(head, leaving.userId, from(DAY)))).toEqual(['not_a_deputy_then']);
    expect(await codes(give(head, leaving.userId, from(DAY - 1)))).toEqual([]);
  });

  it('needs an end that is after its start, ahead of now and within a year', async () => {
    const [head, deputy] = [await holding('headteacher'), await holding('deputy')];
    const between = (startsAt: Date, endsAt: Date) => codes(give(head, deputy.userId, startsAt, endsAt));
    expect(await between(from(DAY), from(DAY))).toEqual(['ends_before_it_starts']);
    expect(await between(from(-2 * DAY), AT)).toEqual(['already_over']);
    expect(await between(AT, from(367 * DAY))).toEqual(['delegation_too_long']);
    expect(await between(AT, from(366 * DAY))).toEqual([]);
  });

  it('cannot reach into another trust', async () => {
    const head = await holding('headteacher');
    const other = await smallTrust(open.db, AT);
    const stranger = await addColleague(open.db, other, AT, {
      roles: [{ role: 'deputy', schoolId: other.schoolId }],
    });
    await expect(give(head, stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(give(head, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('can be ended early, by a headteacher there, once', async () => {
    const [head, deputy] = [await holding('headteacher'), await holding('deputy')];
    const given = await give(head, deputy.userId);
    const delegationId = given.ok ? given.delegationId : '';
    const end = (actor: Person) =>
      endDelegation(deps(), actor, { schoolId: trust.schoolId, toUserId: deputy.userId, delegationId });
    clock.advance(DAY);
    await expect(end(deputy)).rejects.toMatchObject({ code: 'forbidden' });
    await end(head);
    expect(runningDelegation(await reload(deputy.userId), trust.schoolId, clock.now())).toBeNull();
    await expect(end(head)).rejects.toMatchObject({ code: 'not_found' });
    expect((await logged()).map((event) => event['type'])).toEqual(['delegation.given', 'delegation.ended']);
  });
});

describe('ending access (R-19, R-30)', () => {
  const openSession = async (userId: string) => {
    await open.db.insert(sessions).values({ userId, token: randomUUID(), expiresAt: from(DAY) });
  };
  const sessionsOf = (userId: string) => open.db.$count(sessions, eq(sessions.userId, userId));

  it('ends sessions, roles and delegations both ways, at once', async () => {
    const [head, deputy] = [await holding('headteacher'), await holding('deputy')];
    const given = { schoolId: trust.schoolId, toUserId: deputy.userId, startsAt: AT, endsAt: from(7 * DAY) };
    await giveDelegation(deps(), head, given);
    await openSession(head.userId);
    await endAccess(deps(), await admin(), { userId: head.userId, schoolId: null });
    const gone = await reload(head.userId);
    expect(gone.leftAt).toEqual(AT);
    expect(gone.grants.every((grant) => grant.endsAt && grant.endsAt <= AT)).toBe(true);
    expect(await sessionsOf(head.userId)).toBe(0);
    expect(runningDelegation(await reload(deputy.userId), trust.schoolId, AT)).toBeNull();
    const ended = (await logged()).filter((event) => event['type'] === 'person.access_ended');
    expect(ended).toMatchObject([{ userId: head.userId, schoolId: null, trustId: trust.trustId }]);
  });

  it('in one school leaves the roles of another, and signs them out all the same', async () => {
    const both = await add({
      roles: [
        { role: 'teacher', schoolId: trust.schoolId },
        { role: 'comms_lead', schoolId: trust.otherSchoolId },
      ],
    });
    await openSession(both.userId);
    await endAccess(deps(), await holding('headteacher'), { userId: both.userId, schoolId: trust.schoolId });
    const after = await reload(both.userId);
    expect(rolesIn(after, trust.schoolId, AT).size).toBe(0);
    expect([...rolesIn(after, trust.otherSchoolId, AT)]).toEqual(['comms_lead']);
    expect(after.leftAt).toBeNull();
    expect(await sessionsOf(both.userId)).toBe(0);
  });

  it('on a later day ends everything on that day and nothing before', async () => {
    const [head, deputy] = [await holding('headteacher'), await holding('deputy')];
    const given = { schoolId: trust.schoolId, toUserId: deputy.userId, startsAt: AT, endsAt: from(7 * DAY) };
    await giveDelegation(deps(), head, given);
    await openSession(head.userId);
    await endAccess(deps(), await admin(), { userId: head.userId, schoolId: null, from: from(3 * DAY) });
    expect(await sessionsOf(head.userId)).toBe(1);
    const standing = async (at: Date) => ({
      head: rolesIn(await reload(head.userId, at), trust.schoolId, at).size,
      delegated: runningDelegation(await reload(deputy.userId, at), trust.schoolId, at) !== null,
    });
    expect(await standing(from(3 * DAY - 1))).toEqual({ head: 1, delegated: true });
    expect(await standing(from(3 * DAY))).toEqual({ head: 0, delegated: false });
  });

  it('takes away a role and a delegation that have not begun', async () => {
    const head = await holding('headteacher');
    const next = await add({ roles: [{ role: 'deputy', schoolId: trust.schoolId, startsAt: from(DAY) }] });
    const given = {
      schoolId: trust.schoolId,
      toUserId: next.userId,
      startsAt: from(DAY),
      endsAt: from(9 * DAY),
    };
    expect(await giveDelegation(deps(), head, given)).toMatchObject({ ok: true });
    await endAccess(deps(), head, { userId: next.userId, schoolId: trust.schoolId });
    const later = await reload(next.userId, from(2 * DAY));
    expect(rolesIn(later, trust.schoolId, from(2 * DAY)).size).toBe(0);
    expect(runningDelegation(later, trust.schoolId, from(2 * DAY))).toBeNull();
  });

  it('is a headteacher’s in their school and a trust administrator’s everywhere, never for oneself', async () => {
    const [head, deputy, colleague] = [
      await holding('headteacher'),
      await holding('deputy'),
      await holding('teacher'),
    ];
    const end = (actor: Person, userId: string, schoolId: string | null) =>
      endAccess(deps(), actor, { userId, schoolId });
    const forbidden = { code: 'forbidden' };
    await expect(end(deputy, colleague.userId, trust.schoolId)).rejects.toMatchObject(forbidden);
    await expect(end(head, colleague.userId, null)).rejects.toMatchObject(forbidden);
    await expect(end(head, colleague.userId, trust.otherSchoolId)).rejects.toMatchObject(forbidden);
    await expect(end(head, head.userId, trust.schoolId)).rejects.toMatchObject({
      reason: 'not_your_own_access',
    });
    const elsewhere = await holding('teacher', trust.otherSchoolId);
    await expect(end(head, elsewhere.userId, trust.schoolId)).rejects.toMatchObject({ code: 'not_found' });
    const stranger = await addColleague(open.db, await smallTrust(open.db, AT), AT);
    await expect(end(await admin(), stranger, null)).rejects.toMatchObject({ code: 'not_found' });
    expect(await logged()).toEqual([]);
    const left = await open.db.select().from(users).where(eq(users.trustId, trust.trustId));
    expect(left.filter((user) => user.leftAt)).toEqual([]);
  });
});
