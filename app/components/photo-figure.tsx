// One photo of a post, large, with its words for those who cannot see it; or what is happening to it instead.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Progress } from './progress.tsx';

export type PhotoState =
  /** width and height in px, so that the page does not jump */
  | { state: 'ready'; src: string; width: number; height: number }
  /** On its way up or being cleaned; percent only while uploading. */
  | { state: 'working'; words: string; percent?: number }
  /** Could not be taken; the words say why and what to do. */
  | { state: 'refused'; words: string };

interface PhotoFigureProps {
  photo: PhotoState;
  /** As it will be read out; null when nobody has written it yet. */
  alt: string | null;
  /** "Photo 2 of 4". */
  name: string;
  /** On a wide screen the words stand at the photo's side, so that both are seen at once. */
  beside?: boolean;
  /** Under the photo: people, checks, buttons. */
  children?: ReactNode;
}

export function PhotoFigure({ photo, alt, name, beside = false, children }: PhotoFigureProps) {
  const ready = photo.state === 'ready';
  return (
    <figure
      aria-label={name}
      className={clsx(
        'overflow-hidden rounded-card border border-line bg-paper shadow-card',
        beside && 'lg:grid lg:grid-cols-[3fr_2fr] lg:items-start',
      )}
    >
      {photo.state === 'ready' ? (
        <img
          src={photo.src}
          alt={alt ?? `${name}, not described yet`}
          width={photo.width}
          height={photo.height}
          className="h-auto max-h-[80vh] w-full bg-desk object-contain"
        />
      ) : (
        <NotReady photo={photo} name={name} />
      )}
      {(ready || children) && (
        <figcaption className="flex flex-col gap-3 p-4">
          {ready && <Described name={name} alt={alt} />}
          {children}
        </figcaption>
      )}
    </figure>
  );
}

function Described({ name, alt }: { name: string; alt: string | null }) {
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-4 text-small">
        <span className="font-semibold">{name}</span>
        {!alt && (
          <span className="inline-flex items-center gap-1.5 font-semibold text-amber">
            <Icon name="warn" size="small" />
            Not described yet
          </span>
        )}
      </p>
      {alt && <p className="text-small text-quiet">Read aloud as: “{alt}”</p>}
    </>
  );
}

function NotReady({ photo, name }: { photo: Exclude<PhotoState, { state: 'ready' }>; name: string }) {
  const refused = photo.state === 'refused';
  return (
    <div className="flex min-h-40 flex-col items-stretch justify-center gap-3 bg-desk p-5">
      <span className={refused ? 'text-red' : 'text-quiet'}>
        <Icon name={refused ? 'stop' : 'photo'} size="large" />
      </span>
      {photo.state === 'refused' ? (
        <p role="alert">
          <span className="font-semibold text-red">{name} was not added. </span>
          {photo.words}
        </p>
      ) : (
        <Progress label={photo.words} percent={photo.percent} />
      )}
    </div>
  );
}
