// Records of breaches as people read them: who may know that there is one sees what was decided and by when; who was shown, and why
// anything was decided, is for those who keep the record.
import type { Database } from '#db/client.server.ts';
import { wordsByHash } from '#db/queries/audit.server.ts';
import {
  actionsOfBreach,
  breachesOfSchool,
  type BreachOfPost,
  findBreach,
  undecidedBreaches,
} from '#db/queries/breaches.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { takedownsOfBreaches } from '#db/queries/same-press.server.ts';
import { pupilsShownBy } from '#db/queries/usages.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';

interface Scope {
  schoolId: string;
  trustId: string;
}

/** A record with every account from which the post came down with the same press, that of the record among them. */
export interface ListedBreach extends BreachOfPost {
  accounts: { platform: Platform; handle: string; liveUntil: Date | null }[];
  /** until it was gone from every account; null while it is up on one */
  liveUntil: Date | null;
  /** ids of those in it, on whichever account */
  pupilIds: string[];
}

const MOST_SHOWN = 200;

/** Errors: AppError forbidden without `breach.know`; not_found for a school that is not theirs. */
export async function listBreaches(
  db: Database,
  person: Person,
  scope: Scope,
  at: Date,
): Promise<ListedBreach[]> {
  requireMay(person, 'breach.know', scope.schoolId, at);
  return withAccounts(db, scope, await breachesOfSchool(db, scope, MOST_SHOWN));
}

async function withAccounts(
  db: Database,
  scope: Scope,
  records: readonly BreachOfPost[],
): Promise<ListedBreach[]> {
  const presses = await takedownsOfBreaches(
    db,
    scope,
    records.map(({ row }) => row.takedownId),
  );
  const shown = await pupilsShownBy(db, scope, [...new Set(presses.map(({ deliveryId }) => deliveryId))]);
  return records.map((record) => {
    const out = presses.filter(
      ({ of, publishedAt, deliveryId }) =>
        of === record.row.takedownId && (publishedAt !== null || deliveryId === record.deliveryId),
    );
    const accounts = out.map(({ platform, handle, endedAt }) => ({ platform, handle, liveUntil: endedAt }));
    const last = Math.max(...out.map(({ endedAt }) => endedAt?.getTime() ?? Number.POSITIVE_INFINITY));
    const inOne = shown.filter(({ deliveryId }) => out.some((each) => each.deliveryId === deliveryId));
    return {
      ...record,
      accounts,
      liveUntil: Number.isFinite(last) ? new Date(last) : null,
      pupilIds: [...new Set(inOne.map(({ pupilId }) => pupilId))].sort(),
    };
  });
}

/** Records that wait for this person's decision, the soonest first; none for those who do not keep them. */
export async function breachesToDecide(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<{ id: string; decideBy: Date }[]> {
  return may(person, 'breach.keep', schoolId, at) ? undecidedBreaches(db, { schoolId }) : [];
}

export interface BreachPage {
  breach: ListedBreach;
  staff: ReadonlyMap<string, string>;
  /** whether the post's own page opens for this person */
  mayOpenPost: boolean;
  /** null for those who do not keep the record */
  kept: {
    pupils: { id: string; name: string }[];
    why: string | null;
    actions: { id: string; words: string | null; by: string; at: Date }[];
  } | null;
}

/** Errors: as {@link listBreaches}; not_found for a record of another school. */
export async function readBreach(
  db: Database,
  person: Person,
  scope: Scope,
  breachId: string,
  at: Date,
): Promise<BreachPage> {
  requireMay(person, 'breach.know', scope.schoolId, at);
  const record = found(await findBreach(db, scope, breachId), 'breach');
  const [listed] = await withAccounts(db, scope, [record]);
  const breach = found(listed, 'breach');
  const keeps = may(person, 'breach.keep', scope.schoolId, at);
  const actions = keeps ? await actionsOfBreach(db, scope, breachId) : [];
  const { decidedBy, closedBy, decisionHash } = breach.row;
  const people = [decidedBy, closedBy, ...actions.map(({ doneBy }) => doneBy)];
  const staff = await namesOf(
    db,
    scope.trustId,
    people.filter((id) => id !== null),
  );
  const mayOpenPost = may(person, 'post.read', scope.schoolId, at);
  if (!keeps) return { breach, staff, mayOpenPost, kept: null };
  const hashes = [...(decisionHash ? [decisionHash] : []), ...actions.map(({ wordsHash }) => wordsHash)];
  const words = await wordsByHash(db, scope.schoolId, hashes);
  const shown = await pupilsByIds(db, scope, breach.pupilIds);
  return {
    breach,
    staff,
    mayOpenPost,
    kept: {
      pupils: shown.map((pupil) => ({ id: pupil.id, name: pupilName(pupil) })),
      why: (decisionHash && words.get(decisionHash)) ?? null,
      actions: actions.map(({ id, wordsHash, doneBy, notedAt }) => ({
        id,
        words: words.get(wordsHash) ?? null,
        by: staff.get(doneBy) ?? 'Somebody',
        at: notedAt,
      })),
    },
  };
}
