// One photo on its way up: how far it is, what the device still holds of it, and how it is named and sent alone.

export interface Upload {
  photoId: string;
  /** "Photo 3" */
  name: string;
  state:
    /** in line */
    | 'waiting'
    | 'sending'
    /** cut off; tried again by itself */
    | 'no_signal'
    /** left behind by a reload: the photo has to be chosen once more */
    | 'left'
    | 'sent'
    /** needs the person: they were signed out */
    | 'failed'
    | 'refused';
  /** 0 to 100; when it stands still, what is safe */
  percent: number;
  /** cut off and not moving again yet, even while it is being tried */
  still: boolean;
  /** why it failed or was refused */
  words: string;
  /** too large, and a smaller copy could be made here */
  shrinkable: boolean;
}

export interface UploadRules {
  /** address where uploads begin */
  to: string;
  /** the draft's id, by which uploads are remembered on this device; null remembers none */
  place: string | null;
  /** what the server must know beside the photo's id */
  about: Readonly<Record<string, string>>;
  /** photos already in the post */
  placed: readonly string[];
  mostPhotos: number;
  mostBytes: number;
  tooManyWords: string;
  tooLargeWords: string;
  tooManyPixelsWords: string;
  /** a photo reached the server: the page should look again */
  onArrived(photoId: string): void;
}

/** What the page keeps of a photo that somebody chose, beside what it shows. */
export interface Chosen {
  file: Blob;
  mark: string;
  begun: boolean;
  tries: number;
  running: boolean;
  stop: (() => void) | null;
  /** stops and tries again later */
  cut?: () => void;
  /** runs once it has arrived or is given up */
  done?: () => void;
}

/** A random UUID, also where the page is not in a secure context and `crypto.randomUUID` is missing. */
export function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** One tab at a time sends a photo; another waits, and then finds that it is there. */
export function alone(photoId: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(`gatepost-upload-${photoId}`, work).then(() => undefined);
}

/** A photo that has just been chosen. */
export const fresh = (photoId: string, name: string, more: Partial<Upload> = {}): Upload => ({
  photoId,
  name,
  state: 'waiting',
  percent: 0,
  still: false,
  words: '',
  shrinkable: false,
  ...more,
});
