// The practice world with everything a use case leans on: a seeded database, a clock that stands still until told, a platform, a
// photo store and an engine in memory. Each test file opens its own.
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { readTable } from '#app/adapters/read-table.ts';
import { slipDigest } from '#app/adapters/slip-digest.server.ts';
import { practicePlatform } from '#app/adapters/practice-platform.server.ts';
import { visitSecrets } from '#app/adapters/visit-secrets.server.ts';
import { oneTimeKeys, oneTimeSeal } from '#app/adapters/one-time-key.server.ts';
import { zipArchive } from '#app/adapters/zip-archive.server.ts';
import type { ConnectSettings } from '#app/domain/accounts/connection-rules.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps, WorkerDeps } from '#app/domain/deps.ts';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import type { PersonToPlace } from '#app/domain/photos/settle-steps.ts';
import type { PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import type { JobName, Queue } from '#app/domain/ports/queue.ts';
import { DECLARATION_NAMES } from '#app/domain/posts/declarations.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import type { PhotoAnswers } from '#app/domain/photos/about-photo.ts';
import { answerAboutPhoto } from '#app/domain/posts/answer-about-photo.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { verdictHashOf } from '#app/domain/posts/verdict-hash.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { recordsPage } from '#app/presenters/records/records-page.ts';
import type { Database } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { schools } from '#db/schema/school.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_SCHOOLS, type SchoolKey, userId } from '#db/seed/practice-people.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { ORDINARY_PHOTO } from './about-photo.ts';
import { seededDatabase, SEEDED_AT } from './database.ts';
import { type ScriptedFaceFinder, scriptedFaceFinder } from './face-finder.ts';
import { createFakePublisher, type FakePublisher } from './fake-publisher.ts';
import { type FixedClock, fixedClock } from './fixed-clock.ts';
import { memoryPhotoStore } from './memory-photo-store.ts';
import { type ScriptedConnector, scriptedConnector } from './scripted-connector.ts';
import { listPeople } from './settling.ts';
import { TEST_WORD_KEY, testAuditSeal, testVault } from './test-seals.ts';

export interface AskedJob {
  name: JobName;
  payload: Record<string, string>;
  jobId: string;
  delayMs: number;
}

export interface World {
  db: Database;
  clock: FixedClock;
  web: WebDeps;
  worker: WorkerDeps;
  publisher: FakePublisher;
  /** the platform's side of connections */
  connector: ScriptedConnector;
  /** finds nobody until a test says so */
  faces: ScriptedFaceFinder;
  /** every job asked for, in order */
  jobs: AskedJob[];
  /** lines the operator would have seen */
  lines: { level: string; message: string; details: unknown }[];
  /** clean files by key; tests may damage them */
  cleanFiles: Map<string, Uint8Array>;
  /** stored originals by key; tests may lose one */
  originalFiles: Map<string, Uint8Array>;
  school: SchoolKey;
  schoolId: string;
  /** a member of the practice staff as they are now, e.g. `head` or `ashwick/head` */
  staff(key: string): Promise<Person>;
  pupil(index: number): string;
  adult(key: string): string;
  trip(key: 'over' | 'now'): string;
  close(): Promise<void>;
}

/** An installation that may connect real accounts. */
const CONNECTING: ConnectSettings = {
  xClientId: 'gatepost-tests',
  xAuthorizeUrl: 'https://x.example/i/oauth2/authorize',
  xRedirectUri: 'https://posts.school.example/connect/x/callback',
  standIn: false,
  barriers: [],
};

/** Opens the world as seen from one school, at the moment it was seeded. `over` replaces the database (real PostgreSQL). */
export async function openWorld(
  school: SchoolKey = 'ashwick',
  over?: { db: Database; close(): Promise<void> },
): Promise<World> {
  const opened = over ?? (await seededDatabase());
  carryWordKey(opened.db, TEST_WORD_KEY);
  // The clock stands still, and most tests are not about the pace: theirs set it themselves.
  await opened.db.update(schools).set({ settings: sql`${schools.settings} || '{"spacingSeconds":0}'` });
  const clock = fixedClock(SEEDED_AT);
  const publisher = createFakePublisher(clock.now);
  const connector = scriptedConnector(clock.now);
  const faces = scriptedFaceFinder();
  const jobs: AskedJob[] = [];
  const lines: World['lines'] = [];
  const line = (level: string) => (message: string, details?: unknown) =>
    void lines.push({ level, message, details });
  const cleanFiles = new Map<string, Uint8Array>();
  const queue: Queue = {
    enqueue: async (name, payload, options) =>
      void jobs.push({ name, payload: { ...payload }, jobId: options.jobId, delayMs: options.delayMs ?? 0 }),
    health: async () => ({ ok: true, detail: 'in memory' }),
    close: async () => undefined,
  };
  const { store: photos, originals: originalFiles } = memoryPhotoStore(cleanFiles, clock.now);
  const base = {
    db: opened.db,
    clock,
    queue,
    auditSeal: testAuditSeal,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
  };
  const schoolId = PRACTICE_SCHOOLS[school].id;
  return {
    db: opened.db,
    clock,
    web: {
      ...base,
      intake: photos,
      restrictionVault: testVault,
      nameVault: testVault,
      slipDigest: slipDigest('a secret of thirty-two characters'),
      oneTimeKeys,
      tokenVault: testVault,
      visits: visitSecrets,
      connecting: CONNECTING,
      practicePlatform: practicePlatform(createDatabaseStore(opened.db), testVault, clock),
      mailIsSetUp: true,
      pause: async () => undefined,
    },
    worker: {
      ...base,
      photos,
      engine: drawnEngine,
      faces,
      tables: { read: readTable },
      publishers: { for: () => publisher },
      links: null,
      post: null,
      tokens: testVault,
      connectors: connector.connectors,
      connecting: CONNECTING,
      nameVault: testVault,
      reasons: testVault,
      oneTimeSeal,
      archive: zipArchive,
      recordsPage,
      journal: { append: async () => undefined, settle: async () => undefined },
      anchors: { append: async () => undefined },
    },
    publisher,
    connector,
    faces,
    jobs,
    lines,
    cleanFiles,
    originalFiles,
    school,
    schoolId,
    staff: async (key) => {
      const id = userId(key.includes('/') ? key : `${school}/${key}`);
      const person = await loadPerson(opened.db, id, clock.now());
      if (!person) throw new Error(`nobody is called ${key}`);
      return person;
    },
    pupil: (index) => practiceId(`pupil/${school}/${index}`),
    adult: (key) => practiceId(`adult/${school}/${key}`),
    trip: (key) => practiceId(`trip/${school}/${key}`),
    close: opened.close,
  };
}

/** The drawn engine's photos, px. */
export const DRAWN = { width: 640, height: 480 };

/**
 * Draws a plain clean JPEG whose colour follows the original's bytes and what is to be changed in it; `not a photo` originals
 * are refused.
 */
const drawnEngine: PhotoEngine = {
  clean: async (original, options) => {
    const changes = JSON.stringify(options?.edits ?? null);
    const digest = createHash('sha256').update(original).update(changes).digest();
    if (Buffer.from(original).toString('latin1').startsWith('not a photo'))
      return { ok: false, code: 'unsupported_format', detail: 'not a photo' };
    const [r, g, b] = digest;
    const background = { r: r ?? 0, g: g ?? 0, b: b ?? 0 };
    const bytes = new Uint8Array(
      await sharp({ create: { ...DRAWN, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    );
    return {
      ok: true,
      photo: {
        format: 'jpeg',
        ...DRAWN,
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        perceptualHash: digest.toString('hex').slice(0, 16),
        likeness: digest.toString('base64'),
        removed: ['location'],
        frames: 1,
        original: DRAWN,
        ms: 1,
      },
    };
  },
  health: async () => ({ ok: true, detail: 'drawn' }),
  close: async () => undefined,
};

export interface DraftPlan {
  author?: string;
  words?: string;
  /** who is in each photo */
  photos?: PersonToPlace[][];
  tripId?: string | null;
  /** the school's first account when left out */
  accountId?: string;
  /** what is answered about each photo; an ordinary one when left out */
  about?: PhotoAnswers;
}

/** Everyone in the photo as pupils facing the camera or not: what most tests need. */
export const pupils = (...ids: string[]): PersonToPlace[] =>
  ids.map((id) => ({ kind: 'pupil', id, faceOn: 'no', uniform: 'no' }));

/** A finished draft, not yet submitted: one photo for each list of people, cleaned, described, counted, declared. */
export async function draftPost(world: World, plan: DraftPlan = {}): Promise<PostRef> {
  const author = await world.staff(plan.author ?? 'teacher');
  const [account] = await accountsOfSchool(world.db, world);
  if (!account) throw new Error('the school has no account');
  const { postId } = await startPost(world.web, author, {
    schoolId: world.schoolId,
    accountId: plan.accountId ?? account.id,
    tripId: plan.tripId === undefined ? world.trip('over') : plan.tripId,
    purpose: 'celebration',
    requestKey: randomUUID(),
  });
  const ref = { schoolId: world.schoolId, postId };
  for (const people of plan.photos ?? [pupils(world.pupil(0))]) {
    const photoId = randomUUID();
    const received = await receivePhoto(world.web, author, ref, {
      photoId,
      bytes: Buffer.from(`photo ${photoId}`),
    });
    if (!received.ok) throw new Error(received.code);
    await cleanPhoto(world.worker, { schoolId: world.schoolId, photoId });
    const facts = await readPostFacts(world.db, ref, world.clock.now());
    const placed = facts.photos.find((photo) => photo.photoId === photoId);
    if (!placed) throw new Error('the photo was not placed');
    await listPeople(world.web, author, ref, placed.postPhotoId, people);
    await answerAboutPhoto(world.web, author, ref, {
      postPhotoId: placed.postPhotoId,
      answers: plan.about ?? ORDINARY_PHOTO,
      forAll: false,
    });
  }
  const facts = await readPostFacts(world.db, ref, world.clock.now());
  await saveDraft(world.web, author, ref, {
    version: facts.post.version,
    words: plan.words ?? 'We fed the lambs and dug up carrots.',
    altTexts: Object.fromEntries(facts.photos.map((photo) => [photo.postPhotoId, 'Children beside a barn'])),
    declarations: DECLARATION_NAMES,
  });
  return ref;
}

/** A draft that has been submitted. */
export async function submittedPost(world: World, plan: DraftPlan = {}): Promise<PostRef> {
  const ref = await draftPost(world, plan);
  const { post } = await readPostFacts(world.db, ref, world.clock.now());
  await submitPost(world.web, await world.staff(plan.author ?? 'teacher'), ref, { version: post.version });
  return ref;
}

/** What the review page would post back for the post as it stands. */
export async function shownOn(world: World, ref: PostRef) {
  const facts = await readPostFacts(world.db, ref, world.clock.now());
  return {
    digest: facts.revision?.digest ?? '',
    verdictHash: verdictHashOf(facts),
    headCounts: facts.working.photos.map((photo) => photo.people.length),
    viewed: facts.working.photos.map(({ versionId }) => versionId),
  };
}

/** A post approved by the headteacher. */
export async function approvedPost(world: World, plan: DraftPlan = {}): Promise<PostRef> {
  const ref = await submittedPost(world, plan);
  await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
  return ref;
}

/** A post placed `minutes` from now by the comms lead. */
export async function scheduledPost(
  world: World,
  plan: DraftPlan & { minutes?: number } = {},
): Promise<PostRef> {
  const ref = await approvedPost(world, plan);
  const due = new Date(world.clock.now().getTime() + (plan.minutes ?? 60) * 60_000);
  const comms = await world.staff(world.school === 'ashwick' ? 'comms' : 'both/teacher-and-comms');
  const placed = await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') });
  if (!placed.ok) throw new Error(placed.time.problem);
  return ref;
}
