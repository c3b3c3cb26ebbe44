// Photos in pieces over real sockets: what has arrived stays, what is sent twice is kept once, and nobody but the sender learns
// anything of it.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { readOriginalOf } from '#app/domain/photos/original-pieces.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { endExpiredUploads } from '#app/domain/uploads/end-expired.ts';
import { MOST_ON_THE_WAY, PIECE_BYTES, UPLOAD_LIVES_MS } from '#app/domain/uploads/upload-limits.ts';
import type { Listening } from '#app/serve.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import { findUpload } from '#db/queries/uploads.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { listenWithoutPages, metadataOf, type Tus, tus } from '#tests/support/tus.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { submittedPost } from '#tests/support/world.ts';

const MIB = 1024 * 1024;
const SCHOOL = '/s/ashwick-lane-primary-school/uploads';
const OTHER = '/s/harrowdean-high-school/uploads';

let web: Web;
let listening: Listening;
let teacher: Tus;
beforeAll(async () => {
  web = await openWeb();
  listening = await listenWithoutPages(web.services);
  teacher = as('ashwick/teacher');
});
afterAll(async () => {
  await listening.close(0);
  await web.close();
});
beforeEach(() => web.world.clock.set(SEEDED_AT));

const as = (person: string, more: Record<string, string> = {}): Tus =>
  tus(listening.port, { 'x-test-person': person, origin: 'http://127.0.0.1:3000', ...more });

async function draft(author = 'teacher'): Promise<PostRef> {
  const [account] = await accountsOfSchool(web.world.db, web.world);
  const { postId } = await startPost(web.world.web, await web.world.staff(author), {
    schoolId: web.world.schoolId,
    accountId: account?.id ?? '',
    tripId: web.world.trip('over'),
    purpose: 'trip',
    requestKey: randomUUID(),
  });
  return { schoolId: web.world.schoolId, postId };
}

/** A begun upload of random bytes into a new draft. */
async function begun(length: number, client = teacher) {
  const ref = await draft();
  const photoId = randomUUID();
  const answer = await client.begin(SCHOOL, { photoId, postId: ref.postId }, length);
  return { ref, photoId, answer, at: `${SCHOOL}/${photoId}`, bytes: randomBytes(length) };
}
const placed = async (ref: PostRef) =>
  (await readPostFacts(web.world.db, ref, web.world.clock.now())).photos.map(({ photoId }) => photoId);
const row = (photoId: string) => findUpload(web.world.db, web.world, photoId);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const jobsFor = (photoId: string) => web.world.jobs.filter(({ payload }) => payload['photoId'] === photoId);

/** What the worker would clean: the original put together again. */
async function original(photoId: string): Promise<string> {
  const photo = await findPhoto(web.world.db, web.world, photoId);
  const bytes = photo && (await readOriginalOf({ db: web.world.db, photos: web.world.worker.photos }, photo));
  return bytes ? digest(bytes) : 'nothing';
}

