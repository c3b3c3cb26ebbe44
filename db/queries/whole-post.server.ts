// One post with its school, account, submitted revision, standing decision and delivery, read in one statement: the worker reads them
// several times for each post that goes out, and everything that is asked of a post begins with them.
import {
  and,
  desc,
  eq,
  getTableColumns,
  type Placeholder,
  type SQL,
  sql,
  type SQLWrapper,
} from 'drizzle-orm';
import type { AccountConnection } from '#app/domain/accounts/connection-faults.ts';
import type { LeadingPost } from '#app/domain/posts/post-facts.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { concerns } from '#db/schema/concerns.ts';
import { lawfulBases, recordChecks } from '#db/schema/consent-ground.ts';
import { crossPosts } from '#db/schema/cross-posts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { holds } from '#db/schema/holds.ts';
import { posts } from '#db/schema/posts.ts';
import { reviews, revisions } from '#db/schema/revisions.ts';
import { schools, trusts } from '#db/schema/school.ts';
import { LEAD, leadingPosts, leadsIt, ofPostOrItsLead } from './cross-posts.server.ts';
import { pausedSince } from './pauses.server.ts';
import type { SchoolScope } from './posts.server.ts';
import { rowsAsValue } from './rows-as-value.server.ts';

type Db = Database | Tx;

/** The last decision on a revision, unless it was voided. */
const standingReview = (
  revisionId: SQLWrapper,
): SQL => sql`(select v.id from reviews v where v.school_id = ${posts.schoolId}
  and v.post_id = ${posts.id} and v.revision_id = ${revisionId} and v.voided_at is null order by v.decided_at desc, v.id desc limit 1)`;

/** The delivery of a revision; where there is no revision, the post's newest delivery. */
const ownDelivery = (
  revisionId: SQLWrapper,
): SQL => sql`(select d.id from deliveries d where d.school_id = ${posts.schoolId}
  and d.post_id = ${posts.id} and (${revisionId} is null or d.revision_id = ${revisionId}) order by d.created_at desc limit 1)`;

const EDITORS = sql<
  string[]
>`(select coalesce(json_agg(e.user_id), '[]'::json) from post_editors e where e.school_id = ${posts.schoolId} and e.post_id = ${posts.id})`;

const ALSO_ON = sql<
  string[]
>`(select coalesce(json_agg(o.account_id order by o.account_id), '[]'::json) from post_accounts o where o.school_id = ${posts.schoolId} and o.post_id = ${posts.id})`;

/**
 * Open concerns of its school, whoever and whatever they name; few at any time. `leadPostId`: the post from which the one concerned was
 * made for a further account.
 */
const CONCERNS = sql<
  (Pick<typeof concerns.$inferSelect, 'postId' | 'pupilId' | 'photoSha256'> & { leadPostId: string | null })[]
>`(select coalesce(json_agg(json_build_object('postId', c.post_id, 'pupilId', c.pupil_id, 'photoSha256', c.photo_sha256,
    'leadPostId', x.lead_post_id)), '[]'::json)
  from concerns c left join cross_posts x on x.post_id = c.post_id where c.school_id = ${posts.schoolId} and c.closed_at is null)`;

/** Its open holds, oldest first. */
const HOLDS = rowsAsValue(
  { id: holds.id, cause: holds.cause, openedBy: holds.openedBy, openedAt: holds.openedAt },
  sql`${holds} where ${holds.schoolId} = ${posts.schoolId} and ${holds.postId} = ${posts.id} and ${holds.closedAt} is null`,
  [holds.openedAt],
);

/** Its school's days without school, `YYYY-MM-DD`, in order. */
const CLOSED_DAYS = sql<string[]>`(select coalesce(json_agg(c.day order by c.day), '[]'::json)
  from closed_dates c where c.school_id = ${posts.schoolId})`;

/** Every basis in law that its school has recorded, newest first; those that have ended too. */
const LAWFUL_BASES = rowsAsValue(
  getTableColumns(lawfulBases),
  sql`${lawfulBases} where ${lawfulBases.schoolId} = ${posts.schoolId}`,
  [desc(lawfulBases.startsAt), lawfulBases.id],
);

