// Photos on their way up: two at a time, each with its own id and progress. A cut connection stops nothing for good: what is
// on the server is safe, and the rest goes on by itself when there is a signal again.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Outcome } from './send-photo.ts';
import { alone, type Chosen, fresh, newId, type Upload, type UploadRules } from './upload.ts';
import { forgetUpload, markOf, rememberedUploads, rememberUpload } from './upload-memory.ts';
import { useSignal } from './use-signal.ts';

const AT_ONCE = 2;
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const SIGNED_OUT =
  'You were signed out. Sign in again in another tab, then try again here: what has arrived is safe.';
const NOT_TAKEN = 'This photo could not be taken. Choose it again.';
const NOT_SHRUNK =
  'This device cannot make a smaller copy of it. Open the photo, take a screenshot and send that.';

export function useUploads(rules: UploadRules) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const chosen = useRef(new Map<string, Chosen>());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const latest = useRef(rules);
  latest.current = rules;

  const change = useCallback((photoId: string, to: Partial<Upload>) => {
    setUploads((all) => all.map((each) => (each.photoId === photoId ? { ...each, ...to } : each)));
  }, []);

  const drop = useCallback((photoId: string) => {
    clearTimeout(timers.current.get(photoId));
    chosen.current.get(photoId)?.done?.();
    chosen.current.delete(photoId);
    forgetUpload(latest.current.place, photoId);
  }, []);

  /** The same photo under a new id: the old upload is gone. */
  const beginAgain = useCallback((photoId: string, given: Partial<Chosen> = {}) => {
    const old = chosen.current.get(photoId);
    if (!old) return;
    forgetUpload(latest.current.place, photoId);
    chosen.current.delete(photoId);
    const next = newId();
    chosen.current.set(next, { ...old, begun: false, tries: 0, running: false, stop: null, ...given });
    setUploads((all) =>
      all.map((each) => (each.photoId === photoId ? fresh(next, each.name, { words: '' }) : each)),
    );
  }, []);

  const ended = useCallback(
    (photoId: string, outcome: Outcome) => {
      const photo = chosen.current.get(photoId);
      if (!photo) return;
      photo.running = false;
      photo.stop = null;
      if (outcome.kind === 'sent') {
        drop(photoId);
        change(photoId, { state: 'sent', percent: 100 });
        return latest.current.onArrived(photoId);
      }
      if (outcome.kind === 'cut') {
        const wait = WAITS_MS[Math.min(photo.tries++, WAITS_MS.length - 1)];
        // Without any connection there is nothing to try until the device says that it is back.
        if (navigator.onLine)
          timers.current.set(
            photoId,
            setTimeout(() => change(photoId, { state: 'waiting' }), wait),
          );
        return change(photoId, { state: 'no_signal', still: true });
      }
      if (outcome.kind === 'signed_out') return change(photoId, { state: 'failed', words: SIGNED_OUT });
      if (outcome.kind === 'gone' && photo.begun) return beginAgain(photoId);
      const { tooLargeWords } = latest.current;
      const said = outcome.kind === 'refused' ? outcome : { words: null, tooLarge: false };
      const words = said.words ?? (said.tooLarge ? tooLargeWords : NOT_TAKEN);
      forgetUpload(latest.current.place, photoId);
      change(photoId, { state: 'refused', words, shrinkable: said.tooLarge });
    },
    [beginAgain, change, drop],
  );

  const send = useCallback(
    async (photoId: string) => {
      const photo = chosen.current.get(photoId);
      if (!photo || photo.running) return;
      photo.running = true;
      clearTimeout(timers.current.get(photoId));
      change(photoId, { state: 'sending', words: '' });
      const { to: endpoint, about, place, tooManyPixelsWords } = latest.current;
      const [{ sendPhoto }, { hasTooManyPixels }] = await Promise.all([
        import('./send-photo.ts'),
        import('./smaller-copy.ts'),
      ]).catch(() => [{ sendPhoto: null }, { hasTooManyPixels: null }] as const);
      if (!sendPhoto || !hasTooManyPixels) return ended(photoId, { kind: 'cut' });
      if (!photo.begun && (await hasTooManyPixels(photo.file)))
        return ended(photoId, { kind: 'refused', words: tooManyPixelsWords, tooLarge: true });
      await alone(photoId, () => {
        let safe = 0;
        return new Promise<void>((resolve) => {
          if (!chosen.current.has(photoId)) return resolve();
          const { stop } = sendPhoto(
            { file: photo.file, endpoint, photoId, about, begun: photo.begun },
            {
              onProgress: (sent, kept) => {
                safe = kept || safe;
                photo.tries = 0;
                change(photoId, { percent: 100 * sent, still: false });
              },
              onBegun: () => {
                photo.begun = true;
                rememberUpload(place, photo.mark, photoId);
              },
              onEnd: (outcome) => {
                resolve();
                if (outcome.kind === 'cut') change(photoId, { percent: 100 * safe });
                ended(photoId, outcome);
              },
            },
          );
          photo.stop = () => {
            stop();
            resolve();
          };
          photo.cut = () => {
            photo.stop?.();
            change(photoId, { percent: 100 * safe });
            ended(photoId, { kind: 'cut' });
          };
        });
      });
    },
    [change, ended],
  );

  const running = uploads.filter(({ state }) => state === 'sending').length;
  const next = running < AT_ONCE ? uploads.find(({ state }) => state === 'waiting')?.photoId : undefined;
  useEffect(() => {
    if (next) void send(next);
  }, [next, send]);

  /** Puts photos in line. One that is on its way already goes on instead of beginning twice. */
  const add = useCallback(async (given: readonly { file: Blob; done?: () => void }[]) => {
    const marked = await Promise.all(given.map(async (each) => ({ ...each, mark: await markOf(each.file) })));
    const { place, placed, mostPhotos, mostBytes, tooManyWords, tooLargeWords } = latest.current;
    const known = rememberedUploads(place);
    const more: Upload[] = [];
    const goOn: string[] = [];
    for (const { file, done, mark } of marked) {
      if ([...chosen.current.values()].some((each) => each.mark === mark)) continue;
      const photoId = known[mark] ?? newId();
      const begun = mark in known && file.size <= mostBytes;
      const photo: Chosen = { file, mark, begun, tries: 0, running: false, stop: null };
      chosen.current.set(photoId, done ? { ...photo, done } : photo);
      if (begun) goOn.push(photoId);
      more.push(
        file.size > mostBytes
          ? fresh(photoId, 'This photo', { state: 'refused', words: tooLargeWords, shrinkable: true })
          : fresh(photoId, ''),
      );
    }
    setUploads((all) => {
      const kept = all.filter(
        ({ state, photoId }) =>
          (state !== 'refused' || chosen.current.has(photoId)) && !goOn.includes(photoId),
      );
      let count =
        placed.length +
        kept.filter(({ state, photoId }) => state !== 'refused' && !placed.includes(photoId)).length;
      const named = more.map((each) => {
        if (each.state === 'refused') return each;
        if (count >= mostPhotos) {
          chosen.current.delete(each.photoId);
          return { ...each, name: 'This photo', state: 'refused' as const, words: tooManyWords };
        }
        return { ...each, name: `Photo ${++count}` };
      });
      return [...kept, ...named];
    });
  }, []);

  const retry = useCallback(
    (photoId: string) => {
      clearTimeout(timers.current.get(photoId));
      change(photoId, { state: 'waiting', words: '' });
    },
    [change],
  );

  const cancel = useCallback(
    (photoId: string) => {
      const photo = chosen.current.get(photoId);
      const begun = photo ? photo.begun : true;
      photo?.stop?.();
      drop(photoId);
      setUploads((all) => all.filter((each) => each.photoId !== photoId));
      if (begun) void import('./send-photo.ts').then(({ giveUp }) => giveUp(latest.current.to, photoId));
    },
    [drop],
  );

  const shrink = useCallback(
    async (photoId: string) => {
      const photo = chosen.current.get(photoId);
      if (!photo) return;
      change(photoId, { state: 'sending', shrinkable: false, words: '' });
      const { smallerCopy } = await import('./smaller-copy.ts');
      const file = await smallerCopy(photo.file);
      if (!file) return change(photoId, { state: 'refused', words: NOT_SHRUNK });
      beginAgain(photoId, { file, mark: await markOf(file) });
    },
    [beginAgain, change],
  );

  // Once, when the page wakes: what a reload left behind.
  useEffect(() => {
    const { to, place, placed } = latest.current;
    for (const photoId of new Set(Object.values(rememberedUploads(place))))
      void import('./send-photo.ts')
        .then(({ safeShare }) => safeShare(to, photoId))
        .then((share) => {
          if (share === 'gone' || share === 1 || placed.includes(photoId))
            return forgetUpload(place, photoId);
          if (share === null || chosen.current.has(photoId)) return;
          const left = fresh(photoId, 'A photo', { state: 'left', percent: 100 * share });
          setUploads((all) => (all.some((each) => each.photoId === photoId) ? all : [...all, left]));
        });
  }, []);

  useSignal(setUploads, chosen, timers);

  // The page goes: what is here is safe, the rest is gone on with when the photo is chosen again.
  useEffect(() => {
    const all = chosen.current;
    return () => {
      for (const photo of all.values()) photo.stop?.();
    };
  }, []);

  // What has arrived belongs to the post from then on: taken out of it again, it does not come back as an upload.
  useEffect(() => {
    const { placed } = latest.current;
    const arrived = ({ state, photoId }: Upload) => state === 'sent' && placed.includes(photoId);
    setUploads((all) => (all.some(arrived) ? all.filter((each) => !arrived(each)) : all));
  }, [uploads, rules.placed]);

  /** What the page still has to show: everything the post does not show by itself yet. */
  const shown = uploads.filter(({ photoId }) => !rules.placed.includes(photoId));
  return { uploads: shown, add, retry, cancel, shrink };
}
