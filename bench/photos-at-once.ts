// Forty photos dropped at once on the running product by a guest's code, as the page sends them: how long until the last is
// clean and looked at, and how long the web process keeps others waiting meanwhile.
import { randomUUID } from 'node:crypto';
import { argv } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { PRACTICE_PASSWORD } from '#db/seed/practice-passwords.ts';
import { type Product, startCluster, startSolo } from '#tests/support/product.ts';
import { cameraPhoto } from '#tests/support/pictures.ts';
import { type Tus, tus } from '#tests/support/tus.ts';

/** What a person may wait for a page while photos pour in: the 99th percentile, ms. */
export const MOST_WAIT_MS = 100;

const PHOTOS = 40;
/** As many photos under way as the page has. */
const SENDING = 2;
const REQUEST_BYTES = 2 * 1024 * 1024;
const SCHOOL = '/s/ashwick-lane-primary-school';
/** A teacher's home, asked for again this long after each answer. */
const BETWEEN_LOOKS_MS = 40;
const PATIENCE_MS = 900_000;

export interface PhotosAtOnce {
  /** s until the last is in */
  received: number;
  /** s until the last is ready */
  ready: number;
  /** ms that a page took meanwhile: half of the time, and 99 times in 100 */
  medianMs: number;
  p99Ms: number;
}

export async function benchPhotosAtOnceSolo(
  print: (line: string) => void = console.log,
): Promise<PhotosAtOnce> {
  return measured('solo', await startSolo(), print);
}

/** Null (loudly) where there is no real PostgreSQL and Redis. */
export async function benchPhotosAtOnceCluster(
  print: (line: string) => void = console.log,
): Promise<PhotosAtOnce | null> {
  const product = await startCluster();
  return product && measured('cluster', product, print);
}

async function measured(
  mode: string,
  product: Product,
  print: (line: string) => void,
): Promise<PhotosAtOnce> {
  try {
    const result = await dropAll(product.url);
    print(
      `${PHOTOS} photos of 12 MP at once, ${mode}: all received after ${result.received.toFixed(0)} s, all ready after ` +
        `${result.ready.toFixed(0)} s; a page meanwhile ${result.medianMs.toFixed(0)} ms (median), ${result.p99Ms.toFixed(0)} ms (p99)`,
    );
    return result;
  } finally {
    await product.stop();
  }
}

async function dropAll(url: string): Promise<PhotosAtOnce> {
  const cookie = await signIn(url);
  const code = await giveCode(url, cookie);
  const photos = await Promise.all([18, 20, 22, 24].map((grain) => cameraPhoto({ grain })));
  const waits: number[] = [];
  const done = new AbortController();
  const looking = look(url, cookie, waits, done.signal);
  const started = performance.now();
  const door = tus(Number(new URL(url).port), { origin: url });
  let next = 0;
  await Promise.all(
    Array.from({ length: SENDING }, async () => {
      while (next < PHOTOS) await send(door, code, photos[next++ % photos.length] as Buffer);
    }),
  );
  const received = performance.now() - started;
  await untilReady(url, cookie);
  const ready = performance.now() - started;
  done.abort();
  await looking;
  waits.sort((a, b) => a - b);
  const at = (share: number): number =>
    waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? NaN;
  return { received: received / 1000, ready: ready / 1000, medianMs: at(0.5), p99Ms: at(0.99) };
}

/** Asks for a teacher's home again and again, whole answers, until it is told to stop. */
async function look(url: string, cookie: string, waits: number[], stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const before = performance.now();
    const answer = await fetch(`${url}${SCHOOL}`, { headers: { cookie } });
    await answer.text();
    if (!answer.ok) throw new Error(`a teacher's home gave ${answer.status}`);
    waits.push(performance.now() - before);
    await wait(BETWEEN_LOOKS_MS);
  }
}

async function send(door: Tus, code: string, photo: Buffer): Promise<void> {
  const photoId = randomUUID();
  const begun = await door.begin(`/u/${code}/uploads`, { photoId }, photo.length);
  if (begun.status !== 201) throw new Error(`an upload was refused: ${begun.status} ${begun.body}`);
  for (let at = 0; at < photo.length; at += REQUEST_BYTES) {
    const answer = await door.patch(
      `/u/${code}/uploads/${photoId}`,
      at,
      photo.subarray(at, at + REQUEST_BYTES),
    );
    if (answer.status !== 204) throw new Error(`a piece was refused: ${answer.status} ${answer.body}`);
  }
}

/** Waits until the tray shows every photo. */
async function untilReady(url: string, cookie: string): Promise<void> {
  const list = await (await fetch(`${url}${SCHOOL}/codes`, { headers: { cookie } })).text();
  const tray = /\/codes\/[0-9a-f-]{36}/.exec(list)?.[0];
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await wait(1_000)) {
    const page = await (await fetch(`${url}${SCHOOL}${tray}`, { headers: { cookie } })).text();
    if (new Set(page.match(/\/photos\/[0-9a-f-]{36}/g)).size >= PHOTOS) return;
  }
  throw new Error('the photos did not become ready');
}

async function signIn(url: string): Promise<string> {
  const fields = { email: 'priya.nair@harrowdean.example', password: PRACTICE_PASSWORD, device: 'own' };
  const answer = await post(`${url}/sign-in`, fields, url, '');
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function giveCode(url: string, cookie: string): Promise<string> {
  const page = await (await post(`${url}${SCHOOL}/codes`, { event: 'Sports day' }, url, cookie)).text();
  const code = /\/u\/([^"<\s]+)/.exec(page)?.[1];
  if (!code) throw new Error('no code was made');
  await post(`${url}/u/${code}`, { takenBy: 'professional', mayUse: 'yes' }, url, '');
  return code;
}

const post = (
  to: string,
  fields: Record<string, string>,
  origin: string,
  cookie: string,
): Promise<Response> =>
  fetch(to, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: { origin, cookie },
  });

if (argv[1]?.endsWith('photos-at-once.mjs')) {
  if (argv[2] !== 'cluster') await benchPhotosAtOnceSolo();
  if (argv[2] !== 'solo') await benchPhotosAtOnceCluster();
}
