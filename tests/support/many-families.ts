// A large school for tests and benches: as many pupils as asked for, each with so many people on record and their yeses.
import { randomUUID } from 'node:crypto';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import { transact } from '#db/client.server.ts';
import { insertDecisions } from '#db/queries/consent-decisions.server.ts';
import { insertHolders, insertPupils } from '#db/queries/many-pupils.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { userId } from '#db/seed/practice-people.ts';
import { eq, sql } from 'drizzle-orm';
import type { World } from './world.ts';

export interface Family {
  pupilId: string;
  holderIds: string[];
}

const DAY_MS = 86_400_000;

/** Adds the pupils, in classes of thirty, each person with a yes to everything and an e-mail address. */
export async function manyFamilies(world: World, pupils: number, peopleEach: number): Promise<Family[]> {
  const { schoolId } = world;
  const now = world.clock.now();
  const before = new Date(now.getTime() - 30 * DAY_MS);
  const families = Array.from({ length: pupils }, () => ({
    pupilId: randomUUID(),
    holderIds: Array.from({ length: peopleEach }, () => randomUUID()),
  }));
  await transact(world.db, async (tx) => {
    await insertPupils(
      tx,
      families.map(({ pupilId: id }, index) => ({
        id,
        schoolId,
        misId: `MANY${index}`,
        legalForename: `Forename${index}`,
        legalSurname: `Surname${index}`,
        preferredForename: null,
        preferredSurname: null,
        knownAs: null,
        yearGroup: `Year ${1 + (Math.floor(index / 30) % 6)}`,
        registrationGroup: `C${Math.floor(index / 30)}`,
        dateOfBirth: '2018-01-01',
        startsOn: '2024-09-01',
        leavesOn: null,
        missingSince: null,
        unclearSince: null,
        createdAt: before,
      })),
    );
    await insertHolders(
      tx,
      families.flatMap(({ pupilId, holderIds }) =>
        holderIds.map((id) => ({
          ...{ id, schoolId, pupilId },
          name: `Person ${id.slice(0, 6)}`,
          relationship: 'parent',
          authority: 'parental_responsibility' as const,
          authorityFrom: before,
          evidence: '',
          verifiedBy: userId('ashwick/office'),
          verifiedAt: before,
        })),
      ),
    );
    await insertDecisions(
      tx,
      families.flatMap(({ pupilId, holderIds }) =>
        holderIds.map((holderId) => ({
          ...{ schoolId, pupilId, holderId, formVersionId: null, eventId: null },
          subjects: [...EVERY_USE.subjects],
          channels: [...EVERY_USE.channels],
          purposes: [...EVERY_USE.purposes],
          accountScope: 'own_school' as const,
          decision: 'granted' as const,
          method: 'paper' as const,
          source: 'office',
          decidedAt: before,
          effectiveFrom: before,
          expiresAt: new Date(now.getTime() + 200 * DAY_MS),
          recordedBy: userId('ashwick/data'),
          recordedAt: before,
        })),
      ),
    );
    await tx
      .update(authorityHolders)
      .set({ email: sql`${authorityHolders.id}::text || '@family.example'` })
      .where(eq(authorityHolders.schoolId, schoolId));
  });
  return families;
}
