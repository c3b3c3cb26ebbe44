// Photos from people without a sign-in: a code lets in and shows nothing; what comes by it waits in its giver's tray, clean, until
// it is in a post, refused, or a week old.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { codeHashOf, newCode } from '#app/domain/uploads/code-text.ts';
import { destroyUnplaced } from '#app/domain/uploads/destroy-unplaced.ts';
import { endExpiredUploads } from '#app/domain/uploads/end-expired.ts';
import { endCode, giveCode } from '#app/domain/uploads/give-code.ts';
import { openCode, sayRights } from '#app/domain/uploads/open-code.ts';
import {
  CODE_LIVES_MS,
  KEEP_UNPLACED_MS,
  MOST_CODE_BYTES,
  MOST_CODE_PHOTOS,
} from '#app/domain/uploads/upload-limits.ts';
import { action as codesAction, loader as codesPage } from '#app/routes/s.$school.codes._index.tsx';
import { action as trayAction, loader as trayPage } from '#app/routes/s.$school.codes.$codeId.tsx';
import { loader as photo } from '#app/routes/s.$school.photos.$versionId.ts';
import { action as guestAction, loader as guestPage } from '#app/routes/u.$code.tsx';
import { action as typeCode } from '#app/routes/u._index.tsx';
import type { Listening } from '#app/serve.server.ts';
import { transact } from '#db/client.server.ts';
import { everyVersion } from '#db/queries/photo-renders.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { insertUpload } from '#db/queries/uploads.server.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { listenWithoutPages, tus } from '#tests/support/tus.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

const SCHOOL = 'ashwick-lane-primary-school';
const TEACHER = 'ashwick/teacher';
type Any = never;

let web: Web;
let listening: Listening;
beforeAll(async () => {
  web = await openWeb();
  listening = await listenWithoutPages(web.services);
});
afterAll(async () => {
  await listening.close(0);
  await web.close();
});
beforeEach(() => web.world.clock.set(SEEDED_AT));

const { stringify } = JSON;
const params = { school: SCHOOL };
const guest = () => tus(listening.port, { origin: 'http://127.0.0.1:3000' });
const at = () => web.world.clock.now();

/** A code given out by the teacher; `ready`: its holder has said whose photos they are. */
async function given({ ready = true, by = 'teacher' } = {}) {
  const giver = await web.world.staff(by);
  const input = { schoolId: web.world.schoolId, event: 'Sports day', tripId: null };
  const { code, codeId } = await giveCode(web.world.web, giver, input);
  const open = await openCode(web.world.db, code, at());
  if (ready && open) await sayRights(web.world.web, open, 'professional');
  return { code, codeId, uploads: `/u/${code}/uploads` };
}
/** Sends one photo by a code and cleans it. */
async function send(uploads: string, bytes: Uint8Array = randomBytes(500)): Promise<string> {
  const photoId = randomUUID();
  web.world.clock.advance(1);
  expect((await guest().begin(uploads, { photoId }, bytes.length)).status).toBe(201);
  expect((await guest().patch(`${uploads}/${photoId}`, 0, bytes)).status).toBe(204);
  await cleanPhoto(web.world.worker, { schoolId: web.world.schoolId, photoId });
  return photoId;
}
const tray = (codeId: string, as = TEACHER) =>
  responseOf(() => trayPage(web.args(`/s/x/codes/${codeId}`, { as, params: { ...params, codeId } }) as Any));
const trayOf = async (codeId: string) =>
  (await (await tray(codeId)).json()) as {
    photos: { id: string; src: string }[];
    refused: number;
    working: number;
  };
const press = (codeId: string, form: Record<string, string | string[]>, as = TEACHER) =>
  responseOf(() =>
    trayAction(web.args(`/s/x/codes/${codeId}`, { as, params: { ...params, codeId }, form }) as Any),
  );
