// Four kinds of message, each an icon, a word and a colour that mean the same everywhere; the small one beside
// what it is about; and the reason that stands where a button would be.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export type NoticeKind = 'info' | 'needs-you' | 'stopped' | 'done';

interface Look {
  icon: IconName;
  word: string;
  box: string;
  mark: string;
}

const LOOKS: Record<NoticeKind, Look> = {
  info: { icon: 'info', word: 'Good to know', box: 'border-line bg-paper', mark: 'text-quiet' },
  'needs-you': { icon: 'warn', word: 'Needs you', box: 'border-amber bg-amber-wash', mark: 'text-amber' },
  stopped: { icon: 'stop', word: 'Stopped', box: 'border-red bg-red-wash', mark: 'text-red' },
  done: { icon: 'done', word: 'Done', box: 'border-green bg-green-wash', mark: 'text-green' },
};

interface NoticeProps {
  kind: NoticeKind;
  /** What happened, in one sentence. */
  title: string;
  /** What it means and what to do. */
  children?: ReactNode;
  /** One button or link. */
  action?: ReactNode;
  /** Spoken at once when it appears after an action, as "done" or "stopped" does. */
  announce?: boolean;
  /** Replaces the kind's own word ("Stopped" becomes "Held"). */
  word?: string;
}

export function Notice({ kind, title, children, action, announce = false, word }: NoticeProps) {
  const look = LOOKS[kind];
  return (
    <div
      role={announce ? 'status' : undefined}
      className={clsx('flex gap-3 rounded-card border border-l-4 p-4', look.box)}
    >
      <span className={look.mark}>
        <Icon name={look.icon} />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className={clsx('text-small font-semibold', look.mark)}>{word ?? look.word}</p>
        <p className="font-semibold">{title}</p>
        {children && <div>{children}</div>}
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}

interface IssueProps {
  /** `stopped`: cannot go on before this is put right. `needs-you`: must be answered. */
  kind: 'stopped' | 'needs-you';
  children: ReactNode;
  /** The policy's clause, and its page: "Guidelines, point 7". */
  clause?: { label: string; href: string };
}

/** One thing that a check says, standing beside what it concerns. */
export function Issue({ kind, children, clause }: IssueProps) {
  const look = LOOKS[kind];
  return (
    <div className="flex gap-2 text-small">
      <span className={look.mark}>
        <Icon name={look.icon} size="small" label={look.word} />
      </span>
      <div className="min-w-0">
        {children}
        {clause && (
          <>
            {' '}
            <a href={clause.href} className="text-quiet">
              Why: {clause.label}
            </a>
          </>
        )}
      </div>
    </div>
  );
}

interface RefusalNoteProps {
  /** Why this person may not do it now: "You wrote part of this post, so somebody else must approve it." */
  reason: string;
  /** Who may, by name: "Mrs Okafor or Mr Bevan can." */
  who?: string;
  clause?: { label: string; href: string };
}

/** Stands exactly where the button would be. Comes from the same rule that the server enforces. */
export function RefusalNote({ reason, who, clause }: RefusalNoteProps) {
  return (
    <div
      role="note"
      className="flex w-full max-w-measure gap-3 rounded-card border-2 border-dashed border-quiet bg-paper px-4 py-2.5"
    >
      <span className="text-quiet">
        <Icon name="lock" />
      </span>
      <div className="min-w-0">
        <p>{reason}</p>
        {who && <p className="font-semibold">{who}</p>}
        {clause && (
          <a href={clause.href} className="text-small text-quiet">
            Why: {clause.label}
          </a>
        )}
      </div>
    </div>
  );
}
