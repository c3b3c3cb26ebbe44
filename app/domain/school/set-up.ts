// Founds a real installation: one trust, its first school and its first administrator, on an empty database and with nobody made up.
import { randomUUID } from 'node:crypto';
import { insertGrants, insertPerson } from '#db/queries/access.server.ts';
import { insertSchools, insertTrust, lockFoundation, trustsHere } from '#db/queries/foundation.server.ts';
import { insertPolicyVersion } from '#db/queries/policy.server.ts';
import type { SystemActor } from '../actor.ts';
import type { WorkDeps } from '../deps.ts';
import { block, type Issue } from '../issues.ts';
import { policyHash, STARTER_POLICY, STARTER_POLICY_TITLE } from '../policy/starter-policy.ts';
import type { Passwords } from '../ports/passwords.ts';
import { inOneTransaction } from '../work.ts';
import { newPersonIssues } from './new-person.ts';

export const PHASES = ['primary', 'secondary', 'all_through'] as const;

export interface SetUp {
  trustName: string;
  schoolName: string;
  phase: (typeof PHASES)[number];
  /** IANA time zone of the school's clock, e.g. `Europe/London` */
  zone: string;
  adminName: string;
  adminEmail: string;
  password: string;
  /** the person or address to ask about data; the administrator's e-mail when absent */
  contact?: string;
}

export type SetUpDeps = WorkDeps & { passwords: Passwords };

const SET_UP: SystemActor = { kind: 'system', name: 'system:set-up' };

/**
 * Founds the installation, in one transaction; two at the same time found one.
 * Returns the new ids, or issues: `not_empty` when there is a trust already (practice ones too), else what is wrong
 * with the input, by field.
 */
export async function setUp(
  deps: SetUpDeps,
  input: SetUp,
): Promise<
  { ok: true; trustId: string; schoolId: string; adminId: string } | { ok: false; issues: Issue[] }
> {
  const issues = setUpIssues(input);
  if (issues.length > 0) return { ok: false, issues };
  const passwordHash = await deps.passwords.hash(input.password);
  return inOneTransaction(deps, SET_UP, async (work) => {
    const { db, at } = work;
    await lockFoundation(db);
    if ((await trustsHere(db)).length > 0) {
      return { ok: false, issues: [block('set-up', 'not_empty', 'trustName', 'R-06')] };
    }
    const trustId = randomUUID();
    const schoolId = randomUUID();
    const trustName = input.trustName.trim();
    const contact = input.contact?.trim() || input.adminEmail.trim().toLowerCase();
    await insertTrust(db, {
      id: trustId,
      name: trustName,
      practice: false,
      controller: trustName,
      contact,
      createdAt: at,
    });
    const { phase, zone } = input;
    await insertSchools(db, [
      { id: schoolId, trustId, name: input.schoolName.trim(), phase, zone, createdAt: at },
    ]);
    const person = {
      trustId,
      name: input.adminName,
      email: input.adminEmail,
      jobTitle: 'Trust administrator',
      passwordHash,
    };
    const adminId = await insertPerson(db, person, at);
    if (!adminId) throw new Error('the e-mail is taken in a database without people');
    await insertGrants(db, [{ trustId, schoolId: null, userId: adminId, role: 'trust_admin', startsAt: at }]);
    await insertPolicyVersion(db, {
      trustId,
      version: 1,
      title: STARTER_POLICY_TITLE,
      body: STARTER_POLICY,
      bodyHash: policyHash(STARTER_POLICY),
      effectiveFrom: at,
    });
    work.record({ type: 'trust.set_up', trustId, practice: false });
    work.record({ type: 'person.invited', trustId, schoolId: null, userId: adminId, role: 'trust_admin' });
    return { ok: true, trustId, schoolId, adminId };
  });
}

/** What is wrong with the input; fields are named as in {@link SetUp}. Used by whoever asks, question by question. */
export function setUpIssues(input: SetUp): Issue[] {
  const issues: Issue[] = [];
  for (const field of ['trustName', 'schoolName'] as const) {
    const length = input[field].trim().length;
    if (length < 3 || length > 120) issues.push(block('set-up', 'name_missing', field, 'R-105'));
  }
  if (!PHASES.includes(input.phase)) issues.push(block('set-up', 'phase_unknown', 'phase', 'R-105'));
  if (!isTimeZone(input.zone)) issues.push(block('set-up', 'zone_unknown', 'zone', 'R-105'));
  const admin = { name: input.adminName, email: input.adminEmail, password: input.password };
  const fields: Record<string, string> = { name: 'adminName', email: 'adminEmail' };
  const personal = newPersonIssues(admin, [input.schoolName, input.trustName]);
  return [...issues, ...personal.map((issue) => ({ ...issue, field: fields[issue.field] ?? issue.field }))];
}

function isTimeZone(zone: string): boolean {
  try {
    return zone.includes('/') && Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }));
  } catch {
    return false;
  }
}
