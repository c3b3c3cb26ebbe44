// Somebody puts an account into the register and asks that it may speak for the school. Nothing goes out on it before another person has
// approved it, whether Gatepost posts there itself or people do so by hand.
import { insertConnection } from '#db/queries/account-connections.server.ts';
import { insertRegistered, staffOfSchool } from '#db/queries/registered-accounts.server.ts';
import { findSchool, findTrust } from '#db/queries/schools.server.ts';
import { handleIsTaken } from '#db/queries/trips.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { Person, Role } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { tellThoseWhoMay } from './account-ground.ts';
import { ASKED_LIVES_MS, isHandle, kindFor, scopesFor } from './connection-rules.ts';
import { type Platform, PLATFORMS } from './platforms.ts';

export interface NewAccount {
  schoolId: string;
  platform: string;
  /** with or without the @ */
  handle: string;
  displayName: string;
  purpose: string;
  audience: string;
  /** who answers for it: somebody who works at the school */
  ownerId: string;
  /** made by the form once; it becomes the account's id */
  requestKey: string;
}

/** Longest name, purpose and audience, in UTF-16 units. */
export const MAX_NAME = 50;
export const MAX_LINE = 200;

/** Whoever works at a school may answer for one of its accounts. */
const OWNERS: readonly Role[] = [
  ...(['teacher', 'headteacher', 'deputy', 'comms_lead', 'school_office', 'data_lead'] as const),
  ...(['dsl', 'deputy_dsl'] as const),
];

/** Who may answer for an account of the school, by name. */
export const possibleOwners = (db: Database | Tx, scope: { schoolId: string }, at: Date) =>
  staffOfSchool(db, scope, OWNERS, at);

export type AccountRegistered = { ok: true; accountId: string } | { ok: false; issues: Issue[] };

/**
 * Registers the account and asks for its approval in one. The same form twice is once.
 * Errors: AppError not_found for another school, forbidden without `account.register`.
 */
export async function registerAccount(
  deps: WorkDeps,
  actor: Person,
  input: NewAccount,
): Promise<AccountRegistered> {
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'account.register', input.schoolId, work.at);
    const school = found(await findSchool(work.db, input, 'share'), 'school');
    const trust = found(await findTrust(work.db, school.trustId), 'trust');
    const handle = input.handle.trim().replace(/^@/, '');
    const platform = PLATFORMS.find((name) => name === input.platform) ?? null;
    const issues = await issuesOf(work, { ...input, handle }, platform);
    if (issues.length > 0 || !platform) return { ok: false, issues };
    return store(work, actor, { ...input, handle, platform, practice: trust.practice });
  });
}

async function issuesOf(work: Work, input: NewAccount, platform: Platform | null): Promise<Issue[]> {
  const issue = (code: string, field: string) => block('account', code, field, 'R-09');
  const issues: Issue[] = [];
  if (!platform) issues.push(issue('account_platform_missing', 'platform'));
  else if (!isHandle(platform, input.handle)) issues.push(issue('account_handle_wrong', 'handle'));
  else if (await handleIsTaken(work.db, platform, input.handle, input.requestKey))
    issues.push(issue('account_handle_taken', 'handle'));
  const named = (text: string, most: number) => text.trim() !== '' && text.trim().length <= most;
  if (!named(input.displayName, MAX_NAME)) issues.push(issue('account_name_missing', 'displayName'));
  if (!named(input.purpose, MAX_LINE)) issues.push(issue('account_purpose_missing', 'purpose'));
  if (!named(input.audience, MAX_LINE)) issues.push(issue('account_audience_missing', 'audience'));
  const owners = await possibleOwners(work.db, input, work.at);
  if (!owners.some(({ id }) => id === input.ownerId)) issues.push(issue('account_owner_missing', 'ownerId'));
  return issues;
}

async function store(
  work: Work,
  actor: Person,
  input: NewAccount & { platform: Platform; practice: boolean },
): Promise<AccountRegistered> {
  const { schoolId, platform, handle, practice, ownerId, requestKey: accountId } = input;
  const isNew = await insertRegistered(work.db, {
    ...{ id: accountId, schoolId, platform, handle, practice, ownerId, createdAt: work.at },
    displayName: input.displayName.trim(),
    purpose: input.purpose.trim(),
    audience: input.audience.trim(),
  });
  if (isNew === 'there_already') return { ok: true, accountId };
  if (isNew === 'handle_taken')
    return { ok: false, issues: [block('account', 'account_handle_taken', 'handle', 'R-09')] };
  const kind = kindFor(platform);
  const scopes = [...scopesFor(platform)];
  // The account's first request has its id: a form that is sent twice finds it there.
  await insertConnection(work.db, {
    ...{ id: accountId, schoolId, accountId, kind, scopes, state: 'asked', askedBy: actor.userId },
    askedAt: work.at,
    expiresAt: new Date(work.at.getTime() + ASKED_LIVES_MS),
  });
  const of = { schoolId, accountId };
  work.record({ type: 'account.registered', ...of, platform, practice });
  work.record({ type: 'account.connection_asked', ...of, connectionId: accountId, kind, scopes });
  await tellThoseWhoMay(work, of, 'account.approve', { kind: 'account_asked' });
  return { ok: true, accountId };
}
