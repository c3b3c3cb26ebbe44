// What a lost signal and its return do to photos on their way: they are cut at once instead of waiting for an answer, and go on by
// themselves.
import { type Dispatch, type MutableRefObject, type SetStateAction, useEffect } from 'react';
import type { Chosen, Upload } from './upload.ts';

/** Listens while the page is open; `timers` are the waits before something is tried again, by photo, and end with the page. */
export function useSignal(
  setUploads: Dispatch<SetStateAction<Upload[]>>,
  chosen: MutableRefObject<Map<string, Chosen>>,
  timers: MutableRefObject<Map<string, ReturnType<typeof setTimeout>>>,
): void {
  useEffect(() => {
    const waiting = timers.current;
    const online = () =>
      setUploads((all) =>
        all.map((each) => (each.state === 'no_signal' ? { ...each, state: 'waiting' } : each)),
      );
    const photos = chosen.current;
    const offline = () => {
      for (const photo of photos.values()) if (photo.running) photo.cut?.();
    };
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, [setUploads, chosen, timers]);
}
