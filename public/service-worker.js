// The service worker: it takes photos that another app shares, and says so when there is no connection. It keeps no page and
// answers nothing else. A device that others use too never has it: signing in there, and out of there, removes it.

/** As in app/components/uploads/shared-photos.ts. */
const CACHE = 'gatepost-shared-photos';
const HOUR_MS = 3_600_000;
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

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([self.clients.claim(), forgetOld()])),
);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode !== 'navigate') return;
  if (request.method === 'POST' && new URL(request.url).pathname === '/share')
    return event.respondWith(takeShared(request));
  if (request.method === 'GET') {
    event.respondWith(fetch(request).catch(() => noConnection()));
    event.waitUntil(forgetOld());
  }
});

const noConnection = () =>
  new Response(OFFLINE, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } });

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
