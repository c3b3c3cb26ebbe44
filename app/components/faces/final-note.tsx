// The photo as it will go out: being made, or ready to be looked at.
import type { FinalPicture } from '#app/presenters/account-page.ts';
import { Icon } from '../icon.tsx';
import { Progress } from '../progress.tsx';

/** `saved`: everything done on this page is with the server, so that what is ready is up to date. */
export function FinalNote({ final, saved }: { final: FinalPicture; saved: boolean }) {
  if (final.state === 'same') return null;
  return (
    <div className="final-note" aria-live="polite">
      {final.state === 'working' || !saved ? (
        <Progress
          label={final.state === 'working' ? final.words : 'Hiding what you chose…'}
          hint="You can go on meanwhile."
        />
      ) : final.state === 'ready' ? (
        <a
          href={final.src}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 items-center gap-2"
        >
          <Icon name="photo" size="small" />
          See the photo as it will go out
          <span className="sr-only"> (opens in a new window)</span>
        </a>
      ) : (
        <p className="font-semibold text-red">
          <Icon name="stop" size="small" /> {final.words}
        </p>
      )}
    </div>
  );
}
