// Each photo of a post, large, with everyone in it and what may be said of them.
import type { ReactNode } from 'react';
import type { PhotoView } from '#app/presenters/post-content.ts';
import { PeopleGroups } from './people-groups.tsx';
import { PhotoFigure } from './photo-figure.tsx';

interface ContentPhotosProps {
  photos: PhotoView[];
  /** What the page asks or says of one photo, above its people. */
  about?: (index: number) => ReactNode;
  /** Below its people: a question, or what stops it. */
  below?: (index: number) => ReactNode;
}

export function ContentPhotos({ photos, about, below }: ContentPhotosProps) {
  return (
    <ul className="flex flex-col gap-5">
      {photos.map((photo, index) => (
        <li key={photo.name} id={`photo-${index}`} className="scroll-mt-4">
          <PhotoFigure photo={photo.photo} alt={photo.alt} name={photo.name} beside>
            {about?.(index)}
            <PeopleGroups groups={photo.groups} />
            {photo.about.length > 0 && (
              <ul className="text-small">
                {photo.about.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            {photo.settled.length > 0 && (
              <ul className="flex flex-col gap-0.5 text-small text-quiet" aria-label="How it was settled">
                {photo.settled.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
            {photo.removed && <p className="text-note text-quiet">{photo.removed}</p>}
            {below?.(index)}
          </PhotoFigure>
        </li>
      ))}
    </ul>
  );
}
