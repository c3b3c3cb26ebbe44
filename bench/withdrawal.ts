// A parent says no: how long until every post that shows the pupil is held or coming down, for a pupil in 10 posts and in 200, in a school
// with 10,000 live photos that are compared with theirs.
import { randomUUID } from 'node:crypto';
import { argv } from 'node:process';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { LIKENESS_SIDE, likenessOf } from '#app/domain/photos/likeness.ts';
import { openDatabase } from '#db/client.server.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { manyChildren } from '#tests/support/many-children.ts';
import { copyPost } from '#tests/support/many-posts.ts';
import { drawnPicture, greySquare, PICTURE_KINDS, type PictureKind } from '#tests/support/many-pictures.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

/** s for a pupil in 200 posts, all live. */
export const MOST_CASCADE_S = 30;
const OTHER_PHOTOS = 10_000;
const LOOKS = 200;

/** Null (loudly) where there is no PostgreSQL. */
export async function benchWithdrawal(): Promise<{ ten: number; many: number; first: number } | null> {
  const server = testDatabaseUrl();
  if (!server) return null;
  const { url, drop } = await freshDatabase(server);
  const open = await openDatabase({ mode: 'cluster', url });
  await migrateAndSeed(open);
  const world = await openWorld('ashwick', { db: open.db, close: open.close });
  try {
    const looks = await drawnLooks(LOOKS);
    const [other, first, ten, many] = await manyChildren(world, 4);
    if (!other || !first || !ten || !many) throw new Error('no children were made');
    const live = (id: string) => postIn(world, 'published', { tripId: null, photos: [pupils(id)] });
    await copyPost(world, await live(other.id), OTHER_PHOTOS, looks);
    await copyPost(world, await live(first.id), 9, looks);
    await copyPost(world, await live(ten.id), 9);
    await copyPost(world, await live(many.id), 199);
    const times = {
      first: await timed(world, first),
      ten: await timed(world, ten),
      many: await timed(world, many),
    };
    console.log(
      `a no, with ${OTHER_PHOTOS} live photos beside: the first of a process ${times.first.toFixed(0)} ms, then for 10 posts ${times.ten.toFixed(0)} ms, for 200 posts ${times.many.toFixed(0)} ms`,
    );
    return times;
  } finally {
    await world.close();
    await drop();
  }
}

async function timed(world: World, child: { id: string; holderId: string }): Promise<number> {
  const office = await world.staff('office');
  const started = performance.now();
  await withdrawConsent(world.web, office, {
    schoolId: world.schoolId,
    pupilId: child.id,
    holderId: child.holderId,
    method: 'phone',
    evidence: '',
    requestKey: randomUUID(),
  });
  return performance.now() - started;
}

const drawnLooks = (count: number): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, i) =>
      likenessOf(
        await greySquare(
          await drawnPicture(PICTURE_KINDS[i % PICTURE_KINDS.length] as PictureKind, 7_000 + i),
          LIKENESS_SIDE,
        ),
      ),
    ),
  );

if (argv[1]?.endsWith('withdrawal.mjs')) await benchWithdrawal();
