// Which uploads of a draft were on their way, so that they go on after a reload: for each photo a mark made from some of
// its bytes, and the upload's id. No name, no address, no picture; nothing at all on a shared device.
import { isSharedDevice } from './shared-device.ts';

type Known = Record<string, string>;

const PREFIX = 'gatepost-uploads-';
/** Bytes looked at in each of three places of a photo. */
const SAMPLE = 16 * 1024;

/** A photo's mark: the same whenever and wherever this very file is chosen again. */
export async function markOf(file: Blob): Promise<string> {
  const places = [0, Math.floor(file.size / 2), Math.max(0, file.size - SAMPLE)];
  let [high, low] = [0xdeadbeef ^ file.size, 0x41c6ce57 ^ file.size];
  for (const place of places)
    for (const byte of new Uint8Array(await file.slice(place, place + SAMPLE).arrayBuffer())) {
      high = Math.imul(high ^ byte, 2654435761);
      low = Math.imul(low ^ byte, 1597334677);
    }
  return [high, low, file.size].map((each) => (each >>> 0).toString(36)).join('-');
}

/** Storage may be full, forbidden or absent; then an upload goes on as long as the page is open. */
function quietly<T>(work: () => T): T | null {
  try {
    return isSharedDevice() ? null : work();
  } catch {
    return null;
  }
}

/** Uploads on their way to this place, by mark; `null` is a place of which nothing is remembered. */
export const rememberedUploads = (place: string | null): Known =>
  (place && quietly(() => JSON.parse(localStorage.getItem(PREFIX + place) ?? '{}') as Known)) || {};

export function rememberUpload(place: string | null, mark: string, photoId: string): void {
  if (!place) return;
  const known = { ...rememberedUploads(place), [mark]: photoId };
  quietly(() => localStorage.setItem(PREFIX + place, JSON.stringify(known)));
}

export function forgetUpload(place: string | null, photoId: string): void {
  if (!place) return;
  const left = Object.entries(rememberedUploads(place)).filter(([, id]) => id !== photoId);
  quietly(() =>
    left.length > 0
      ? localStorage.setItem(PREFIX + place, JSON.stringify(Object.fromEntries(left)))
      : localStorage.removeItem(PREFIX + place),
  );
}
