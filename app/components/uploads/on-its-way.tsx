// A photo on its way: how far it is, what is safe while there is no signal, and what can be done.
import { Button } from '../button.tsx';
import { PhotoFigure } from '../photo-figure.tsx';
import type { Upload } from './upload.ts';

interface OnItsWayProps {
  upload: Upload;
  onRetry(photoId: string): void;
  onCancel(photoId: string): void;
  onShrink(photoId: string): void;
}

export function OnItsWay({ upload, onRetry, onCancel, onShrink }: OnItsWayProps) {
  const { photoId, name, state, percent, words, shrinkable } = upload;
  const stopped = state === 'failed' || state === 'refused';
  return (
    <PhotoFigure
      photo={
        stopped
          ? { state: 'refused', words }
          : {
              state: 'working',
              words: uploadWords(upload),
              ...(state === 'sent' || state === 'waiting' ? {} : { percent }),
            }
      }
      alt={null}
      name={name}
    >
      {state !== 'sent' && (
        <div className="flex flex-wrap gap-3">
          {(state === 'failed' || state === 'no_signal') && (
            <Button
              type="button"
              kind={state === 'no_signal' ? 'quiet' : 'primary'}
              icon="undo"
              onClick={() => onRetry(photoId)}
            >
              Try again{state === 'no_signal' && ' now'}
            </Button>
          )}
          {shrinkable && (
            <Button type="button" icon="photo" onClick={() => onShrink(photoId)}>
              Send a smaller copy
            </Button>
          )}
          <Button type="button" kind="quiet" onClick={() => onCancel(photoId)}>
            {state === 'refused' ? 'Leave it out' : 'Cancel'}
          </Button>
        </div>
      )}
    </PhotoFigure>
  );
}

/** What happens to an upload now, in words. */
export function uploadWords({ name, state, percent, still }: Upload): string {
  const safe = `${Math.floor(percent)} % is safe`;
  const stuck = `Waiting for signal, ${percent < 1 ? 'then it goes by itself' : safe}`;
  if (still && (state === 'waiting' || state === 'sending')) return stuck;
  switch (state) {
    case 'waiting':
      return `${name} waits for the one before it`;
    case 'no_signal':
      return stuck;
    case 'left':
      return `${safe}. Choose this photo again to go on`;
    case 'sent':
      return `Cleaning ${name.toLowerCase()}`;
    default:
      return percent >= 100 ? `Checking ${name.toLowerCase()}` : `Sending ${name.toLowerCase()}`;
  }
}

/** Says politely what changed, never each step of a bar. */
export function UploadNews({ uploads }: { uploads: readonly Upload[] }) {
  const news = uploads
    .filter(({ state }) => state !== 'refused' && state !== 'failed')
    .map((upload) =>
      upload.state === 'sending' && !upload.still
        ? `Sending ${upload.name.toLowerCase()}.`
        : `${uploadWords(upload)}.`,
    );
  return (
    <p role="status" className="sr-only">
      {news.join(' ')}
    </p>
  );
}