/** Every look into the school's records for its pupils, or for those of the post that leads it, newest first; those that ran out too. */
const RECORD_CHECKS = rowsAsValue(
  getTableColumns(recordChecks),
  sql`${recordChecks} where ${recordChecks.schoolId} = ${posts.schoolId} and ${ofPostOrItsLead(recordChecks.postId, posts.id)}`,
  [desc(recordChecks.checkedAt)],
);

type Given = Record<'schoolId' | 'postId', Placeholder>;

/** The post with its revision `revisionId` on the account `accountId`. */
const whole = (db: Db, { schoolId, postId }: Given, revisionId: SQLWrapper, accountId: SQLWrapper) => {
  const { status, kind, scopes } = accountCredentials;
  return db
    .select({
      ...{ post: posts, school: schools, trust: { id: trusts.id, practice: trusts.practice } },
      ...{ account: accounts, credential: { status, kind, scopes }, revision: revisions },
      ...{ review: reviews, delivery: deliveries, editors: EDITORS, alsoOn: ALSO_ON },
      ...{ lead: LEAD, pausedSince, concerns: CONCERNS, openHolds: HOLDS, closedDays: CLOSED_DAYS },
      ...{ lawfulBases: LAWFUL_BASES, recordChecks: RECORD_CHECKS },
    })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .innerJoin(trusts, eq(trusts.id, schools.trustId))
    .innerJoin(accounts, and(eq(accounts.schoolId, posts.schoolId), eq(accounts.id, accountId)))
    .leftJoin(
      accountCredentials,
      and(eq(accountCredentials.schoolId, accounts.schoolId), eq(accountCredentials.accountId, accounts.id)),
    )
    .leftJoin(revisions, and(eq(revisions.schoolId, posts.schoolId), eq(revisions.id, revisionId)))
    .leftJoin(reviews, eq(reviews.id, standingReview(revisionId)))
    .leftJoin(crossPosts, and(eq(crossPosts.schoolId, posts.schoolId), eq(crossPosts.postId, posts.id)))
    .leftJoin(leadingPosts, leadsIt)
    .leftJoin(deliveries, eq(deliveries.id, ownDelivery(revisionId)))
    .where(and(eq(posts.schoolId, schoolId), eq(posts.id, postId)));
};

const askWhole = keptSelect((db, given: Given) => whole(db, given, posts.revisionId, posts.accountId));
const askWholeAsIf = keptSelect((db, given: Given & Record<'accountId', Placeholder>) =>
  whole(db, given, sql`null::uuid`, given.accountId),
);

/**
 * The post and what it stands on; null when the school has no such post. Nothing sealed comes along.
 * `editors`: ids of everyone who ever changed it; `alsoOn`: further accounts chosen for it, sorted.
 * `asIfOn`: another of the school's accounts, as on which it is read; nothing was then submitted yet.
 */
export async function wholePost(
  db: Db,
  { schoolId }: SchoolScope,
  postId: string,
  asIfOn: string | null = null,
) {
  const asked = { schoolId, postId };
  const [row] = await (asIfOn ? askWholeAsIf(db, { ...asked, accountId: asIfOn }) : askWhole(db, asked));
  if (!row) return null;
  const { credential, ...read } = row;
  const account = { ...read.account, connection: connectionOf(credential) };
  const post = asIfOn ? { ...read.post, accountId: asIfOn, revisionId: null } : read.post;
  return { ...read, post, account, lead: leadIn(row.lead) };
}

/** Null for a post that follows none. */
const leadIn = (lead: { [K in keyof LeadingPost]: LeadingPost[K] | null } | null): LeadingPost | null =>
  lead?.postId ? (lead as LeadingPost) : null;

/** How posts reach the account; null = they do not, or go by hand. */
const connectionOf = (credential: Partial<AccountConnection> | null): AccountConnection | null => {
  const { status, kind, scopes } = credential ?? {};
  return status && kind && scopes ? { status, kind, scopes } : null;
};