describe('an upload in pieces', () => {
  test('becomes the photo at its last byte: placed once, cleaned once, the same bytes', async () => {
    const { ref, photoId, answer, at, bytes } = await begun(2 * MIB + 7);
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(at);
    const sent = await teacher.patch(at, 0, bytes.subarray(0, MIB + 3));
    expect([sent.status, sent.headers['upload-offset']]).toEqual([204, String(MIB + 3)]);
    expect(await placed(ref)).toEqual([]);
    expect((await teacher.patch(at, MIB + 3, bytes.subarray(MIB + 3))).status).toBe(204);
    expect(await placed(ref)).toEqual([photoId]);
    expect(await original(photoId)).toBe(digest(bytes));
    expect(jobsFor(photoId)).toHaveLength(1);
    const pieces = await piecesOf(web.world.db, web.world, photoId);
    expect(Math.max(...pieces.map((piece) => piece.bytes))).toBe(PIECE_BYTES);
  });

  test('says how much is here and nothing else, and is told once more when the last answer was lost', async () => {
    const { ref, photoId, at, bytes } = await begun(1_000);
    await teacher.patch(at, 0, bytes.subarray(0, 400));
    const head = await teacher.ask('HEAD', at);
    expect([head.status, head.headers['upload-offset'], head.headers['upload-length']]).toEqual([
      200,
      '400',
      '1000',
    ]);
    expect(head.headers['upload-metadata']).toBeUndefined();
    expect(head.headers['cache-control']).toBe('no-store');
    expect(head.headers['access-control-allow-origin']).toBeUndefined();
    await teacher.patch(at, 400, bytes.subarray(400));
    expect(await teacher.offset(at)).toBe(1_000);
    expect((await teacher.patch(at, 400, bytes.subarray(400))).status).toBe(409);
    const again = await teacher.begin(SCHOOL, { photoId, postId: ref.postId }, 1_000);
    expect([again.status, again.headers.location]).toEqual([201, at]);
    expect(await teacher.offset(at)).toBe(1_000);
    expect((await teacher.ask('DELETE', at)).status).toBe(400);
    expect(await placed(ref)).toEqual([photoId]);
    expect(jobsFor(photoId)).toHaveLength(1);
  });

  test('has no way to read a byte of it back', async () => {
    const { at, bytes } = await begun(1_000);
    await teacher.patch(at, 0, bytes.subarray(0, 400));
    for (const method of ['GET', 'OPTIONS', 'PUT'])
      expect((await teacher.ask(method, at, { 'content-length': '0' })).status, method).toBe(404);
  });

  test('keeps what came before the line was cut in the middle of a request, and goes on from there', async () => {
    const { ref, photoId, at, bytes } = await begun(4 * MIB);
    const line = teacher.half(at, 0, bytes.length, bytes.subarray(0, 2.5 * MIB));
    await vi.waitFor(async () => expect((await row(photoId))?.receivedBytes).toBe(2 * MIB), 10_000);
    line.cut();
    const offset = await teacher.offset(at);
    expect(offset).toBeGreaterThan(2 * MIB);
    expect(offset).toBeLessThanOrEqual(2.5 * MIB);
    expect((await teacher.patch(at, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await placed(ref)).toEqual([photoId]);
    expect(await original(photoId)).toBe(digest(bytes));
  });

  test('lets a newer request in when an older one hangs: its bytes are kept, and none twice', async () => {
    const { ref, photoId, at, bytes } = await begun(2 * MIB);
    teacher.half(at, 0, bytes.length, bytes.subarray(0, 1.25 * MIB));
    await vi.waitFor(async () => expect((await row(photoId))?.receivedBytes).toBe(MIB), 10_000);
    const offset = await teacher.offset(at);
    expect(offset).toBe(1.25 * MIB);
    expect((await teacher.patch(at, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await original(photoId)).toBe(digest(bytes));
    expect(await placed(ref)).toEqual([photoId]);
  });

  test('sent by two tabs at the same moment is kept once', async () => {
    const { ref, photoId, at, bytes } = await begun(MIB + 5);
    const answers = await Promise.all([teacher.patch(at, 0, bytes), teacher.patch(at, 0, bytes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await placed(ref)).toEqual([photoId]);
    expect(await original(photoId)).toBe(digest(bytes));
    expect(jobsFor(photoId)).toHaveLength(1);
  });

  test('is kept once also when two servers take the same bytes, each with locks of its own', async () => {
    const second = await listenWithoutPages(web.services);
    const there = tus(second.port, { 'x-test-person': 'ashwick/teacher', origin: 'http://127.0.0.1:3000' });
    const { ref, photoId, at, bytes } = await begun(3_000);
    const answers = await Promise.all([teacher.patch(at, 0, bytes), there.patch(at, 0, bytes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await original(photoId)).toBe(digest(bytes));
    expect(await placed(ref)).toEqual([photoId]);
    await second.close(0);
  });

  test('that is given up cannot be opened by anybody any more, and is gone for its sender', async () => {
    const { photoId, at, bytes } = await begun(1_000);
    await teacher.patch(at, 0, bytes.subarray(0, 400));
    expect((await teacher.ask('DELETE', at)).status).toBe(204);
    expect((await piecesOf(web.world.db, web.world, photoId)).map(({ sealedKey }) => sealedKey)).toEqual([
      null,
    ]);
    expect((await teacher.ask('HEAD', at)).status).toBe(410);
    expect((await teacher.patch(at, 400, bytes.subarray(400))).status).toBe(410);
  });

  test('is over after a day, and says what to do', async () => {
    const { ref, photoId, at, bytes } = await begun(1_000);
    await teacher.patch(at, 0, bytes.subarray(0, 400));
    web.world.clock.advance(UPLOAD_LIVES_MS);
    const late = await teacher.patch(at, 400, bytes.subarray(400));
    expect(late.status).toBe(410);
    expect(late.body).toContain('Choose the photo again');
    expect((await teacher.begin(SCHOOL, { photoId, postId: ref.postId }, 1_000)).status).toBe(410);
    expect(await placed(ref)).toEqual([]);
  });
});

describe('what is not an upload of ours', () => {
  test('too large, empty, of unknown or false length', async () => {
    const ref = await draft();
    const ask = (length: number) =>
      teacher.begin(SCHOOL, { photoId: randomUUID(), postId: ref.postId }, length);
    const large = await ask(MAX_UPLOAD_BYTES + 1);
    expect([large.status, large.body]).toEqual([413, photoRefusalSentence('too_many_bytes')]);
    expect((await ask(MAX_UPLOAD_BYTES)).status).toBe(201);
    expect([(await ask(0)).status, (await ask(-5)).status, (await ask(1.5)).status]).toEqual([422, 400, 400]);
    const metadata = metadataOf({ photoId: randomUUID(), postId: ref.postId });
    const deferred = { 'upload-metadata': metadata, 'content-length': '0', 'upload-defer-length': '1' };
    expect((await teacher.ask('POST', SCHOOL, deferred)).status).toBeGreaterThanOrEqual(400);

    const { at, bytes, photoId } = await begun(100);
    expect((await teacher.patch(at, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
    expect((await teacher.patch(at, 50, bytes.subarray(50))).status).toBe(409);
    expect((await row(photoId))?.receivedBytes).toBe(0);
  });

  test('tricks in what is said of the photo: a path as its id or name, two ids, none, a header without end', async () => {
    const { postId } = await draft();
    const post = (metadata: string) =>
      teacher.ask('POST', SCHOOL, {
        'content-length': '0',
        'upload-length': '10',
        'upload-metadata': metadata,
      });
    const photoId = randomUUID();
    for (const bad of [
      metadataOf({ photoId: '../../etc/passwd', postId }),
      metadataOf({ photoId: `${photoId}/x`, postId }),
      metadataOf({ postId }),
      `${metadataOf({ photoId, postId })},photoId ${Buffer.from(randomUUID()).toString('base64')}`,
      'photoId not-base64!',
    ])
      expect((await post(bad)).status, bad).toBe(400);
    expect((await post(metadataOf({ photoId }))).status).toBe(404);
    expect((await post(metadataOf({ photoId, postId, filename: 'x'.repeat(20_000) }))).status).toBe(431);
    const named = await post(metadataOf({ photoId, postId, filename: '../../Ella Smith.jpg' }));
    expect(named.headers.location).toBe(`${SCHOOL}/${photoId}`);
    expect(JSON.stringify([await row(photoId), named, web.world.lines])).not.toMatch(/Ella|\.jpg/);
    for (const path of ['..%2f..%2fetc', 'x', `${photoId.toUpperCase()}`])
      expect((await teacher.ask('HEAD', `${SCHOOL}/${path}`)).status).toBe(404);
  });

  test('an id that another upload or photo has, and the same id for another draft or length', async () => {
    const { ref, photoId, at, bytes } = await begun(10);
    const other = await draft();
    const again = (postId: string, length: number) => teacher.begin(SCHOOL, { photoId, postId }, length);
    expect((await again(ref.postId, 11)).status).toBe(422);
    expect((await again(other.postId, 10)).status).toBe(422);
    await teacher.patch(at, 0, bytes);
    expect((await again(other.postId, 10)).status).toBe(422);
  });

  test('more than one person can have on the way', async () => {
    const ref = await draft('deputy');
    const deputy = as('ashwick/deputy');
    const ask = () => deputy.begin(SCHOOL, { photoId: randomUUID(), postId: ref.postId }, 10);
    for (let begunSoFar = 0; begunSoFar < MOST_ON_THE_WAY; begunSoFar++)
      expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(429);
  });

  test('nor by giving up what has arrived, until that is swept away', async () => {
    const ref = await draft('head');
    const head = as('ashwick/head');
    for (let begunSoFar = 0; begunSoFar < MOST_ON_THE_WAY; begunSoFar++) {
      const photoId = randomUUID();
      expect((await head.begin(SCHOOL, { photoId, postId: ref.postId }, 10)).status).toBe(201);
      expect((await head.patch(`${SCHOOL}/${photoId}`, 0, randomBytes(5))).status).toBe(204);
      expect((await head.ask('DELETE', `${SCHOOL}/${photoId}`)).status).toBe(204);
    }
    const again = async () =>
      (await head.begin(SCHOOL, { photoId: randomUUID(), postId: ref.postId }, 10)).status;
    expect(await again()).toBe(429);
    web.world.clock.advance(11 * 60_000);
    expect(await endExpiredUploads(web.world.worker)).toBeGreaterThanOrEqual(MOST_ON_THE_WAY);
    expect(await again()).toBe(201);
  });

  test('a fifth photo: refused at the start, and at the end when four came first', async () => {
    const ref = await draft();
    const start = async () => {
      const photoId = randomUUID();
      expect((await teacher.begin(SCHOOL, { photoId, postId: ref.postId }, 4)).status).toBe(201);
      return `${SCHOOL}/${photoId}`;
    };
    const five = [await start(), await start(), await start(), await start(), await start()];
    const statuses = [];
    for (const at of five) statuses.push((await teacher.patch(at, 0, Buffer.from('four'))).status);
    expect(statuses).toEqual([204, 204, 204, 204, 422]);
    expect((await teacher.ask('HEAD', five[4] ?? '')).status).toBe(410);
    const sixth = await teacher.begin(SCHOOL, { photoId: randomUUID(), postId: ref.postId }, 4);
    expect([sixth.status, sixth.body]).toEqual([422, expect.stringContaining('at most 4 photos')]);
    expect(await placed(ref)).toHaveLength(4);
  });
});

describe('whose upload it is', () => {
  test('is not there for anybody else: signed out, a colleague, another school', async () => {
    const { at, photoId } = await begun(100);
    const nobody = tus(listening.port, { origin: 'http://127.0.0.1:3000' });
    expect((await nobody.ask('HEAD', at)).status).toBe(401);
    expect(JSON.parse((await nobody.patch(at, 0, Buffer.from('x'))).body)).toEqual({ signedOut: true });
    for (const [client, path] of [
      [as('ashwick/head'), at],
      [as('both/teacher-and-comms'), at],
      [as('both/teacher-and-comms'), `${OTHER}/${photoId}`],
      [as('harrowdean/teacher'), `${OTHER}/${photoId}`],
    ] as const) {
      expect((await client.ask('HEAD', path)).status).toBe(404);
      expect((await client.patch(path, 0, Buffer.from('x'))).status).toBe(404);
      expect((await client.ask('DELETE', path)).status).toBe(404);
    }
    expect((await as('harrowdean/teacher').ask('HEAD', at)).status).toBe(404);
    expect(await teacher.offset(at)).toBe(0);
  });

  test('begins only in a draft that one may see and change', async () => {
    const { postId } = await draft();
    const ask = (who: string, to = SCHOOL, of = postId) =>
      as(who).begin(to, { photoId: randomUUID(), postId: of }, 10);
    expect((await ask('ashwick/office')).status).toBe(404);
    expect((await ask('harrowdean/teacher', OTHER)).status).toBe(404);
    expect((await ask('harrowdean/teacher')).status).toBe(404);
    const sent = await submittedPost(web.world);
    expect((await ask('ashwick/teacher', SCHOOL, sent.postId)).status).toBe(422);
  });

  test('takes nothing that another site’s page sends, and no body without a length', async () => {
    const { at, bytes } = await begun(10);
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of elsewhere)
      for (const method of ['PATCH', 'DELETE', 'POST']) {
        const answer = await as('ashwick/teacher', headers).ask(method, at, { 'upload-offset': '0' }, bytes);
        expect(answer.status, method).toBe(403);
      }
    const chunked = { 'transfer-encoding': 'chunked', 'upload-offset': '0' };
    expect((await teacher.ask('PATCH', at, chunked)).status).toBe(411);
    expect(await teacher.offset(at)).toBe(0);
  });
});

test('a full disk and a broken world are said plainly, lose nothing that is here, and tell the log ids only', async () => {
  const { photoId, at, bytes } = await begun(2_000);
  await teacher.patch(at, 0, bytes.subarray(0, 1_000));
  const put = vi.spyOn(web.world.web.intake, 'putPiece');
  put.mockRejectedValueOnce(new PhotoStorageFull(new Error('ENOSPC')));
  const full = await teacher.patch(at, 1_000, bytes.subarray(1_000));
  expect([full.status, full.body]).toEqual([507, expect.stringContaining('no room')]);
  put.mockRejectedValueOnce(new Error('secret: Ella'));
  const broken = await teacher.patch(at, 1_000, bytes.subarray(1_000));
  expect([broken.status, broken.body]).toEqual([500, expect.stringContaining('our side')]);
  put.mockRestore();
  expect(web.world.lines.slice(-2).map(({ details }) => (details as { uploadId: string }).uploadId)).toEqual([
    photoId,
    photoId,
  ]);
  expect(await teacher.offset(at)).toBe(1_000);
  expect((await teacher.patch(at, 1_000, bytes.subarray(1_000))).status).toBe(204);
});
