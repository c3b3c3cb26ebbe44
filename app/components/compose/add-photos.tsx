// The way photos come in: the phone's own picker, and each photo on its way with its progress. Without scripts the same
// field goes up with the form.
import type { Upload } from './use-uploads.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { PhotoFigure } from '../photo-figure.tsx';

interface AddPhotosProps {
  count: number;
  most: number;
  /** scripts run: photos go up one by one as soon as they are chosen */
  scripted: boolean;
  uploads: Upload[];
  onChoose(files: File[]): void;
  onRetry(photoId: string): void;
  onDismiss(photoId: string): void;
}

export function AddPhotos({ count, most, scripted, uploads, onChoose, onRetry, onDismiss }: AddPhotosProps) {
  const onTheWay = uploads.filter(({ state }) => state !== 'refused').length;
  const left = most - count - onTheWay;
  return (
    <>
      {uploads.length > 0 && (
        <ul className="flex flex-col gap-4" aria-label="Photos on their way">
          {uploads.map((upload) => (
            <li key={upload.photoId}>
              <OnItsWay upload={upload} onRetry={onRetry} onDismiss={onDismiss} />
            </li>
          ))}
        </ul>
      )}
      {left > 0 ? (
        <div className="flex flex-col gap-2">
          <input
            type="file"
            id="photo"
            name="photo"
            multiple
            accept="image/jpeg,image/png"
            aria-describedby="photo-hint"
            className={scripted ? 'peer sr-only' : 'min-h-11 w-full'}
            onChange={(event) => {
              onChoose([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          {scripted && (
            <label
              htmlFor="photo"
              className="flex min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded-card border-2 border-dashed border-green bg-paper p-4 font-semibold text-green peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink hover:bg-green-wash"
            >
              <Icon name="photo" size="large" />
              {count + onTheWay === 0 ? 'Add photos' : 'Add more photos'}
            </label>
          )}
          <p id="photo-hint" className="text-small text-quiet">
            {left === most
              ? `Up to ${most}, JPEG or PNG.`
              : left === 1
                ? 'One more fits.'
                : `${left} more fit.`}{' '}
            Where and when they were taken is removed before anyone sees them.
          </p>
          {!scripted && (
            <Button kind="quiet" icon="photo" name="intent" value="save">
              Add these photos
            </Button>
          )}
        </div>
      ) : (
        <p className="text-small text-quiet">That is as many as X takes. Remove one to add another.</p>
      )}
    </>
  );
}

interface OnItsWayProps {
  upload: Upload;
  onRetry(photoId: string): void;
  onDismiss(photoId: string): void;
}

function OnItsWay({ upload, onRetry, onDismiss }: OnItsWayProps) {
  const { photoId, name, state, percent, words } = upload;
  const stopped = state === 'failed' || state === 'refused';
  const working =
    state === 'waiting'
      ? { words: `${name} waits for the one before it` }
      : state === 'sent' || percent >= 100
        ? { words: `Cleaning ${name.toLowerCase()}` }
        : { words: `Sending ${name.toLowerCase()}`, percent };
  return (
    <PhotoFigure
      photo={stopped ? { state: 'refused', words } : { state: 'working', ...working }}
      alt={null}
      name={name}
    >
      {stopped && (
        <div className="flex flex-wrap gap-3">
          {state === 'failed' && (
            <Button type="button" icon="undo" onClick={() => onRetry(photoId)}>
              Try again
            </Button>
          )}
          <Button type="button" kind="quiet" onClick={() => onDismiss(photoId)}>
            {state === 'failed' ? 'Leave it out' : 'Understood'}
          </Button>
        </div>
      )}
    </PhotoFigure>
  );
}