const look = (src: string, as: string) =>
  responseOf(() =>
    photo(web.args(src, { as, params: { ...params, versionId: src.split('/').at(-1) ?? '' } }) as Any),
  );
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
const placed = async (ref: PostRef) =>
  (await readPostFacts(web.world.db, ref, at())).photos.map(({ photoId }) => photoId);

describe('a code', () => {
  const make = (form: Record<string, string>, as = TEACHER) =>
    responseOf(() => codesAction(web.args('/s/x/codes', { as, params, form }) as Any));

  test('is shown once, kept as a digest, and listed without it', async () => {
    const answer = await make({ event: 'Harvest festival', tripId: '' });
    const { made } = (await answer.json()) as { made: { code: string; link: string } };
    expect(made.code).toMatch(/^([A-HJKMNP-TV-Z2-9]{4}-){4}[A-HJKMNP-TV-Z2-9]{4}$/);
    expect(made.link).toBe(`http://127.0.0.1:3000/u/${made.code}`);
    const page = stringify(await codesPage(web.args('/s/x/codes', { as: TEACHER, params }) as Any));
    expect(page).toContain('Harvest festival');
    expect(page).not.toContain(made.code.slice(0, 9));
    expect(await openCode(web.world.db, made.code.toLowerCase().replaceAll('-', ' '), at())).not.toBeNull();
  });

  test('is made by those who may write, with an event and one of the school’s own trips', async () => {
    expect((await make({ event: ' ' })).status).toBe(400);
    expect((await make({ event: 'x'.repeat(81) })).status).toBe(400);
    expect((await make({ event: 'Fair', tripId: randomUUID() })).status).toBe(404);
    expect((await make({ event: 'Fair' }, 'ashwick/new-teacher')).status).toBe(403);
    expect((await make({ event: 'Fair' }, 'ashwick/office')).status).toBe(403);
    const list = (as: string) => responseOf(() => codesPage(web.args('/s/x/codes', { as, params }) as Any));
    expect((await list('ashwick/office')).status).toBe(404);
  });

  test('never repeats, and its digest does not care how it was typed', () => {
    const codes = Array.from({ length: 500 }, newCode);
    expect(new Set(codes).size).toBe(500);
    expect(codeHashOf(' abcd-efgh ')).toBe(codeHashOf('ABCDEFGH'));
    expect(codeHashOf('')).not.toBe(codeHashOf('A'));
  });

  test('that is wrong, ended or over gets the same answer everywhere', async () => {
    const [ended, over] = [await given(), await given()];
    const ref = { schoolId: web.world.schoolId, codeId: ended.codeId };
    await endCode(web.world.web, await web.world.staff('teacher'), ref);
    const running = await given();
    const answers = [];
    for (const code of [newCode(), ended.code, '', '../../s', 'x'.repeat(5_000)]) {
      const page = await responseOf(() => guestPage(web.args('/u/x', { params: { code } }) as Any));
      answers.push(`${page.status} ${await page.text()}`);
    }
    web.world.clock.advance(CODE_LIVES_MS);
    const late = await responseOf(() => guestPage(web.args('/u/x', { params: { code: over.code } }) as Any));
    answers.push(`${late.status} ${await late.text()}`);
    expect(new Set(answers)).toEqual(new Set(['404 null']));
    for (const path of [`/u/${newCode()}/uploads`, ended.uploads, over.uploads, running.uploads])
      expect((await guest().begin(path, { photoId: randomUUID() }, 10)).status).toBe(404);
  });

  test('typed wrongly again and again closes the door to wrong ones for a while, by no name, and keeps no right one out', async () => {
    const running = await given();
    const from = '203.0.113.9';
    const typed: string[] = [];
    const open = (code: string, address = from) =>
      responseOf(() => {
        typed.push(code);
        const args = web.args('/u/x', { params: { code } });
        return guestPage({ ...args, context: { ...args.context, clientAddress: address } } as Any);
      });
    const statuses = [];
    for (let tries = 0; tries < 33; tries++) statuses.push((await open(newCode())).status);
    expect(statuses.slice(0, 31)).toEqual(Array.from({ length: 31 }, () => 404));
    expect(statuses.at(-1)).toBe(429);
    expect((await open(running.code)).status).toBe(200);
    expect((await open(newCode(), '203.0.113.10')).status).toBe(404);
    web.world.clock.advance(16 * 60_000);
    expect((await open(newCode())).status).toBe(404);
    const keys = await web.world.db.query.rateLimits.findMany();
    for (const { key } of keys) expect(key).toMatch(/^[\w-]{43}$/);
    for (const said of ['203.0.113', ...typed]) expect(stringify(keys)).not.toContain(said);
  });

  test('can be typed by hand', async () => {
    const { code } = await given();
    const type = (typed: string) =>
      responseOf(() => typeCode(web.args('/u', { form: { code: typed } }) as Any));
    const right = await type(` ${code.toLowerCase()} `);
    expect([right.status, right.headers.get('location')]).toEqual([302, `/u/${code.toLowerCase()}`]);
    expect((await type(newCode())).status).toBe(404);
  });
});

