// The headteacher opens an account for one trip: after every pupil who may appear there has a yes for this very trip, before its
// first post, and until a day on which it closes by itself.
import { lockPupils } from '#db/queries/pupils.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findTrust, pupilsOfTrip } from '#db/queries/schools.server.ts';
import {
  changeTripRow,
  firstPostOfTrip,
  handleIsTaken,
  insertAccount,
  type TripRow,
} from '#db/queries/trips.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { publicVerdict, schoolSentence } from '#app/domain/consent/consent-words.ts';
import { type ConsentSchool, loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { momentAfter } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import type { OpenedAccount, PracticePlatform } from '#app/domain/ports/practice-platform.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { type AccountBarrier, accountBarrier, appearanceHash, type TripAppearance } from './trip-account.ts';
import { lockForTrip, type TripRef } from './trip-record.ts';
import { answerOnTrip, tripUse } from './trip-use.ts';

export interface OpenTripAccount extends TripRef {
  /** without the @ */
  handle: string;
  displayName: string;
  /** last day on which a post may go out on it, `YYYY-MM-DD` in the school's calendar */
  lastDay: string;
  /** hash of the list that the page showed (see `appearanceHash`) */
  seen: string;
  /** made by the form once; it becomes the account's id */
  requestKey: string;
}

/** Most days after the trip's end for which its account may stay open. */
export const MOST_DAYS_OPEN = 60;
/** Longest name shown for the account, in UTF-16 units (X's own limit). */
export const MAX_DISPLAY_NAME = 50;

export type TripAccountOpened =
  { ok: true; accountId: string } | { ok: false; issues: Issue[] } | { ok: false; barrier: AccountBarrier };

/**
 * Opens the account. The platform is asked before anything is written here, and again does no harm.
 * Errors: AppError forbidden without `tripAccount.approve`; not_found for another school or its trip; illegal_move
 * (`trip_cancelled`); stale_revision (`list_changed`) when the list is no longer what the page showed.
 */
export async function openTripAccount(
  deps: WorkDeps & { practicePlatform: PracticePlatform },
  actor: Person,
  input: OpenTripAccount,
): Promise<TripAccountOpened> {
  const ref = { schoolId: input.schoolId, tripId: input.tripId };
  const handle = input.handle.trim().replace(/^@/, '');
  const looked = await inOneTransaction(deps, actor, (work) => decide(work, ref, { ...input, handle }));
  if (!looked.ok) return looked;
  if (!looked.trip) return { ok: true, accountId: looked.accountId };
  const account = await deps.practicePlatform.openAccount({ handle, name: input.displayName.trim() });
  return inOneTransaction(deps, actor, async (work): Promise<TripAccountOpened> => {
    const again = await decide(work, ref, { ...input, handle });
    if (!again.ok) return again;
    if (!again.trip) return { ok: true, accountId: again.accountId };
    return store(work, again.trip, { ...input, handle, closesAt: again.closesAt }, account);
  });
}

type Decided =
  /** opened by this very form already */
  | { ok: true; trip: null; accountId: string }
  | { ok: true; trip: TripRow; closesAt: Date }
  | Exclude<TripAccountOpened, { ok: true }>;

/** Everything asked under the locks that a change of a permission waits for. */
async function decide(work: Work, ref: TripRef, input: OpenTripAccount): Promise<Decided> {
  const { school, trip } = await lockForTrip(work, ref, 'tripAccount.approve');
  if (trip.accountId === input.requestKey) return { ok: true, trip: null, accountId: trip.accountId };
  const trust = found(await findTrust(work.db, school.trustId), 'trust');
  const ids = (await pupilsOfTrip(work.db, ref, ref.tripId)).map(({ id }) => id);
  await lockPupils(work.db, ref, ids, 'share');
  const consents = { ...school, settings: settingsOf(school.settings) };
  const { pupils, stale } = await tripAppearances(work.db, ref, consents, trip, work.at);
  const firstPostAt = await firstPostOfTrip(work.db, ref, ref.tripId);
  const barrier = accountBarrier({ trip, firstPostAt, pupils, stale, practice: trust.practice });
  if (barrier) return { ok: false, barrier };
  if (appearanceHash(pupils) !== input.seen) throw new AppError('stale_revision', 'list_changed');
  const closesAt = momentAfter(input.lastDay, school.zone);
  const issues = await issuesOf(work, input, trip, closesAt);
  return issues.length > 0 || !closesAt ? { ok: false, issues } : { ok: true, trip, closesAt };
}

/** Each pupil of the trip by what may be said of them on the school's accounts and on one of the trip's own. */
export async function tripAppearances(
  db: Database | Tx,
  ref: TripRef,
  school: ConsentSchool,
  trip: TripRow,
  at: Date,
): Promise<{ pupils: TripAppearance[]; stale: boolean }> {
  const rows = await pupilsOfTrip(db, ref, ref.tripId);
  const inputs = await loadConsentInputs(
    db,
    ref,
    school,
    rows.map(({ id }) => id),
  );
  const use = await tripUse(db, ref, trip);
  const answers = rows.map(({ id }) => {
    const known = found(inputs.get(id), 'pupil');
    const on = (accountKind: 'school' | 'trip') => answerOnTrip(known, { ...use, accountKind }, 'image', at);
    return { pupilId: id, general: on('school'), own: on('trip') };
  });
  return {
    stale: schoolSentence(answers.map(({ general }) => general)) !== null,
    pupils: answers.map(({ pupilId, general, own }) => ({
      pupilId,
      word: publicVerdict(general),
      onOwnAccount: publicVerdict(own),
    })),
  };
}

async function issuesOf(
  work: Work,
  input: OpenTripAccount,
  trip: TripRow,
  closesAt: Date | null,
): Promise<Issue[]> {
  const issue = (code: string, field: string) => block('trip', code, field, 'R-13');
  const name = input.displayName.trim();
  const issues: Issue[] = [];
  if (!/^[A-Za-z0-9_]{1,15}$/.test(input.handle)) issues.push(issue('account_handle_wrong', 'handle'));
  else if (await handleIsTaken(work.db, 'x', input.handle))
    issues.push(issue('account_handle_taken', 'handle'));
  if (name === '' || name.length > MAX_DISPLAY_NAME)
    issues.push(issue('account_name_missing', 'displayName'));
  const latest = trip.endsAt.getTime() + MOST_DAYS_OPEN * 86_400_000;
  if (!closesAt || closesAt <= trip.endsAt || closesAt <= work.at || closesAt.getTime() > latest)
    issues.push(issue('account_last_day_wrong', 'lastDay'));
  return issues;
}

async function store(
  work: Work,
  trip: TripRow,
  input: OpenTripAccount & { closesAt: Date },
  opened: OpenedAccount,
): Promise<TripAccountOpened> {
  const { schoolId, tripId, handle, closesAt, requestKey: accountId } = input;
  const approvedBy = work.actor.kind === 'person' ? work.actor.userId : null;
  const isNew = await insertAccount(
    work.db,
    {
      id: accountId,
      schoolId,
      platform: 'x',
      kind: 'trip',
      handle,
      displayName: input.displayName.trim(),
      purpose: `Posts of one trip: ${trip.name}`,
      audience: 'Families of the pupils on the trip, and whoever reads along',
      ownerId: trip.leaderId,
      practice: true,
      platformUserId: opened.platformUserId,
      ...{ approvedBy, approvedAt: work.at, opensAt: work.at, closesAt, createdAt: work.at },
    },
    {
      sealedToken: opened.sealed.box,
      keyId: opened.sealed.keyId,
      scopes: [...opened.scopes],
      sealedAt: opened.sealedAt,
    },
  );
  if (!isNew) return { ok: false, issues: [block('trip', 'account_handle_taken', 'handle', 'R-13')] };
  await changeTripRow(work.db, input, tripId, { accountId });
  work.record({
    ...{ type: 'trip.account_opened', schoolId, tripId, accountId },
    closesAt: closesAt.toISOString(),
  });
  const told = new Set([...(await peopleWithRole(work.db, input, ['comms_lead'], work.at)), trip.leaderId]);
  told.delete(approvedBy ?? '');
  for (const userId of told) work.notify({ schoolId, userId, kind: 'trip_account_opened', aboutId: tripId });
  return { ok: true, accountId };
}
