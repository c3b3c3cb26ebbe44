// The service worker: it takes photos that another app shares, and says so when there is no connection. It keeps no page itself; while
// the phone has a photo list, that list's own empty page lies in a store of its own and is given out from there, signal or none. A
// device that others use too never has any of this: signing in there, and out of there, removes it.

/** As in app/components/uploads/shared-photos.ts. */
const CACHE = 'gatepost-shared-photos';
/** As in app/components/photo-list/kept-page.ts: there only while a photo list is on this phone. */
const LIST_CACHE = 'gatepost-photo-list';
const LIST_PAGE = '/photo-list';
const HOUR_MS = 3_600_000;
/** A signal that brings nothing for this long is none: the phone's own list comes first then. */
const PATIENCE_MS = 5_000;
/** More than one post holds; what is beyond is not kept. */
const MOST = 12;

const OFFLINE = `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>No connection · Gatepost</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}a{color:inherit}</style>
<h1>There is no connection</h1>
<p>Nothing is lost: what you typed is kept on this device, and photos that had arrived are safe.</p>
<p><a href="">Try again</a></p>
</html>`;

const TO_LIST = `<p><a href="${LIST_PAGE}">Open the photo list on this phone</a></p>
`;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([self.clients.claim(), forgetOld()])),
);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode !== 'navigate') {
    if (request.method === 'GET' && pathname.startsWith('/assets/'))
      event.respondWith(keptForList(request).then((kept) => kept ?? fetch(request)));
    return;
  }
  if (request.method === 'POST' && pathname === '/share') return event.respondWith(takeShared(request));
  if (request.method === 'GET') {
    event.respondWith(opened(request));
    event.waitUntil(forgetOld());
  }
});

/** The page asked for; the list's own from the phone; and without a signal, from the home screen, the way to that list. */
async function opened(request) {
  const { pathname, search } = new URL(request.url);
  const list = await keptForList(LIST_PAGE);
  if (list && pathname === LIST_PAGE && search === '') return list;
  if (list && pathname === '/') {
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
    const answer = await Promise.race([fetch(request).catch(() => null), patience]);
    return answer ?? Response.redirect(LIST_PAGE, 302);
  }
  return fetch(request).catch(() => (list && pathname === LIST_PAGE ? list : noConnection(list)));
}

/** What is kept for the photo list under this address; nothing on a phone that has no list. */
const keptForList = async (request) =>
  (await caches.has(LIST_CACHE)) ? (await caches.open(LIST_CACHE)).match(request) : undefined;

const noConnection = (list) =>
  new Response(list ? OFFLINE.replace('</html>', `${TO_LIST}</html>`) : OFFLINE, {
    status: 503,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });

/** Keeps the photos for the page that asks which draft they are for. Their names stay with the app that shared them. */
async function takeShared(request) {
  const form = await request.formData();
  const photos = form.getAll('photo').filter((each) => each instanceof File && each.size > 0);
  const cache = await caches.open(CACHE);
  const now = Date.now();
  for (const [index, photo] of photos.slice(0, MOST).entries())
    await cache.put(
      `/shared/${now}-${String(index).padStart(2, '0')}`,
      new Response(photo, {
        headers: { 'Content-Type': photo.type || 'application/octet-stream', 'X-Kept-Since': String(now) },
      }),
    );
  return Response.redirect('/share', 303);
}

/** Nothing stays longer than an hour. */
async function forgetOld() {
  if (!(await caches.has(CACHE))) return;
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const since = Number((await cache.match(request))?.headers.get('X-Kept-Since'));
    if (!(Date.now() - since < HOUR_MS)) await cache.delete(request);
  }
}
