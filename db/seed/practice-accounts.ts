// Registered and approved practice accounts on the practice platform that runs on this machine: one of each school, and one of a
// department that teaches.
import { addPracticeAccount } from '#sandbox/seed.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { ALL_SCOPES } from '#sandbox/tokens.ts';
import type { SealingVault } from '#app/domain/ports/token-vault.ts';
import type { accountCredentials } from '#db/schema/account-connections.ts';
import type { accounts } from '#db/schema/accounts.ts';
import { daysFrom } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_SCHOOLS, type SchoolKey, userId } from './practice-people.ts';

export const accountId = (school: SchoolKey): string => practiceId(`account/${school}`);

/** The science department of the secondary school. */
export const DEPARTMENT_ACCOUNT_ID = practiceId('account/harrowdean/science');

const OWNERS: Readonly<Record<SchoolKey, string>> = {
  ashwick: 'ashwick/comms',
  harrowdean: 'both/teacher-and-comms',
};

export interface PracticeAccountRows {
  account: typeof accounts.$inferInsert;
  credential: typeof accountCredentials.$inferInsert;
}

interface AccountDeps {
  sandboxStore: SandboxStore;
  tokenVault: SealingVault;
}

/** The school's own account. */
export const practiceAccount = (
  deps: AccountDeps,
  school: SchoolKey,
  now: Date,
): Promise<PracticeAccountRows> =>
  opened(deps, school, now, {
    id: accountId(school),
    handle: PRACTICE_SCHOOLS[school].handle,
    displayName: PRACTICE_SCHOOLS[school].name,
    purpose: 'Celebrating what pupils do, school trips and news for families',
    audience: 'Parents, carers and neighbours of the school',
    ownerId: userId(OWNERS[school]),
  });

/** The account on which one department teaches its subjects, and posts about nothing else. */
export const departmentAccount = (deps: AccountDeps, now: Date): Promise<PracticeAccountRows> =>
  opened(deps, 'harrowdean', now, {
    id: DEPARTMENT_ACCOUNT_ID,
    handle: 'HarrowdeanSci',
    displayName: 'Harrowdean High Science',
    purpose: 'What science classes learn, for pupils and families to go on with at home',
    audience: 'Pupils who study science, their parents and carers',
    ownerId: userId('harrowdean/teacher'),
    kind: 'department',
    subjects: ['Biology', 'Chemistry', 'Physics'],
  });

type AccountOf = Pick<
  PracticeAccountRows['account'],
  'handle' | 'displayName' | 'purpose' | 'audience' | 'ownerId' | 'kind' | 'subjects'
> & { id: string };

/** Opens the account on the practice platform (again, if an earlier start did and got no further) and seals its token. */
async function opened(
  { sandboxStore, tokenVault }: AccountDeps,
  school: SchoolKey,
  now: Date,
  account: AccountOf,
): Promise<PracticeAccountRows> {
  const { handle, displayName: name } = account;
  const there = await addPracticeAccount(sandboxStore, { handle, name }, () => now);
  // A practice token does not run out, so there is nothing to refresh it with.
  const sealed = await tokenVault.seal(new TextEncoder().encode(there.accessToken));
  const schoolId = PRACTICE_SCHOOLS[school].id;
  return {
    account: {
      ...account,
      schoolId,
      platform: 'x',
      practice: true,
      platformUserId: there.platformUserId,
      approvedBy: userId(`${school}/head`),
      approvedAt: daysFrom(now, -30),
      opensAt: daysFrom(now, -30),
      createdAt: daysFrom(now, -31),
    },
    credential: {
      accountId: account.id,
      schoolId,
      sealedToken: sealed.box,
      keyId: sealed.keyId,
      scopes: [...ALL_SCOPES],
      sealedAt: now,
    },
  };
}
