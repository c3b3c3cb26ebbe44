// Waits for photos that are being cleaned and looked at, by asking a small question now and then, and says when something changed.
import { useEffect, useRef } from 'react';
import type { ComposePhoto } from '#app/presenters/compose-photo.ts';

const FIRST_MS = 700;
const SLOWEST_MS = 5_000;

/** Asks `address` while a photo is being worked on; `onChange` when one is done. Says nothing when it cannot ask. */
export function useCleaning(photos: readonly ComposePhoto[], address: string, onChange: () => void): void {
  const key = photos
    .flatMap(({ photoId, state, looking }) =>
      looking ? `${photoId}:looking` : state === 'working' ? `${photoId}:working` : [],
    )
    .join();
  const changed = useRef(onChange);
  changed.current = onChange;

  useEffect(() => {
    if (key === '') return;
    const waiting = key.split(',');
    let wait = FIRST_MS;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const look = async () => {
      const states = await fetch(address)
        .then((response) => (response.ok ? response.json() : null))
        .catch(() => null);
      if (over) return;
      const done = (states?.photos as { photoId: string; state: string }[] | undefined)?.some(
        ({ photoId, state }) =>
          (state !== 'quarantined' && state !== 'cleaning' && waiting.includes(`${photoId}:working`)) ||
          (state === 'clean' && waiting.includes(`${photoId}:looking`)),
      );
      if (done) return changed.current();
      wait = Math.min(wait * 1.4, SLOWEST_MS);
      timer = setTimeout(() => void look(), wait);
    };
    timer = setTimeout(() => void look(), wait);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key, address]);
}
