// A small real trust for tests about people: two schools, and people with exactly the roles a test gives them.
import { randomUUID } from 'node:crypto';
import type { Role } from '#app/domain/actor.ts';
import { policyHash } from '#app/domain/policy/starter-policy.ts';
import { type Database, transact } from '#db/client.server.ts';
import { insertGrants, insertPerson } from '#db/queries/access.server.ts';
import { insertSchools, insertTrust } from '#db/queries/foundation.server.ts';
import { insertAcknowledgement, insertPolicyVersion, insertTraining } from '#db/queries/policy.server.ts';

export interface SmallTrust {
  trustId: string;
  schoolId: string;
  otherSchoolId: string;
  policyVersionId: string;
  policyHash: string;
}

const daysFrom = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000);

/** A trust founded a hundred days before `at`, with a policy in force since then. */
export async function smallTrust(db: Database, at: Date): Promise<SmallTrust> {
  const [trustId, schoolId, otherSchoolId, policyVersionId] = [1, 2, 3, 4].map(() => randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  const createdAt = daysFrom(at, -100);
  const body = 'Version 1';
  await transact(db, async (tx) => {
    const name = 'Test Trust';
    await insertTrust(tx, { id: trustId, name, practice: false, controller: name, contact: 'x', createdAt });
    const school = { trustId, phase: 'primary' as const, zone: 'Europe/London', createdAt };
    await insertSchools(tx, [
      { ...school, id: schoolId, name: 'Ysgol Gynradd Llanfairpwll' },
      { ...school, id: otherSchoolId, name: 'Other School' },
    ]);
    await insertPolicyVersion(tx, {
      ...{ id: policyVersionId, trustId, version: 1, title: 'Policy', body },
      ...{ bodyHash: policyHash(body), effectiveFrom: createdAt },
    });
  });
  return { trustId, schoolId, otherSchoolId, policyVersionId, policyHash: policyHash(body) };
}

export interface NewColleague {
  roles?: { role: Role; schoolId: string | null; startsAt?: Date; endsAt?: Date | null }[];
  email?: string;
  passwordHash?: string;
  acknowledged?: boolean;
  trainedUntil?: Date;
}

/** Adds a person to the trust. Roles run from a hundred days before `at` unless told otherwise. Returns their id. */
export async function addColleague(
  db: Database,
  trust: SmallTrust,
  at: Date,
  { roles = [], email, passwordHash = 'unused', acknowledged = true, trainedUntil }: NewColleague = {},
): Promise<string> {
  const id = randomUUID();
  const { trustId, policyVersionId, policyHash: bodyHash } = trust;
  await transact(db, async (tx) => {
    await insertPerson(
      tx,
      { id, trustId, name: 'A Colleague', email: email ?? `${id}@test.example`, passwordHash },
      at,
    );
    const startsAt = daysFrom(at, -100);
    await insertGrants(
      tx,
      roles.map((grant) => ({ trustId, userId: id, startsAt, ...grant })),
    );
    if (acknowledged) {
      await insertAcknowledgement(tx, {
        policyVersionId,
        userId: id,
        bodyHash,
        acknowledgedAt: daysFrom(at, -99),
      });
    }
    if (trainedUntil) {
      await insertTraining(tx, [
        { userId: id, course: 'drafting', completedAt: daysFrom(at, -90), expiresAt: trainedUntil },
      ]);
    }
  });
  return id;
}
