// One answer of a file as rows to write: the answer itself, the noes that it lifts, and what the source is remembered to have said.
import { randomUUID } from 'node:crypto';
import type { DecisionInsert } from '#db/queries/consent-decisions.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import { yesRunsUntil } from '#app/domain/consent/consent-expiry.ts';
import { ACCOUNT_SCOPES, EVERY_USE } from '#app/domain/consent/consent-types.ts';
import { firstMomentOf, momentAnswered } from '#app/domain/consent/written-dates.ts';
import type { AnswerDays, BatchContext, BatchRecords } from './batch-records.ts';
import type { AnswerChange } from './plan-pupil.ts';

const WIDEST_YES = ACCOUNT_SCOPES[ACCOUNT_SCOPES.length - 1] ?? 'own_school';

/** The first moment of a date in the school's zone, or another where it is no date. */
export const startOf = (date: string, zone: string, otherwise: Date): Date =>
  firstMomentOf(date, zone) ?? otherwise;

/**
 * When an answer of that date was given by somebody of that year group, and when a yes of it runs out; the days and the year groups of
 * a batch are few, and its answers many.
 */
function daysOf(
  on: string | null,
  yearGroup: string,
  { days, zone, at, exportedOn }: BatchContext,
): AnswerDays {
  const key = `${on ?? ''} ${yearGroup}`;
  const known = days.get(key);
  if (known) return known;
  const decidedAt = (on && momentAnswered(on, at, zone)) || startOf(exportedOn, zone, at);
  const found = { decidedAt, expiresAt: yesRunsUntil({ from: decidedAt, yearGroup, asOf: at }, zone) };
  days.set(key, found);
  return found;
}

/** Adds the answer's rows to the batch. @returns those of the consent record, the lifted noes first */
export function writeAnswer(
  out: BatchRecords,
  change: AnswerChange,
  { id: pupilId, yearGroup }: Pick<PupilRow, 'id' | 'yearGroup'>,
  people: ReadonlyMap<string, string>,
  context: BatchContext,
): DecisionInsert[] {
  const { schoolId, source, exportedOn, at, by } = context;
  const { type, giver, giverName, named, answer, on, scope, meaning, bare, before } = change;
  const holderId =
    answer === 'not_answered' ? (before?.holderId ?? null) : named ? (people.get(giver) ?? null) : null;
  const { decidedAt, expiresAt } = daysOf(on, yearGroup, context);
  const shared = {
    schoolId,
    pupilId,
    formVersionId: null,
    eventId: null,
    conditions: {},
    method: 'import' as const,
    source,
    recordedBy: by,
    recordedAt: at,
    requestKey: null,
  };
  const lifts = change.lifts.map((no): DecisionInsert => ({
    ...shared,
    ...EVERY_USE,
    subjects: [...EVERY_USE.subjects],
    channels: [...EVERY_USE.channels],
    purposes: [...EVERY_USE.purposes],
    accountScope: WIDEST_YES,
    id: randomUUID(),
    holderId: null,
    decision: 'not_answered',
    evidence: `The answer in the export of ${exportedOn} replaces the one that this export gave before.`,
    legacyTick: false,
    decidedAt: at,
    effectiveFrom: at,
    expiresAt: null,
    sourceRowHash: null,
    supersedesId: no,
    liftsProvisional: true,
  }));
  const decision: DecisionInsert = {
    ...shared,
    ...scope,
    id: randomUUID(),
    holderId,
    decision: answer,
    evidence: giverName && !named ? `Named in the export: ${giverName}` : '',
    legacyTick: bare,
    decidedAt: answer === 'not_answered' ? at : decidedAt,
    effectiveFrom: answer === 'not_answered' ? at : decidedAt,
    expiresAt: answer === 'granted' ? expiresAt : null,
    sourceRowHash: `${type}/${meaning}`,
    supersedesId: null,
    liftsProvisional: false,
  };
  out.decisions.push(...lifts, decision);
  const isLooseNo = holderId === null && (answer === 'refused' || answer === 'withdrawn');
  const standing = answer === 'granted' ? [] : (before?.standingNoes ?? []);
  out.answers.push({
    schoolId,
    pupilId,
    source,
    type,
    giver,
    holderId,
    answer,
    answeredOn: on,
    meaning,
    ...scope,
    standingNoes: isLooseNo ? [...standing, decision.id as string] : [...standing],
  });
  return [...lifts, decision];
}
