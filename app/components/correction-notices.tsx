// What leads from a post that was taken down to the one that puts it right, and back, and which photos were left behind.
import { Link } from '@remix-run/react';
import type { CorrectionNotes } from '#app/presenters/corrections.ts';
import { Notice } from './notice.tsx';

export function CorrectionNotices({ notes: { by, of } }: { notes: CorrectionNotes }) {
  return (
    <>
      {by && (
        <Notice kind="info" word="Put right" title="A new post puts this one right.">
          {by.text} {by.to && <Link to={by.to}>Open the new post</Link>}
        </Notice>
      )}
      {of && (
        <Notice
          kind={of.behind.length > 0 ? 'needs-you' : 'info'}
          word={of.behind.length > 0 ? 'Left behind' : 'Put right'}
          title={
            of.behind.length > 0
              ? 'Not every photo came along from the post that was taken down.'
              : 'This puts right a post that was taken down.'
          }
        >
          <LeftBehindList lines={of.behind} />
          {of.to && <Link to={of.to}>Open the post that was taken down</Link>}
        </Notice>
      )}
    </>
  );
}

export function LeftBehindList({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul aria-label="Photos left behind" className="flex list-disc flex-col gap-1 pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