describe('its holder', () => {
  test('says once who took the photos, before the first one is taken (R-52)', async () => {
    const { code, codeId, uploads } = await given({ ready: false });
    expect((await guest().begin(uploads, { photoId: randomUUID() }, 10)).status).toBe(403);
    const answer = (form: Record<string, string>) =>
      responseOf(() => guestAction(web.args('/u/x', { params: { code }, form }) as Any));
    expect((await answer({ takenBy: 'professional' })).status).toBe(400);
    expect((await answer({ takenBy: 'me', mayUse: 'yes' })).status).toBe(400);
    expect((await answer({ takenBy: 'professional', mayUse: 'yes' })).headers.get('location')).toBe(
      `/u/${code}`,
    );
    await answer({ takenBy: 'other', mayUse: 'yes' });
    expect((await (await tray(codeId)).json()) as object).toMatchObject({
      takenBy: 'A photographer who was asked to',
    });
    await send(uploads);
  });

  test('sees the school and the event, and nothing of what is there', async () => {
    const { code, codeId, uploads } = await given();
    const photoId = await send(uploads);
    const page = stringify(await guestPage(web.args('/u/x', { params: { code } }) as Any));
    expect(page).toContain('Sports day');
    expect(page).not.toMatch(new RegExp(`${photoId}|${codeId}|${web.world.schoolId}`));
    expect((await guest().ask('GET', `${uploads}/${photoId}`)).status).toBe(404);
    const [seen] = (await trayOf(codeId)).photos;
    const anybody = await responseOf(() =>
      photo(web.args(seen?.src ?? '', { params: { ...params, versionId: 'x' } }) as Any),
    );
    expect(anybody.status).toBe(302);
  });

  test('goes on with their own photos only, and never into a draft', async () => {
    const [mine, other] = [await given(), await given()];
    const photoId = randomUUID();
    const ref = await draft();
    await guest().begin(mine.uploads, { photoId, postId: ref.postId }, 10);
    expect((await guest().ask('HEAD', `${other.uploads}/${photoId}`)).status).toBe(404);
    const staff = tus(listening.port, { 'x-test-person': TEACHER, origin: 'http://127.0.0.1:3000' });
    expect((await staff.ask('HEAD', `/s/${SCHOOL}/uploads/${photoId}`)).status).toBe(404);
    expect((await guest().patch(`${mine.uploads}/${photoId}`, 0, randomBytes(10))).status).toBe(204);
    expect(await placed(ref)).toEqual([]);
  });

  test('sends at most so many photos, and so many bytes', async () => {
    const fill = async (photos: number, totalBytes: number) => {
      const code = await given();
      const teacher = await web.world.staff('teacher');
      await transact(web.world.db, async (tx) => {
        for (let index = 0; index < photos; index++)
          await insertUpload(tx, {
            id: randomUUID(),
            schoolId: web.world.schoolId,
            uploadCodeId: code.codeId,
            uploadedBy: teacher.userId,
            totalBytes,
            startedAt: at(),
            expiresAt: new Date(at().getTime() + 1_000),
          });
      });
      return async (length: number) =>
        (await guest().begin(code.uploads, { photoId: randomUUID() }, length)).status;
    };
    const many = await fill(MOST_CODE_PHOTOS - 1, 10);
    expect([await many(10), await many(10)]).toEqual([201, 422]);
    const large = await fill(2, MOST_CODE_BYTES / 2 - 50);
    expect([await large(101), await large(100), await large(1)]).toEqual([422, 201, 422]);
  });

  test('fills no disk by sending and giving up again and again: what has arrived counts until it is swept away', async () => {
    const code = await given();
    const { userId } = await web.world.staff('teacher');
    const send = async (length: number) => {
      const photoId = randomUUID();
      const { status } = await guest().begin(code.uploads, { photoId }, length);
      return { status, at: `${code.uploads}/${photoId}` };
    };
    await transact(web.world.db, (tx) =>
      insertUpload(tx, {
        id: randomUUID(),
        schoolId: web.world.schoolId,
        uploadCodeId: code.codeId,
        uploadedBy: userId,
        totalBytes: MOST_CODE_BYTES - 100,
        startedAt: at(),
        expiresAt: new Date(at().getTime() + 86_400_000),
      }),
    );
    const sixty = await send(90);
    expect((await guest().patch(sixty.at, 0, randomBytes(60))).status).toBe(204);
    expect((await guest().ask('DELETE', sixty.at)).status).toBe(204);
    expect([(await send(41)).status, (await send(40)).status]).toEqual([422, 201]);
    web.world.clock.advance(11 * 60_000);
    await endExpiredUploads(web.world.worker);
    expect([(await send(61)).status, (await send(60)).status]).toEqual([422, 201]);
  });
});

