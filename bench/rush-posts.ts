// The posts of the minute rush: ten accounts of one school with four posts each, copied to as many schools as are needed, placed in
// their calendars, and opened on the platform.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import type { CleanPhoto } from '#app/domain/ports/photo-engine.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { postPhotos } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testVault } from '#tests/support/test-seals.ts';
import { pupils, scheduledPost, type World } from '#tests/support/world.ts';
import { copyTrust, inCalendars } from './many-schools.ts';

export const POSTS_EACH = 4;
const ACCOUNTS_OF_SCHOOL = 10;
/** Least time between two posts of an account, in s: shorter than a school's, so that waiting for it hides nothing. */
export const SPACING_S = 5;
/** Three posts in four show a photo, as a school's do. */
const WITH_PHOTO = 3 / 4;

export interface Due {
  account: AccountRef;
  schoolId: string;
  deliveryId: string;
  words: string;
  withPhoto: boolean;
  /** nth post of its account */
  nth: number;
}

export interface Rush {
  dues: Due[];
  /** the moment at which all are due, by the world's calendar */
  dueAt: Date;
  store: SandboxStore;
}

/** The posts in their calendars, the accounts on the platform, the photo in a folder. */
export async function prepared(world: World, folder: string, count: number): Promise<Rush> {
  const trusts = count / (POSTS_EACH * ACCOUNTS_OF_SCHOOL);
  if (!Number.isInteger(trusts)) throw new Error(`${count} posts do not fill schools of forty`);
  const photo = await aPhoto();
  world.worker.engine = { ...world.worker.engine, clean: async () => ({ ok: true, photo }) };
  const own = await tenAccounts(world);
  for (const accountId of own)
    for (let nth = 0; nth < POSTS_EACH; nth++)
      await scheduledPost(world, {
        ...{ accountId, tripId: null, minutes: 60, words: onlyHere('A day out') },
        photos: nth < POSTS_EACH * WITH_PHOTO ? [pupils(world.pupil(0), world.pupil(1))] : [],
      });
  await copyTrust(world, trusts - 1);
  await mkdir(join(folder, 'photos'));
  for (const [key, bytes] of world.cleanFiles) await writeFile(join(folder, 'photos', key), bytes);
  await mkdir(join(folder, 'photo'));
  await writeFile(join(folder, 'photo', 'one'), photo.bytes);
  await world.db.update(schools).set({
    settings: sql`${schools.settings} || ${JSON.stringify({ latenessMinutes: 1_440, spacingSeconds: SPACING_S })}::jsonb`,
  });
  const store = createMemoryStore();
  const placed = await inCalendars(world.db);
  const opened = await onPlatform(world, store, [...new Set(placed.map(({ accountId }) => accountId))]);
  const rows = await world.db.select({ id: deliveries.id, postId: deliveries.postId }).from(deliveries);
  const deliveryOf = new Map(rows.map(({ id, postId }) => [postId, id]));
  const places = await world.db.select({ postId: postPhotos.postId }).from(postPhotos);
  const withPhotos = new Set(places.map(({ postId }) => postId));
  const seen = new Map<string, number>();
  const dues = placed.map(({ schoolId, postId, accountId, words }): Due => {
    const nth = seen.get(accountId) ?? 0;
    seen.set(accountId, nth + 1);
    const account = opened.get(accountId);
    if (!account) throw new Error('an account is not on the platform');
    const deliveryId = deliveryOf.get(postId) ?? '';
    return { account, schoolId, deliveryId, words, withPhoto: withPhotos.has(postId), nth };
  });
  if (dues.length !== count) throw new Error(`${dues.length} posts instead of ${count}`);
  const dueAt = placed[0]?.dueAt;
  if (!dueAt) throw new Error('nothing is due');
  return { dues, dueAt, store };
}

/** A photo of a few hundred kilobytes, as one has it after cleaning. */
async function aPhoto(): Promise<CleanPhoto> {
  const [width, height] = [1_280, 960];
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const bytes = new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
      .blur(1.2)
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
  const digest = createHash('sha256').update(bytes).digest();
  return {
    ...{ format: 'jpeg', width, height, bytes, removed: [], frames: 1, original: { width, height }, ms: 1 },
    sha256: digest.toString('hex'),
    perceptualHash: digest.toString('hex').slice(0, 16),
    likeness: digest.toString('base64'),
  };
}

/** The school's account, and nine more like it. */
async function tenAccounts({ db, schoolId }: World): Promise<string[]> {
  const [own] = await db.select().from(accounts).where(eq(accounts.schoolId, schoolId));
  const [credential] = await db
    .select()
    .from(accountCredentials)
    .where(eq(accountCredentials.accountId, own?.id ?? ''));
  if (!own || !credential) throw new Error('the school has no account');
  const more = Array.from({ length: ACCOUNTS_OF_SCHOOL - 1 }, (_, n) => ({
    id: randomUUID(),
    handle: `rush${n}`,
  }));
  await db
    .insert(accounts)
    .values(more.map(({ id, handle }) => ({ ...own, id, handle, platformUserId: handle })));
  await db.insert(accountCredentials).values(more.map(({ id }) => ({ ...credential, accountId: id })));
  return [own.id, ...more.map(({ id }) => id)];
}

/** Opens every account on the platform and seals what a call carries. */
async function onPlatform(
  { db }: World,
  store: SandboxStore,
  ids: readonly string[],
): Promise<Map<string, AccountRef>> {
  const opened = new Map<string, AccountRef>();
  for (const [n, id] of ids.entries()) {
    const there = await addPracticeAccount(store, { handle: `rush_${n}`, name: 'Rush' }, () => new Date());
    const { accessToken, platformUserId } = there;
    const { box, keyId } = await testVault.seal(new TextEncoder().encode(accessToken));
    await db.update(accounts).set({ platformUserId }).where(eq(accounts.id, id));
    await db
      .update(accountCredentials)
      .set({ sealedToken: box, keyId, sealedRefresh: null, accessExpiresAt: null })
      .where(eq(accountCredentials.accountId, id));
    const credential = { kind: 'oauth2_user' as const, accessToken };
    opened.set(id, { accountId: id, platform: 'x', practice: true, platformUserId, credential });
  }
  return opened;
}
