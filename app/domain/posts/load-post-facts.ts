// Reads everything about one post at one moment; with a lock, in the house's lock order, so that what is decided on cannot change.
import type { Database, Tx } from '#db/client.server.ts';
import { isCopyUnknown } from '#db/queries/extra-posts.server.ts';
import { guestPermissionsByIds } from '#db/queries/guests.server.ts';
import { materialsByIds } from '#db/queries/materials.server.ts';
import { findRevision } from '#db/queries/revisions.server.ts';
import * as school from '#db/queries/schools.server.ts';
import { wholePost } from '#db/queries/whole-post.server.ts';
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import { RULES_VERSION } from '#app/domain/checks/index.ts';
import { found } from '#app/domain/errors.ts';
import { groundWith } from '#app/domain/consent/consent-ground.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { loadPeople } from '#app/domain/school/load-person.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { findInPost } from '#app/domain/words/find-in-post.ts';
import { NOT_LOOKED_AT } from '#app/domain/words/found-words.ts';
import { judgePeople } from './judge-people.ts';
import { judgeWork } from './judge-work.ts';
import { knownPictures } from './known-pictures.ts';
import { lockPostsWithGround } from './lock-ground.ts';
import { readPlacedPhotos } from './placed-photos.ts';
import { readPostTrip } from './post-trip.ts';
import type { ContentPerson } from './post-digest.ts';
import type { PostFacts, PostRecord } from './post-facts.ts';
import { materialsNamed, photosNotCovered } from './material-verdict.ts';
import { subjectOn } from './post-subject.ts';
import { needGroundOf } from './pupil-need.ts';
import { workingContent } from './working-content.ts';

export interface PostRef {
  schoolId: string;
  postId: string;
}

/** Facts for looking only: nothing is locked, and nothing may be decided on them. */
export const readPostFacts = (db: Database | Tx, ref: PostRef, at: Date): Promise<PostFacts> =>
  load(db, ref, at);

/**
 * Facts for stopping a post that is locked already, or for taking it down: its pictures are not compared with refused ones and its
 * words are not read, so that a change that reaches hundreds of posts does not go through every one of them. Never for letting
 * anything go on.
 */
export const readFactsToStop = (db: Tx, ref: PostRef, at: Date): Promise<PostFacts> =>
  load(db, ref, at, { toGoOn: false });

/** A draft as it would stand if it went out on another of its school's accounts: looking only. */
export const readFactsAsIfOn = (
  db: Database | Tx,
  ref: PostRef,
  at: Date,
  accountId: string,
): Promise<PostFacts> => load(db, ref, at, { asIfOn: accountId });

/** Facts for deciding, of a post that is locked with all it leans on already. */
export const readLockedFacts = (db: Tx, ref: PostRef, at: Date): Promise<PostFacts> => load(db, ref, at);

/**
 * Facts for deciding: shared locks on school, account, staff and pupils, then the post and its delivery for update.
 * Errors: AppError not_found; stale_revision when the people in it changed while the locks were taken.
 */
export async function lockPostFacts(
  db: Tx,
  ref: PostRef,
  at: Date,
  also: { alsoPupils?: readonly string[]; alsoStaff?: readonly string[] } = {},
): Promise<PostFacts> {
  await lockPostsWithGround(db, ref, [ref.postId], also);
  return readLockedFacts(db, ref, at);
}

/** Locks as {@link lockPostFacts} does; out come facts as of {@link readFactsToStop}, on which nothing may go on. */
export async function lockFactsToStop(db: Tx, ref: PostRef, at: Date): Promise<PostFacts> {
  await lockPostsWithGround(db, ref, [ref.postId]);
  return readFactsToStop(db, ref, at);
}

/** Facts whose verdicts are for now and a moment to come, for a post that is live: whether it could stay until then. */
export const readFactsUntil = (db: Tx, ref: PostRef, at: Date, until: Date): Promise<PostFacts> =>
  load(db, ref, at, { toGoOn: false, until });

/**
 * Facts of a locked post as it was sent, whatever has become of its working copy since, with what is on record now: for judging one that
 * turns out to be out. Errors: AppError not_found.
 */
export async function readFactsAsSent(
  db: Tx,
  ref: PostRef,
  at: Date,
  revisionId: string,
): Promise<PostFacts> {
  const sent = found(await findRevision(db, ref, revisionId), 'revision');
  return load(db, ref, at, { until: at, sent });
}

