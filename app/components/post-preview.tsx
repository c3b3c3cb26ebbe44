// The post as people will see it: name, handle, words with their links, up to four photos cropped as X crops
// them, and the ALT badge that opens each description. Nothing in it can be followed: it is a picture of a post.
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** A run of words. What X makes into a link is told apart by the caller, which counts as X counts. */
export interface WordsPart {
  kind: 'text' | 'link';
  text: string;
}

export interface PreviewPhoto {
  id: string;
  src: string;
  /** null when nobody has described it yet. */
  alt: string | null;
}

interface PostPreviewProps {
  accountName: string;
  /** where: "X" */
  platformName: string;
  /** As it is written there: "@OurSchool". */
  handle: string;
  words: string | WordsPart[];
  /** At most four; no platform takes more. */
  photos: PreviewPhoto[];
  /** When it goes or went out, already in words. */
  when?: ReactNode;
}

export function PostPreview({ accountName, platformName, handle, words, photos, when }: PostPreviewProps) {
  return (
    <article
      aria-label={`How it will look on ${platformName}, from ${accountName}`}
      className="flex flex-wrap gap-3 rounded-card border border-line bg-paper p-4 shadow-card"
    >
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-full bg-green text-on-green"
      >
        <Icon name="school" />
      </span>
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-2">
        <p className="flex flex-wrap gap-x-2 leading-snug">
          <span className="font-bold">{accountName}</span>
          <span className="text-quiet">{handle}</span>
          {when && <span className="text-quiet">· {when}</span>}
        </p>
        <Words words={words} />
        {photos.length > 0 && (
          <ul className={`photo-grid photo-grid-${Math.min(photos.length, 4)}`} aria-label="Photos">
            {photos.slice(0, 4).map((photo, index) => (
              <Photo key={photo.id} photo={photo} place={`Photo ${index + 1} of ${photos.length}`} />
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}

function Words({ words }: { words: string | WordsPart[] }) {
  const parts = typeof words === 'string' ? [{ kind: 'text' as const, text: words }] : words;
  if (parts.every((part) => part.text.trim() === '')) return <p className="text-quiet">No words yet.</p>;
  return (
    <p className="whitespace-pre-wrap">
      {parts.map((part, index) =>
        part.kind === 'link' ? (
          <span key={index} className="text-green">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

function Photo({ photo, place }: { photo: PreviewPhoto; place: string }) {
  return (
    <li>
      <img src={photo.src} alt={photo.alt ?? `${place}, not described yet`} className="photo-grid-image" />
      {photo.alt ? (
        <details className="photo-alt">
          <summary>
            ALT<span className="sr-only">, description of {place.toLowerCase()}</span>
          </summary>
          <p>{photo.alt}</p>
        </details>
      ) : (
        <span className="photo-alt photo-alt-none">
          <Icon name="warn" size="small" /> No ALT
        </span>
      )}
    </li>
  );
}
