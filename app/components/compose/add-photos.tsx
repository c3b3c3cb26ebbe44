// The way photos come in: the phone's own picker, its camera, and each photo on its way with its progress. Without scripts
// the same field goes up with the form.
import { PHOTO_TYPES } from '../uploads/photo-types.ts';
import { OnItsWay, UploadNews } from '../uploads/on-its-way.tsx';
import type { Upload } from '../uploads/upload.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';

interface AddPhotosProps {
  count: number;
  most: number;
  /** scripts run: photos go up by themselves as soon as they are chosen */
  scripted: boolean;
  uploads: Upload[];
  onChoose(files: File[]): void;
  onRetry(photoId: string): void;
  onCancel(photoId: string): void;
  onShrink(photoId: string): void;
}

export function AddPhotos({ count, most, scripted, uploads, onChoose, ...on }: AddPhotosProps) {
  const onTheWay = uploads.filter(({ state }) => state !== 'refused').length;
  const left = most - count - onTheWay;
  // A photo that a reload left behind has to be chosen again even when no other fits.
  const open = left > 0 || uploads.some(({ state }) => state === 'left');
  const choose = (field: HTMLInputElement) => {
    onChoose([...(field.files ?? [])]);
    field.value = '';
  };
  return (
    <>
      <UploadNews uploads={uploads} />
      {uploads.length > 0 && (
        <ul className="flex flex-col gap-4" aria-label="Photos on their way">
          {uploads.map((upload) => (
            <li key={upload.photoId}>
              <OnItsWay upload={upload} {...on} />
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <div className="flex flex-col gap-2">
          <div className={scripted ? 'grid gap-3 pointer-coarse:grid-cols-2' : ''}>
            <div className="relative">
              <input
                type="file"
                id="photo"
                name="photo"
                multiple
                accept={PHOTO_TYPES}
                aria-describedby="photo-hint"
                className={scripted ? 'peer sr-only' : 'min-h-11 w-full'}
                onChange={(event) => choose(event.currentTarget)}
              />
              {scripted && (
                <label htmlFor="photo" className={LARGE}>
                  <Icon name="photo" size="large" />
                  {count + onTheWay === 0 ? 'Add photos' : 'Add more photos'}
                </label>
              )}
            </div>
            {scripted && (
              <div className="relative hidden pointer-coarse:block">
                <input
                  type="file"
                  id="camera"
                  accept="image/*"
                  capture="environment"
                  aria-describedby="photo-hint"
                  className="peer sr-only"
                  onChange={(event) => choose(event.currentTarget)}
                />
                <label htmlFor="camera" className={LARGE}>
                  <Icon name="camera" size="large" />
                  Take photo here
                </label>
              </div>
            )}
          </div>
          <p id="photo-hint" className="text-small text-quiet">
            {left === most
              ? `Up to ${most}, each up to 32 MB.`
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
        <p className="text-small text-quiet">That is as many as a post takes. Remove one to add another.</p>
      )}
    </>
  );
}

const LARGE =
  'flex h-full min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded-card border-2 border-dashed border-green bg-paper p-4 text-center font-semibold text-green peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink hover:bg-green-wash';
