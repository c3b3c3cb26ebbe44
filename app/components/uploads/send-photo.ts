// Sends one photo in pieces by the tus protocol and tells how far it is. Loaded when the first photo is chosen. What to do
// after an error is decided here; when to try again is the page's business.
import { DetailedError, Upload } from 'tus-js-client';

/** Bytes of one request: on a poor signal a proxy in between may drop what it has not passed on yet. */
const REQUEST_BYTES = 2 * 1024 * 1024;

/** A line on which nothing moves for this long is cut and tried anew, in ms. */
const STILL_MS = 25_000;

export type Outcome =
  | { kind: 'sent' }
  /** no signal, or the server could not just now */
  | { kind: 'cut' }
  | { kind: 'signed_out' }
  /** it took too long and is gone: a new one may begin */
  | { kind: 'gone' }
  | { kind: 'refused'; words: string | null; tooLarge: boolean };

export interface Sending {
  /** bytes on the way and bytes that are safe, each of the whole */
  onProgress(sent: number, safe: number): void;
  /** the upload has an address: from now on it is gone on with, never begun again */
  onBegun(): void;
  onEnd(outcome: Outcome): void;
}

export interface PhotoToSend {
  file: Blob;
  /** address where uploads begin; each is below it by its id */
  endpoint: string;
  photoId: string;
  /** what the server must know beside the photo's id */
  about: Readonly<Record<string, string>>;
  /** it was begun before: go on where it is */
  begun: boolean;
}

/** Starts or goes on. Returns how to stop it; `onEnd` is then not called. */
export function sendPhoto(photo: PhotoToSend, sending: Sending): { stop(): void } {
  const { file, endpoint, photoId, about, begun } = photo;
  let safe = 0;
  let timer: ReturnType<typeof setTimeout>;
  const moves = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void upload.abort();
      sending.onEnd({ kind: 'cut' });
    }, STILL_MS);
  };
  const end = (outcome: Outcome) => {
    clearTimeout(timer);
    sending.onEnd(outcome);
  };
  const upload = new Upload(file, {
    endpoint,
    uploadUrl: begun ? `${endpoint}/${photoId}` : null,
    metadata: { ...about, photoId },
    chunkSize: REQUEST_BYTES,
    retryDelays: null,
    storeFingerprintForResuming: false,
    onProgress: (sent, total) => {
      moves();
      sending.onProgress(sent / total, safe);
    },
    onChunkComplete: (_bytes, accepted, total) => {
      safe = accepted / (total ?? file.size);
      sending.onProgress(safe, safe);
    },
    onUploadUrlAvailable: () => sending.onBegun(),
    onSuccess: () => end({ kind: 'sent' }),
    onError: (error) => end(outcomeOf(error)),
  });
  moves();
  upload.start();
  return {
    stop: () => {
      clearTimeout(timer);
      void upload.abort();
    },
  };
}

function outcomeOf(error: unknown): Outcome {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  // 400 and 409 come when another tab or an older request was in the way; both are looked into by going on.
  if (status === 0 || status === 400 || status === 409 || status === 423 || status >= 500)
    return { kind: 'cut' };
  if (status === 401) return { kind: 'signed_out' };
  if (status === 410) return { kind: 'gone' };
  const body = response?.getBody() ?? '';
  const words = (response?.getHeader('content-type') ?? '').includes('json') ? messageIn(body) : body;
  return { kind: 'refused', words: words || null, tooLarge: status === 413 };
}

function messageIn(body: string): string | null {
  try {
    return (JSON.parse(body) as { message?: string } | null)?.message ?? null;
  } catch {
    return null;
  }
}

/** How much of an upload is safe, 0 to 1; null when it is not there any more or cannot be asked. */
export async function safeShare(endpoint: string, photoId: string): Promise<number | 'gone' | null> {
  const answer = await fetch(`${endpoint}/${photoId}`, {
    method: 'HEAD',
    headers: { 'Tus-Resumable': '1.0.0' },
  }).catch(() => null);
  if (!answer) return null;
  if (answer.status === 404 || answer.status === 410) return 'gone';
  const [offset, length] = ['upload-offset', 'upload-length'].map((name) => Number(answer.headers.get(name)));
  return answer.ok && length ? (offset ?? 0) / length : null;
}

/** Gives an upload up: the server destroys what it has. Lost on the way, it ends by itself after a day. */
export async function giveUp(endpoint: string, photoId: string): Promise<void> {
  await Upload.terminate(`${endpoint}/${photoId}`, { retryDelays: null }).catch(() => undefined);
}
