// Rendering, settling and destroying a photo at the same moment, on a real PostgreSQL with real locks: one version for one wish, no
// boxes and no unblurred file after the original, and nobody waits for the other in a ring (I-08, R-69, R-106).
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import { destroyOriginals } from '#app/domain/photos/destroy-originals.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { openDatabase } from '#db/client.server.ts';
import { placesToRender } from '#db/queries/photo-renders.server.ts';
import { photoFaces, photoVersions } from '#db/schema/photos.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { halfHiddenDraft, photoOf, render, settle, withEditingEngine } from '#tests/support/edited-photos.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const ROUNDS = 6;
const ROUNDS_MS = 240_000;

let world: World;
let drop: () => Promise<void>;
const cropTo = (width: number) => ({ step: 'crop' as const, box: { x: 0, y: 0, width, height: 140 } });

/** What somebody out of step is told; a broken world is not. */
const orToldSo = async (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError) return error.reason;
    throw error;
  });

describe.skipIf(!server)('on a real PostgreSQL', () => {
  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    drop = fresh.drop;
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    withEditingEngine(world);
  });
  afterAll(async () => {
    await world?.close();
    await drop?.();
  });

  it(
    'two workers and a person who changes the edits end with the one version that is wanted',
    { timeout: ROUNDS_MS },
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const ref = await halfHiddenDraft(world);
        await settle(world, ref, cropTo(170));
        await Promise.all([render(world, ref), render(world, ref), settle(world, ref, cropTo(171 + round))]);
        await render(world, ref);
        const { version, edits, photoId } = await photoOf(world, ref);
        expect(edits?.crop?.width).toBe(171 + round);
        expect(version?.width).toBe(171 + round);
        const live = await world.db
          .select()
          .from(photoVersions)
          .where(and(eq(photoVersions.photoId, photoId), isNull(photoVersions.destroyedAt)));
        const hashes = live.map(({ editsHash }) => editsHash);
        expect(new Set(hashes).size).toBe(hashes.length);
        for (const { key } of live) expect(world.cleanFiles.has(key)).toBe(true);
      }
      expect(await placesToRender(world.db, { at: world.clock.now(), most: 3, limit: 10 })).toEqual([]);
    },
  );

  it(
    'a photo rendered and settled while it is destroyed keeps no box and no file but its final one',
    { timeout: ROUNDS_MS },
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const ref = await halfHiddenDraft(world);
        const { photoId } = await photoOf(world, ref);
        await settle(world, ref, cropTo(150));
        world.clock.advance(25 * 3_600_000);
        await Promise.all([
          orToldSo(settle(world, ref, cropTo(151))),
          render(world, ref),
          destroyOriginals(world.worker),
          destroyOriginals(world.worker),
        ]);
        await destroyOriginals(world.worker);
        const photo = await photoOf(world, ref);
        expect(photo).toMatchObject({ originalGone: true, master: null, faces: [] });
        expect(await world.db.select().from(photoFaces).where(eq(photoFaces.photoId, photoId))).toEqual([]);
        const versions = await world.db
          .select()
          .from(photoVersions)
          .where(eq(photoVersions.photoId, photoId));
        const left = versions.filter(({ key }) => world.cleanFiles.has(key)).map(({ id }) => id);
        expect(left).toEqual(photo.version ? [photo.version.id] : []);
      }
      expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true });
    },
  );
});
