// A guest's way to send: choose photos, see each on its way, and be thanked. Nothing is remembered on the device.
import { useEffect, useState } from 'react';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { OnItsWay, UploadNews } from './on-its-way.tsx';
import { PHOTO_TYPES } from './photo-types.ts';
import type { UploadRules } from './upload.ts';
import { useUploads } from './use-uploads.ts';

type GuestUploadsProps = Pick<
  UploadRules,
  'to' | 'mostPhotos' | 'mostBytes' | 'tooManyWords' | 'tooLargeWords' | 'tooManyPixelsWords'
>;

export function GuestUploads(props: GuestUploadsProps) {
  const [sent, setSent] = useState(0);
  const { uploads, add, retry, cancel, shrink } = useUploads({
    ...props,
    place: null,
    about: NOTHING,
    placed: NONE,
    onArrived: () => setSent((count) => count + 1),
  });
  const onTheWay = uploads.filter(({ state }) => state !== 'sent');
  useLeavingAsked(onTheWay.some(({ state }) => state !== 'refused'));
  return (
    <>
      <div role="status">
        {sent > 0 && (
          <Notice
            kind="done"
            word="Thank you"
            title={`${sent === 1 ? '1 photo' : `${sent} photos`} received, thank you.`}
          >
            {onTheWay.length === 0
              ? 'You can send more, or close this page.'
              : 'The others are still on their way.'}
          </Notice>
        )}
      </div>
      <div className="relative">
        <input
          type="file"
          id="photo"
          multiple
          accept={PHOTO_TYPES}
          className="peer sr-only"
          onChange={(event) => {
            void add([...(event.currentTarget.files ?? [])].map((file) => ({ file })));
            event.currentTarget.value = '';
          }}
        />
        <label
          htmlFor="photo"
          className="flex min-h-24 cursor-pointer flex-col items-center justify-center gap-1 rounded-card border-2 border-dashed border-green bg-paper p-4 text-center font-semibold text-green peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink hover:bg-green-wash"
        >
          <Icon name="photo" size="large" />
          Choose photos
        </label>
      </div>
      <p className="text-small text-quiet">
        Keep this page open until all are received. Where and when they were taken is removed before anyone at
        the school sees them.
      </p>
      <noscript>
        <p>
          This page needs JavaScript to send photos. Open it in another browser, or give the photos to the
          school.
        </p>
      </noscript>
      <UploadNews uploads={onTheWay} />
      {onTheWay.length > 0 && (
        <ul className="flex flex-col gap-4" aria-label="Photos on their way">
          {onTheWay.map((upload) => (
            <li key={upload.photoId}>
              <OnItsWay
                upload={upload}
                onRetry={retry}
                onCancel={cancel}
                onShrink={(id) => void shrink(id)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const NOTHING = {};
const NONE: readonly string[] = [];

/** The browser asks before the page goes while photos are on their way: nobody else has them. */
function useLeavingAsked(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [busy]);
}
