// Who acts: one named person with dated roles, somebody of a pupil's family by their own link, or a named part of the system.
// Nothing is ever done by nobody.

export type Role =
  | 'teacher'
  | 'headteacher'
  | 'deputy'
  | 'comms_lead'
  | 'school_office'
  | 'data_lead'
  | 'dpo'
  | 'dsl'
  | 'deputy_dsl'
  | 'trust_admin'
  | 'governor';

export interface RoleGrant {
  role: Role;
  /** null = the whole trust */
  schoolId: string | null;
  startsAt: Date;
  endsAt: Date | null;
}

/** A headteacher's dated delegation of approval, as it concerns the person it was given to. */
export interface Delegation {
  id: string;
  schoolId: string;
  fromUserId: string;
  toUserId: string;
  startsAt: Date;
  endsAt: Date;
}

/** A member of staff and everything that decides what they may do. */
export interface Person {
  kind: 'person';
  userId: string;
  name: string;
  trustId: string;
  leftAt: Date | null;
  grants: readonly RoleGrant[];
  delegations: readonly Delegation[];
  /** whether the current policy version is acknowledged */
  policyAcknowledged: boolean;
  /** end of the valid drafting training; null = none on record */
  trainedUntil: Date | null;
}

export interface SystemActor {
  kind: 'system';
  name: `system:${string}`;
}

/**
 * Somebody without an account who answers for themselves about one pupil: a parent by a personal link, or the pupil by a
 * private slip. Their only permission is to answer; the log names the link or slip, never the person.
 */
export interface FamilyActor {
  kind: 'family';
  name: `link:${string}` | `slip:${string}`;
  schoolId: string;
  pupilId: string;
}

export type Actor = Person | SystemActor | FamilyActor;

/** Short stable reference for rows and the log: a person's id, or the name of a link, slip or part of the system. */
export const actorRef = (actor: Actor): string => (actor.kind === 'person' ? actor.userId : actor.name);

/** Roles that run at `at` in the school, trust-wide ones included. */
export function rolesIn(person: Person, schoolId: string, at: Date): Set<Role> {
  const roles = new Set<Role>();
  if (person.leftAt && person.leftAt <= at) return roles;
  for (const grant of person.grants) {
    const here = grant.schoolId === null || grant.schoolId === schoolId;
    if (here && grant.startsAt <= at && (!grant.endsAt || at < grant.endsAt)) roles.add(grant.role);
  }
  return roles;
}

/** The delegation that lets this person approve in the school at `at`, or null. */
export function runningDelegation(person: Person, schoolId: string, at: Date): Delegation | null {
  return (
    person.delegations.find(
      (d) => d.schoolId === schoolId && d.toUserId === person.userId && d.startsAt <= at && at < d.endsAt,
    ) ?? null
  );
}

/** Schools in which the person holds any role at `at`. */
export function schoolsOf(person: Person, at: Date): string[] {
  const ids = person.grants
    .filter((g) => g.schoolId && g.startsAt <= at && (!g.endsAt || at < g.endsAt))
    .map((g) => g.schoolId as string);
  return person.leftAt && person.leftAt <= at ? [] : [...new Set(ids)];
}
