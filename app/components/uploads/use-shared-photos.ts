// Gives photos that another app shared to the draft that was chosen for them, and puts the service worker in place that can
// take them. Neither happens on a shared device.
import { useEffect, useRef, useState } from 'react';
import { isSharedDevice } from './shared-device.ts';

type Add = (photos: { file: Blob; done(): void }[]) => Promise<void>;

/** In an address: the photos waiting on this device are meant for this draft. */
export const FOR_SHARED = 'shared';

const NONE_LEFT =
  'The photos you shared are not on this device any more: they are kept for an hour only. Share them again, or add them here.';

/** Adds shared photos once, when the address asks for it. Returns what to say when there are none. */
export function useSharedPhotos(add: Add): string | null {
  const [words, setWords] = useState<string | null>(null);
  const adding = useRef(add);
  useEffect(() => {
    keepShareTarget();
    if (isSharedDevice() || !new URLSearchParams(window.location.search).has(FOR_SHARED)) return;
    void import('./shared-photos.ts').then(async ({ sharedPhotos, forgetSharedPhoto }) => {
      const waiting = await sharedPhotos();
      if (waiting.length === 0) return setWords(NONE_LEFT);
      await adding.current(
        waiting.map(({ key, file }) => ({ file, done: () => void forgetSharedPhoto(key) })),
      );
    });
  }, []);
  return words;
}

/** Lets this device offer Gatepost when somebody shares a photo. Without it the server takes what is shared. */
export function keepShareTarget(): void {
  if ('serviceWorker' in navigator && !isSharedDevice())
    navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
}
