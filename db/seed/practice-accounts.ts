// One registered and approved practice account for each school, on the practice platform that runs on this machine.
import { addPracticeAccount } from '#sandbox/seed.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { ALL_SCOPES } from '#sandbox/tokens.ts';
import type { SealingVault } from '#app/domain/ports/token-vault.ts';
import type { accountCredentials, accounts } from '#db/schema/accounts.ts';
import { daysFrom } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_SCHOOLS, type SchoolKey, userId } from './practice-people.ts';

export const accountId = (school: SchoolKey): string => practiceId(`account/${school}`);

const OWNERS: Readonly<Record<SchoolKey, string>> = {
  ashwick: 'ashwick/comms',
  harrowdean: 'both/teacher-and-comms',
};

export interface PracticeAccountRows {
  account: typeof accounts.$inferInsert;
  credential: typeof accountCredentials.$inferInsert;
}

/** Opens the account on the practice platform (again, if an earlier start did and got no further) and seals its token. */
export async function practiceAccount(
  deps: { sandboxStore: SandboxStore; tokenVault: SealingVault },
  school: SchoolKey,
  now: Date,
): Promise<PracticeAccountRows> {
  const { id: schoolId, name, handle } = PRACTICE_SCHOOLS[school];
  const opened = await addPracticeAccount(deps.sandboxStore, { handle, name }, () => now);
  // A practice token does not run out, so there is nothing to refresh it with.
  const sealed = await deps.tokenVault.seal(new TextEncoder().encode(opened.accessToken));
  return {
    account: {
      id: accountId(school),
      schoolId,
      platform: 'x',
      handle,
      displayName: name,
      purpose: 'Celebrating what pupils do, school trips and news for families',
      audience: 'Parents, carers and neighbours of the school',
      ownerId: userId(OWNERS[school]),
      practice: true,
      platformUserId: opened.platformUserId,
      approvedBy: userId(`${school}/head`),
      approvedAt: daysFrom(now, -30),
      opensAt: daysFrom(now, -30),
      createdAt: daysFrom(now, -31),
    },
    credential: {
      accountId: accountId(school),
      schoolId,
      sealedToken: sealed.box,
      keyId: sealed.keyId,
      scopes: [...ALL_SCOPES],
      sealedAt: now,
    },
  };
}
