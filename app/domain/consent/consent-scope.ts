// Which uses an answer speaks of. Answers carry sets; everything is decided use by use, one cell at a time, so that
// a wide no and a later narrow yes can never be confused.
import type {
  AccountKind,
  AccountScope,
  Answer,
  ConsentDecision,
  Purpose,
  Subject,
} from './consent-types.ts';
import type { Place } from './consent-vocabulary.ts';

/** One single use: the smallest thing that can be agreed to. */
export interface Cell {
  readonly subject: Subject;
  readonly channel: Place;
  readonly purpose: Purpose;
  readonly eventId: string | null;
  readonly accounts: AccountScope;
}

const DISTANCE: Readonly<Record<AccountScope, number>> = { own_school: 0, trust: 1, trust_schools: 2 };

const SCOPE_OF_ACCOUNT: Readonly<Record<AccountKind, AccountScope>> = {
  school: 'own_school',
  department: 'own_school',
  trip: 'own_school',
  trust: 'trust',
  other_school: 'trust_schools',
};

/** The scope that a yes must reach for a post on an account of this kind. */
export function scopeOfAccount(kind: AccountKind): AccountScope {
  return SCOPE_OF_ACCOUNT[kind];
}

/** True for the answers that stop a use: refused and withdrawn. */
export function saysNo(answer: Answer): boolean {
  return answer === 'refused' || answer === 'withdrawn';
}

/**
 * Whether an answer speaks of a cell. An answer about one trip is understood to speak of the purpose "trip" there.
 * A no with an empty set is a no to all of it; a blank reaches every account, since it only ever takes away.
 */
export function covers(decision: ConsentDecision, cell: Cell): boolean {
  if (decision.eventId !== null && decision.eventId !== cell.eventId) return false;
  const no = saysNo(decision.decision);
  return (
    names(decision.subjects, cell.subject, no) &&
    names(decision.channels, cell.channel, no) &&
    ((decision.eventId !== null && cell.purpose === 'trip') || names(decision.purposes, cell.purpose, no)) &&
    reaches(decision, cell.accounts)
  );
}

function names<T>(set: readonly T[], one: T, no: boolean): boolean {
  return set.includes(one) || (no && set.length === 0);
}

function reaches(decision: ConsentDecision, accounts: AccountScope): boolean {
  const said = DISTANCE[decision.accountScope];
  const asked = DISTANCE[accounts];
  if (saysNo(decision.decision)) return said <= asked;
  if (decision.decision === 'not_answered' && !decision.liftsProvisional) return true;
  return said >= asked;
}
