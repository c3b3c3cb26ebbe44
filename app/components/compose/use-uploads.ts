// Photos on their way up: one at a time, each with its own progress and its own id, so that a cut connection costs one
// photo a second try and the others nothing.
import { useCallback, useEffect, useRef, useState } from 'react';

export interface Upload {
  photoId: string;
  /** "Photo 3" */
  name: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'refused';
  percent: number;
  /** why it failed or was refused */
  words: string;
}

export interface UploadRules {
  /** address that takes one photo; `?photoId=` is added */
  to: string;
  /** photos already in the post */
  placed: readonly string[];
  mostPhotos: number;
  mostBytes: number;
  tooManyWords: string;
  tooLargeWords: string;
  /** a photo reached the server: the page should look again */
  onArrived(): void;
}

const CUT =
  'The connection was cut. The other photos are kept; this one is tried again when you are back online.';
const SIGNED_OUT =
  'You were signed out. Sign in again in another tab, then try again here: the photo is still on this page.';

/** A random UUID, also where the page is not in a secure context and `crypto.randomUUID` is missing. */
function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function useUploads(rules: UploadRules) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const files = useRef(new Map<string, File>());
  const busy = useRef(false);
  const latest = useRef(rules);
  latest.current = rules;

  const change = useCallback((photoId: string, to: Partial<Upload>) => {
    setUploads((all) => all.map((each) => (each.photoId === photoId ? { ...each, ...to } : each)));
  }, []);

  const send = useCallback(
    (photoId: string) => {
      const file = files.current.get(photoId);
      if (!file) return;
      busy.current = true;
      change(photoId, { state: 'sending', percent: 0, words: '' });
      const end = (to: Partial<Upload>) => {
        busy.current = false;
        change(photoId, to);
        if (to.state === 'sent') latest.current.onArrived();
        if (to.state !== 'failed') files.current.delete(photoId);
      };
      const request = new XMLHttpRequest();
      request.open('POST', `${latest.current.to}?photoId=${photoId}`);
      request.upload.onprogress = ({ loaded, total }) => change(photoId, { percent: (100 * loaded) / total });
      request.onerror = () => end({ state: 'failed', words: CUT });
      request.onload = () => end(outcome(request, latest.current.tooLargeWords));
      const form = new FormData();
      // The file's own name stays on the phone.
      form.append('photo', file, 'photo');
      request.send(form);
    },
    [change],
  );

  const next = uploads.find(({ state }) => state === 'waiting')?.photoId;
  useEffect(() => {
    if (next && !busy.current) send(next);
  }, [next, send, uploads]);

  const add = useCallback((chosen: readonly File[]) => {
    const { placed, mostPhotos, mostBytes, tooManyWords, tooLargeWords } = latest.current;
    setUploads((all) => {
      const ended = all.filter(({ state }) => state !== 'refused');
      const pending = ended.filter(({ photoId }) => !placed.includes(photoId));
      let count = placed.length + pending.length;
      const more = chosen.map((file): Upload => {
        const photoId = newId();
        const refused = file.size > mostBytes ? tooLargeWords : count >= mostPhotos ? tooManyWords : null;
        if (refused) return { photoId, name: 'This photo', state: 'refused', percent: 0, words: refused };
        files.current.set(photoId, file);
        return { photoId, name: `Photo ${++count}`, state: 'waiting', percent: 0, words: '' };
      });
      return [...ended, ...more];
    });
  }, []);

  const retry = useCallback((photoId: string) => change(photoId, { state: 'waiting', words: '' }), [change]);
  const dismiss = useCallback((photoId: string) => {
    files.current.delete(photoId);
    setUploads((all) => all.filter((each) => each.photoId !== photoId));
  }, []);

  useEffect(() => {
    const online = () =>
      setUploads((all) =>
        all.map((each) => (each.state === 'failed' ? { ...each, state: 'waiting' } : each)),
      );
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);

  /** What the page still has to show: everything the post does not show by itself yet. */
  const shown = uploads.filter(({ photoId }) => !rules.placed.includes(photoId));
  return { uploads: shown, add, retry, dismiss };
}

function outcome(request: XMLHttpRequest, tooLargeWords: string): Partial<Upload> {
  if (request.status === 401) return { state: 'failed', words: SIGNED_OUT };
  if (request.status >= 500 || request.status === 0) return { state: 'failed', words: CUT };
  const answer = parsed(request.responseText);
  if (answer?.added) return { state: 'sent', percent: 100 };
  const words = answer?.sentence ?? answer?.message ?? (request.status === 413 ? tooLargeWords : CUT);
  return { state: 'refused', words };
}

function parsed(text: string): { added?: boolean; sentence?: string; message?: string } | null {
  try {
    return JSON.parse(text) as { added?: boolean; sentence?: string; message?: string };
  } catch {
    return null;
  }
}