async function load(
  db: Database | Tx,
  ref: PostRef,
  at: Date,
  {
    toGoOn = true,
    until = null,
    asIfOn = null,
    sent = null,
  }: {
    toGoOn?: boolean;
    until?: Date | null;
    asIfOn?: string | null;
    sent?: Awaited<ReturnType<typeof findRevision>>;
  } = {},
): Promise<PostFacts> {
  const whole = found(await wholePost(db, ref, ref.postId, asIfOn), 'post');
  const { school: home, trust, account, review, delivery, concerns } = whole;
  const revision = sent ?? whole.revision;
  const post: PostRecord = whole.post;
  const lead = asIfOn ? null : whole.lead;
  const alsoOn = asIfOn ? [] : whole.alsoOn;
  if (asIfOn) post.subject = subjectOn(account, post.subject);
  const [trip, photos, people] = await Promise.all([
    post.tripId ? readPostTrip(db, ref, post.tripId) : null,
    readPlacedPhotos(db, ref),
    loadPeople(db, [post.authorId, ...(review ? [review.decidedBy] : [])], at),
  ]);
  const approver = review ? (people.get(review.decidedBy) ?? null) : null;
  const settings = settingsOf(home.settings);
  const working = sent?.content ?? workingContent(post, photos, alsoOn);
  const content = revision?.content ?? working;
  const shown = content.photos.flatMap((photo) => photo.people);
  const ids = (of: ContentPerson['kind']) => shown.filter((p) => p.kind === of).map((p) => p.id);
  const [inputs, adults, guests, materials, alike, words] = await Promise.all([
    loadConsentInputs(
      db,
      ref,
      {
        ...{ zone: home.zone, settings, consentExportedAt: home.consentExportedAt },
        ground: groundWith(whole.closedDays, whole.lawfulBases),
      },
      ids('pupil'),
    ),
    school.adultPermissionsByIds(db, ref, ids('adult')),
    guestPermissionsByIds(db, ref, ids('guest')),
    materialsByIds(
      db,
      ref,
      materialsNamed(content).map(({ id }) => id),
    ),
    toGoOn ? knownPictures(db, ref, content, photos) : [],
    toGoOn
      ? findInPost(db, {
          ...ref,
          rulesVersion: RULES_VERSION,
          trustId: trust.id,
          accountId: account.id,
          platform: account.platform,
          working,
          sent: revision?.content ?? null,
          sentAt: revision?.cutAt ?? null,
          about: {
            at,
            goesOutFrom: goesOutFrom(post, at),
            zone: home.zone,
            settings,
            schoolName: home.name,
            accountKind: account.kind,
            accountHandle: account.handle,
            subjects: account.subjects,
            trip,
            authorId: post.authorId,
          },
        })
      : NOT_LOOKED_AT,
  ]);
  const permitted = new Map(materials.map((m) => [m.id, m]));
  const recordChecks = whole.recordChecks.filter(({ validUntil }) => validUntil > at);
  const ground = needGroundOf({ account, trip, recordChecks });
  const moments = until ? [at, until] : momentsToJudge(post, at);
  const shas = new Set(content.photos.map((photo) => photo.sha256));
  return {
    at,
    trust: { id: trust.id, practice: trust.practice },
    school: {
      id: home.id,
      name: home.name,
      zone: home.zone,
      settings,
      pausedSince: whole.pausedSince,
    },
    account,
    trip,
    broughtAt: new Date(Math.max(...[post.createdAt, ...photos.map((p) => p.arrivedAt)].map(Number))),
    post,
    lead,
    alsoOn,
    photos,
    editors: whole.editors,
    author: found(people.get(post.authorId) ?? null, 'author'),
    working,
    revision,
    review,
    approver,
    delegation: approver?.delegations.find((d) => d.id === review?.delegationId) ?? null,
    openHolds: whole.openHolds,
    delivery,
    verdicts: judgePeople(
      content,
      {
        inputs,
        adults: new Map(adults.map((a) => [a.id, a])),
        guests: new Map(guests.map((g) => [g.id, g])),
        ...ground,
        concernPupils: new Set(concerns.flatMap((c) => c.pupilId ?? [])),
      },
      moments,
    ),
    workVerdicts: judgeWork(content, { inputs, ...ground }, moments),
    materialsMissing: photosNotCovered(content, 'photo', permitted, channelOf(account.platform), moments),
    logosMissing: photosNotCovered(content, 'logo', permitted, channelOf(account.platform), moments),
    knownPictures: alike,
    words,
    recordChecks,
    copyNobodyKnows: post.status === 'takedown_failed' && (await isCopyUnknown(db, ref)),
    concernOnContent: concerns.some(
      (c) =>
        [c.postId, c.leadPostId].includes(lead?.postId ?? post.id) ||
        (c.photoSha256 !== null && shas.has(c.photoSha256)),
    ),
  };
}

/** The first moment at which it may go out: once due, now. */
const goesOutFrom = ({ status, dueAt, windowFrom }: PostRecord, at: Date): Date => {
  if (status === 'publishing') return at;
  const from = dueAt ?? windowFrom;
  return from > at ? from : at;
};

/** Now, and the due time (or, not yet placed, the end of the window): the worst answer counts. Once due, only now. */
export function momentsToJudge(post: Pick<PostRecord, 'status' | 'dueAt' | 'windowUntil'>, at: Date): Date[] {
  if (post.status === 'publishing') return [at];
  const later = post.dueAt ?? post.windowUntil;
  return later > at ? [at, later] : [at];
}