describe('what came by a code', () => {
  test('is seen clean by whoever gave it out and by those who may read drafts, and by nobody else', async () => {
    const { codeId, uploads } = await given();
    const photoId = await send(uploads);
    const [seen] = (await trayOf(codeId)).photos;
    expect(seen?.id).toBe(photoId);
    for (const as of [TEACHER, 'ashwick/head', 'ashwick/comms']) {
      expect((await tray(codeId, as)).status, as).toBe(200);
      expect((await look(seen?.src ?? '', as)).status, as).toBe(200);
    }
    for (const as of [
      'both/teacher-and-comms',
      'ashwick/office',
      'ashwick/dsl',
      'ashwick/governor',
      'trust/admin',
    ]) {
      expect((await tray(codeId, as)).status, as).toBe(404);
      expect((await look(seen?.src ?? '', as)).status, as).toBe(404);
      expect((await press(codeId, { intent: 'refuse' }, as)).status, as).toBe(404);
    }
  });

  test('goes into a draft as any photo does, as many as fit, and then out of the tray', async () => {
    const { codeId, uploads } = await given();
    const ids = [await send(uploads), await send(uploads)];
    const ref = await draft();
    const added = await press(codeId, { intent: 'add', postId: ref.postId, photo: ids });
    expect(added.headers.get('location')).toBe(`/s/${SCHOOL}/posts/${ref.postId}/edit#photos`);
    expect(await placed(ref)).toEqual(ids);
    expect((await trayOf(codeId)).photos).toEqual([]);
    const again = await press(codeId, { intent: 'add', postId: ref.postId, photo: ids });
    expect(again.status).toBe(422);
    expect((await press(codeId, { intent: 'add', postId: ref.postId })).status).toBe(400);

    const more = [await send(uploads), await send(uploads), await send(uploads)];
    await press(codeId, { intent: 'add', postId: ref.postId, photo: more });
    expect(await placed(ref)).toEqual([...ids, ...more.slice(0, 2)]);
    expect((await trayOf(codeId)).photos.map(({ id }) => id)).toEqual(more.slice(2));
    expect((await press(codeId, { intent: 'add', postId: randomUUID(), photo: more })).status).toBe(404);
  });

  test('that is no photo is counted, never shown', async () => {
    const { codeId, uploads } = await given();
    await send(uploads, Buffer.from('not a photo'));
    expect(await trayOf(codeId)).toMatchObject({ photos: [], refused: 1, working: 0 });
  });

  test('and is refused is gone from sight at once and from the disk at the next sweep; what is in a post stays', async () => {
    const { codeId, uploads } = await given();
    const [kept, gone] = [await send(uploads), await send(uploads)];
    const ref = await draft();
    const { photos } = await trayOf(codeId);
    const src = photos.find(({ id }) => id === gone)?.src ?? '';
    await press(codeId, { intent: 'add', postId: ref.postId, photo: [kept] });
    expect((await press(codeId, { intent: 'refuse' })).headers.get('location')).toContain('refused=1');
    expect((await trayOf(codeId)).photos).toEqual([]);
    expect((await look(src, TEACHER)).status).toBe(404);
    const files = web.world.cleanFiles.size;
    expect(await destroyUnplaced(web.world.worker)).toBe(1);
    expect(web.world.cleanFiles.size).toBe(files - 1);
    expect((await findPhoto(web.world.db, web.world, gone))?.originalDestroyedAt).toEqual(at());
    expect(await piecesOf(web.world.db, web.world, gone)).toEqual([]);
    expect(await destroyUnplaced(web.world.worker)).toBe(0);
    expect(await placed(ref)).toEqual([kept]);
    expect((await findPhoto(web.world.db, web.world, kept))?.originalDestroyedAt).toBeNull();
  });

  test('and is in no post after a week is destroyed, cleaned or not', async () => {
    const { codeId, uploads } = await given();
    const clean = await send(uploads);
    const photoId = randomUUID();
    await guest().begin(uploads, { photoId }, 4);
    await guest().patch(`${uploads}/${photoId}`, 0, Buffer.from('raw!'));
    const ids = [clean, photoId];
    const [sent] = await Promise.all(ids.map((id) => findPhoto(web.world.db, web.world, id)));
    web.world.clock.set(new Date((sent?.uploadedAt.getTime() ?? 0) + KEEP_UNPLACED_MS));
    await destroyUnplaced(web.world.worker);
    for (const id of ids)
      expect((await findPhoto(web.world.db, web.world, id))?.originalDestroyedAt).toBeNull();
    web.world.clock.advance(1);
    await destroyUnplaced(web.world.worker);
    for (const id of ids) {
      expect(await findPhoto(web.world.db, web.world, id)).toMatchObject({
        state: 'refused',
        originalDestroyedAt: at(),
      });
      expect(await piecesOf(web.world.db, web.world, id)).toEqual([]);
    }
    const versions = await everyVersion(web.world.db, web.world, clean);
    expect(versions.map(({ perceptualHash, likeness }) => [perceptualHash, likeness])).toEqual([['', null]]);
    expect((await trayOf(codeId)).photos).toEqual([]);
  });

  test('can be stopped at any time by ending the code; what had come stays', async () => {
    const { codeId, uploads } = await given();
    await send(uploads);
    const photoId = randomUUID();
    await guest().begin(uploads, { photoId }, 10);
    expect((await press(codeId, { intent: 'end' })).status).toBe(302);
    expect((await guest().patch(`${uploads}/${photoId}`, 0, randomBytes(10))).status).toBe(404);
    expect((await trayOf(codeId)).photos).toHaveLength(1);
  });
});
