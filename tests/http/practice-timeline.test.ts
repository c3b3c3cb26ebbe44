// The practice timeline: what the public would see, for those signed in of a trust that practises, and only their own schools'.
import { createHash } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TimelineAccount } from '#app/presenters/practice-timeline.ts';
import { loader as media } from '#app/routes/sandbox.media.$mediaId.ts';
import { loader as timeline } from '#app/routes/sandbox._index.tsx';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { trusts } from '#db/schema/school.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST, type SchoolKey } from '#db/seed/practice-people.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
let store: SandboxStore;
beforeAll(async () => {
  web = await openWeb();
  store = createDatabaseStore(web.world.db);
});
afterAll(() => web.close());

let nextId = 9_000_000_000n;
const PICTURE = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

/** A photo on the platform of a school's account; in a post when `words` are given. */
async function livePhoto(school: SchoolKey, words: string | null, visibleInMs = 0) {
  const [account] = await accountsOfSchool(web.world.db, { schoolId: PRACTICE_SCHOOLS[school].id });
  const userId = account?.platformUserId ?? '';
  const at = web.world.clock.now();
  const mediaId = String(nextId++);
  const expiresAt = new Date(at.getTime() + 86_400_000);
  await store.openMedia(
    {
      id: mediaId,
      userId,
      mediaType: 'image/jpeg',
      totalBytes: PICTURE.length,
      sha256: null,
      altText: null,
      expiresAt,
    },
    at,
  );
  await store.putPart(mediaId, 0, PICTURE);
  await store.finishMedia(mediaId, expiresAt);
  await store.setAltText(mediaId, 'A lamb in straw');
  const postId = String(nextId++);
  if (words !== null)
    await store.addPost(
      {
        id: postId,
        userId,
        words,
        mediaIds: [mediaId],
        createdAt: at,
        visibleAt: new Date(at.getTime() + visibleInMs),
      },
      { unlikeSince: null },
    );
  return { mediaId, postId };
}

function args(as: string | undefined, params: Record<string, string> = {}, search = ''): LoaderFunctionArgs {
  const asked = web.args(`/sandbox${search}`, { ...(as ? { as } : {}), params });
  asked.context.services = { ...asked.context.services, sandbox: store };
  return asked as LoaderFunctionArgs;
}

async function accountsOf(as: string): Promise<TimelineAccount[]> {
  const answer = await responseOf(() => timeline(args(as)));
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { timelines: TimelineAccount[] }).timelines;
}
const photo = (as: string | undefined, mediaId: string, search = ''): Promise<Response> =>
  responseOf(() => media(args(as, { mediaId }, search)));

describe('the timeline', () => {
  test('shows the accounts of one’s own schools, newest first, with each description and file', async () => {
    const older = await livePhoto('ashwick', 'The older one, ashwicklane.sch.uk');
    const newer = await livePhoto('ashwick', 'The newer one');
    const [account, ...others] = await accountsOf('ashwick/teacher');
    expect(others).toEqual([]);
    expect(account?.handle).toBe('@AshwickLanePri');
    expect(account?.posts.map(({ id }) => id).slice(0, 2)).toEqual([newer.postId, older.postId]);
    expect(account?.posts[1]?.words).toContainEqual({ kind: 'link', text: 'ashwicklane.sch.uk' });
    expect(account?.posts[0]?.photos).toEqual([
      {
        id: newer.mediaId,
        name: 'Photo 1',
        alt: 'A lamb in straw',
        size: '1 KB',
        fingerprint: createHash('sha256').update(PICTURE).digest('hex').slice(0, 12),
        to: `/sandbox/media/${newer.mediaId}?save=yes`,
      },
    ]);
  });

  test('shows both to somebody who works at both, and a post only once the platform does', async () => {
    const hidden = await livePhoto('harrowdean', 'Not yet indexed', 60_000);
    const both = await accountsOf('both/teacher-and-comms');
    expect(both.map(({ handle }) => handle)).toEqual([
      '@AshwickLanePri',
      '@HarrowdeanHigh',
      '@HarrowdeanSci',
    ]);
    expect(JSON.stringify(both)).not.toContain(hidden.postId);
    expect((await photo('both/teacher-and-comms', hidden.mediaId)).status).toBe(404);
  });

  test('asks for somebody signed in', async () => {
    const answer = await responseOf(() => timeline(args(undefined)));
    expect(answer.headers.get('location')).toContain('/sign-in?back=');
  });
});

describe('a photo of the timeline', () => {
  test('comes byte for byte, to look at or to save, and is kept nowhere', async () => {
    const { mediaId } = await livePhoto('ashwick', 'With a photo to save');
    const answer = await photo('ashwick/comms', mediaId);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PICTURE);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline; /);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const saved = await photo('ashwick/comms', mediaId, '?save=yes');
    expect(saved.headers.get('content-disposition')).toBe(`attachment; filename="practice-${mediaId}.jpg"`);
  });

  test('of another school, of no post, taken down or never there is the same: not there (R-06)', async () => {
    const theirs = await livePhoto('harrowdean', 'Of the other school');
    const uploaded = await livePhoto('ashwick', null);
    const gone = await livePhoto('ashwick', 'Taken down again');
    expect((await photo('ashwick/teacher', gone.mediaId)).status).toBe(200);
    await store.removePost(gone.postId);
    const bodies = [];
    for (const id of [
      theirs.mediaId,
      uploaded.mediaId,
      gone.mediaId,
      '1',
      '0',
      'x',
      '9'.repeat(40),
      '../1',
    ]) {
      const answer = await photo('ashwick/teacher', id);
      expect(answer.status, id).toBe(404);
      bodies.push(await answer.text());
    }
    expect(new Set(bodies).size).toBe(1);
    expect((await photo('harrowdean/teacher', theirs.mediaId)).status).toBe(200);
  });
});

describe('a real trust', () => {
  test('has no practice timeline at all', async () => {
    const { mediaId } = await livePhoto('ashwick', 'Before it was real');
    const real = (practice: boolean) =>
      web.world.db.update(trusts).set({ practice }).where(eq(trusts.id, PRACTICE_TRUST.id));
    await real(false);
    expect((await responseOf(() => timeline(args('ashwick/head')))).status).toBe(404);
    expect((await photo('ashwick/head', mediaId)).status).toBe(404);
    await real(true);
  });

  test('never shows an account that is not one of practice', async () => {
    const at = eq(accounts.schoolId, PRACTICE_SCHOOLS.ashwick.id);
    await web.world.db.update(accounts).set({ practice: false }).where(at);
    expect(await accountsOf('ashwick/teacher')).toEqual([]);
    await web.world.db.update(accounts).set({ practice: true }).where(at);
  });
});
