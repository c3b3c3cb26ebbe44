// A photo's versions over HTTP: what is refused looks like what is not there, nothing on the way may keep a copy, and no address
// leads to an original (R-06, R-69, I-08).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loader } from '#app/routes/s.$school.photos.$versionId.ts';
import { everyVersion } from '#db/queries/photo-renders.server.ts';
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import {
  halfHiddenApproved,
  halfHiddenInReview,
  photoOf,
  withEditingEngine,
} from '#tests/support/edited-photos.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
  withEditingEngine(web.world);
});
afterAll(() => web.close());

const school = 'ashwick-lane-primary-school';
async function fetched(versionId: string, as?: string) {
  const args = web.args(`/s/${school}/photos/${versionId}`, {
    ...(as ? { as } : {}),
    params: { school, versionId },
  });
  const answer = await responseOf(() => loader(args as never));
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}

describe('a post in review with somebody hidden in its photo', () => {
  test('gives the blurred photo to readers and the unblurred one to its author and approver, kept by nobody', async () => {
    const { master, version } = await photoOf(web.world, await halfHiddenInReview(web.world));
    const unblurred = master?.id ?? '';
    for (const as of ['ashwick/teacher', 'ashwick/head']) {
      const { status, headers, body } = await fetched(unblurred, as);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('content-type')).toBe('image/jpeg');
      expect(body.equals(Buffer.from(web.world.cleanFiles.get(master?.key ?? '') ?? []))).toBe(true);
    }
    const absent = await fetched(randomUUID(), 'ashwick/dsl');
    for (const as of ['ashwick/comms', 'ashwick/dsl', 'ashwick/data', 'ashwick/governor']) {
      const { status, body } = await fetched(unblurred, as);
      expect({ status, body }).toEqual({ status: absent.status, body: absent.body });
    }
    expect((await fetched(version?.id ?? '', 'ashwick/dsl')).status).toBe(200);
    expect((await fetched(unblurred)).status).not.toBe(200);
  });
});

describe('an approved post with somebody hidden in its photo', () => {
  test('gives the unblurred photo to nobody, its author and approver included', async () => {
    const ref = await halfHiddenApproved(web.world);
    const { photoId, master, version } = await photoOf(web.world, ref);
    for (const as of ['ashwick/teacher', 'ashwick/head', 'ashwick/comms', 'ashwick/dsl']) {
      expect((await fetched(master?.id ?? '', as)).status).toBe(404);
      expect((await fetched(version?.id ?? '', as)).status).toBe(200);
    }
    expect(await everyVersion(web.world.db, ref, photoId)).toHaveLength(2);
  });

  test('has an original that no address leads to', async () => {
    const ref = await halfHiddenApproved(web.world);
    const { photoId } = await photoOf(web.world, ref);
    const pieces = await piecesOf(web.world.db, ref, photoId);
    expect(pieces).toHaveLength(1);
    for (const id of [photoId, ...pieces.map(({ key }) => key)])
      expect((await fetched(id, 'ashwick/teacher')).status).toBe(404);
  });
});
