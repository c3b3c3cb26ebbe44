// Two versions of the same words, side by side, when somebody else (or another tab) saved first. Both are there; the
// writer chooses, and neither is lost before.
import type { ReactNode } from 'react';
import type { ConflictWords } from '#app/presenters/conflicts.ts';
import { Notice } from '../notice.tsx';

interface ConflictNoticeProps {
  conflicts: ConflictWords[];
  /** the two ways out, as buttons */
  children: ReactNode;
}

export function ConflictNotice({ conflicts, children }: ConflictNoticeProps) {
  return (
    <Notice
      kind="needs-you"
      announce
      title="This post was changed somewhere else while you were writing."
      action={<div className="flex flex-wrap gap-3">{children}</div>}
    >
      <p>Perhaps by a colleague, or by you in another tab. Choose which version stays.</p>
      <ul className="mt-2 flex flex-col gap-3">
        {conflicts.map(({ field, label, mine, theirs }) => (
          <li key={field}>
            <p className="font-semibold">{label}</p>
            <dl className="mt-1 grid gap-2 sm:grid-cols-2">
              <Version title="Saved now" text={theirs} />
              <Version title="Yours, on this page" text={mine} />
            </dl>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Version({ title, text }: { title: string; text: string }) {
  return (
    <div className="rounded-small border border-line bg-paper p-2.5">
      <dt className="text-small text-quiet">{title}</dt>
      <dd className="whitespace-pre-wrap">{text.trim() || 'Nothing'}</dd>
    </div>
  );
}
