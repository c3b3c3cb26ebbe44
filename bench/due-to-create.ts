// How long after its due time a post's create call leaves, with an idle queue: the real worker on its real queue, in both modes.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { composeWeb } from '#app/compose-web.server.ts';
import { composeWorker } from '#app/compose-worker.server.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import { DECLARATION_NAMES } from '#app/domain/posts/declarations.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { settlePhoto } from '#app/domain/posts/settle-photo.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { verdictHashOf } from '#app/domain/posts/verdict-hash.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import type { Person } from '#app/domain/actor.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { openFoundation } from '#app/foundation.server.ts';
import { preparePractice } from '#app/welcome.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_SCHOOLS, userId } from '#db/seed/practice-people.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';
import { seedCluster } from '#tests/support/product.ts';
import { makeKeyTexts } from '#app/adapters/keys.server.ts';
import { KEY_VARIABLES, type KeyVariable } from '#app/env.server.ts';
import { freshDatabase, testDatabaseUrl, testRedisUrl } from '#tests/support/real-servers.ts';
import { cameraPhoto } from '#tests/support/pictures.ts';
import { startWorker } from '#workers/start.ts';

/** The bound, in ms. */
export const MOST_MS = 1_000;

/** ms from the due time to the arrival of the create call, in solo mode. */
export async function benchSolo(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gp-bench-'));
  try {
    return await measure(readEnv({ GATEPOST_DATA: dataDir, LOG_LEVEL: 'error', PATH: process.env['PATH'] }));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The same on real PostgreSQL and Redis; null (loudly) where there are none. */
export async function benchCluster(): Promise<number | null> {
  const [server, redis] = [testDatabaseUrl(), testRedisUrl()];
  if (!server || !redis) return null;
  const database = await freshDatabase(server);
  const dataDir = await mkdtemp(join(tmpdir(), 'gp-bench-'));
  try {
    const texts = await makeKeyTexts();
    await seedCluster(database.url, texts);
    const keys = Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [KEY_VARIABLES[key as KeyVariable], text]),
    );
    const env = {
      GATEPOST_DATA: dataDir,
      LOG_LEVEL: 'error',
      DATABASE_URL: database.url,
      REDIS_URL: redis,
      ...keys,
    };
    return await measure(readEnv(env));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
    await database.drop();
  }
}

async function measure(env: Env): Promise<number> {
  const foundation = await openFoundation(env, 'all');
  try {
    if (foundation.keys) await preparePractice(foundation, foundation.keys);
    let arrived = (): void => undefined;
    const created = new Promise<number>(
      (resolve) => (arrived = () => resolve(foundation.clock.now().getTime())),
    );
    const sandbox = await startSandbox({
      store: createDatabaseStore(foundation.database.db),
      onRequest: ({ method, path }) => {
        if (method === 'POST' && path === '/2/tweets') arrived();
      },
    });
    const services = await composeWorker({ ...foundation, env: { ...env, xApiBaseUrl: sandbox.url } });
    const worker = await startWorker(services, foundation.queue.consumer());
    const { deps } = await composeWeb(foundation, 'http://127.0.0.1', null);
    const dueAt = await placePost(deps);
    const late = (await created) - dueAt.getTime();
    await worker.stop(5_000);
    await services.close();
    await sandbox.close();
    return late;
  } finally {
    await foundation.close();
  }
}

/** Carries one post with a camera's photo as far as the calendar, due at the next full minute. */
async function placePost(deps: WebDeps): Promise<Date> {
  const schoolId = PRACTICE_SCHOOLS.ashwick.id;
  const as = async (key: string): Promise<Person> => {
    const person = await loadPerson(deps.db, userId(`ashwick/${key}`), deps.clock.now());
    if (!person) throw new Error(`nobody is called ${key}`);
    return person;
  };
  const [teacher, head, comms] = [await as('teacher'), await as('head'), await as('comms')];
  const [account] = await accountsOfSchool(deps.db, { schoolId });
  const { postId } = await startPost(deps, teacher, {
    schoolId,
    accountId: account?.id ?? '',
    tripId: null,
    purpose: 'celebration',
    requestKey: randomUUID(),
  });
  const ref: PostRef = { schoolId, postId };
  await receivePhoto(deps, teacher, ref, { photoId: randomUUID(), bytes: await cameraPhoto() });
  const facts = () => readPostFacts(deps.db, ref, deps.clock.now());
  while (!(await facts()).photos[0]?.facesOutcome) await wait(50);
  const before = await facts();
  const postPhotoId = before.photos[0]?.postPhotoId ?? '';
  const person = {
    kind: 'pupil',
    id: practiceId('pupil/ashwick/0'),
    faceOn: 'no',
    uniform: 'no',
  } as const;
  const steps: SettleStep[] = [
    { step: 'add_person', person, placed: 'together' },
    { step: 'count', headCount: 1 },
    { step: 'about', answers: ORDINARY_PHOTO },
  ];
  let { version } = before.post;
  for (const step of steps)
    ({ version } = await settlePhoto(deps, teacher, ref, { version, postPhotoId, step }));
  const saved = await saveDraft(deps, teacher, ref, {
    version,
    words: `Measured ${randomUUID()}`,
    altTexts: { [postPhotoId]: 'A child by a gate' },
    declarations: DECLARATION_NAMES,
  });
  await submitPost(deps, teacher, ref, { version: saved.version });
  const shown = await facts();
  await approvePost(deps, head, ref, {
    digest: shown.revision?.digest ?? '',
    verdictHash: verdictHashOf(shown),
    headCounts: [1],
    viewed: shown.working.photos.map(({ versionId }) => versionId),
  });
  const nextMinute = new Date(Math.ceil((deps.clock.now().getTime() + 3_000) / 60_000) * 60_000);
  const placed = await schedulePost(deps, comms, ref, { wall: wallTimeOf(nextMinute, shown.school.zone) });
  if (!placed.ok) throw new Error(placed.time.problem);
  return placed.dueAt;
}
