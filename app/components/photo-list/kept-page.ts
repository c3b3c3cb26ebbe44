// Keeps the empty page of the photo list on the phone, so that it opens with no signal: the page itself and its scripts, as they are
// for anybody. Nothing of any list is in them; the service worker gives them out while they are here.

/** As in public/service-worker.js. */
const CACHE = 'gatepost-photo-list';
const PAGE = '/photo-list';

/** Whether this browser can keep a list safely at all. */
export const canKeep = (): boolean =>
  window.isSecureContext && 'serviceWorker' in navigator && 'caches' in window && 'indexedDB' in window;

/** Puts the service worker and the page in place, whole, or rejects: without them nothing opens on a coach. */
export async function keepPage(): Promise<void> {
  const worker = await navigator.serviceWorker.register('/service-worker.js');
  await worker.update();
  await navigator.serviceWorker.ready;
  await renewPage();
}

/** Fetches the page and its scripts anew. The page is put last, and older scripts go only after it. */
export async function renewPage(): Promise<void> {
  const page = await whole(PAGE);
  const html = await page.clone().text();
  const named = [...html.matchAll(/\/assets\/[\w./-]+\.(?:js|css)/g)].map(([path]) => path);
  const files = [...new Set(named)];
  const cache = await caches.open(CACHE);
  for (const path of files) if (!(await cache.match(path))) await cache.put(path, await whole(path));
  await cache.put(PAGE, page);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== PAGE && !files.includes(pathname)) await cache.delete(url);
  }
}

export async function forgetPage(): Promise<void> {
  await caches.delete(CACHE);
}

/** Asked for as by a stranger, so that nothing of anybody can be in the answer. */
async function whole(path: string): Promise<Response> {
  const answer = await fetch(path, { credentials: 'omit', cache: path === PAGE ? 'no-store' : 'default' });
  if (!answer.ok || answer.redirected) throw new Error(`${path} could not be kept`);
  return answer;
}
