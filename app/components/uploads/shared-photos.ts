// Photos that another app shared with Gatepost. The service worker keeps them for at most an hour, until this page has sent
// them; they are the only pictures that are ever kept on a device.

/** As in public/service-worker.js. */
const CACHE = 'gatepost-shared-photos';
const HOUR_MS = 3_600_000;

export interface SharedPhoto {
  key: string;
  file: Blob;
}

/** What waits, oldest first; whatever is older than an hour is thrown away. */
export async function sharedPhotos(): Promise<SharedPhoto[]> {
  if (!('caches' in window) || !(await caches.has(CACHE))) return [];
  const cache = await caches.open(CACHE);
  const waiting: SharedPhoto[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    const since = Number(response?.headers.get('x-kept-since'));
    if (response && new Date().getTime() - since < HOUR_MS)
      waiting.push({ key: request.url, file: await response.blob() });
    else await cache.delete(request);
  }
  return waiting.sort((a, b) => a.key.localeCompare(b.key));
}

/** Sent, or not wanted: gone from the device. */
export async function forgetSharedPhoto(key: string): Promise<void> {
  if ('caches' in window) await (await caches.open(CACHE)).delete(key);
}
