// One thing that was found in a text: its number, what it means, and what people said of it so far.
import type { ReactNode } from 'react';
import { clsx } from 'clsx';
import type { FoundView, Said } from '#app/presenters/found-words.ts';
import { Icon } from './icon.tsx';
import { MarkNumber } from './marked-findings.tsx';
import { Issue } from './notice.tsx';

export function FoundCard({ found, children }: { found: FoundView; children?: ReactNode }) {
  const { id, number, kind, settled, sentence, clause, decides } = found;
  const edge = settled ? 'border-green' : kind === 'stopped' ? 'border-red' : 'border-amber';
  return (
    <li id={id} tabIndex={-1} className={clsx('flex flex-col gap-2 border-l-4 pl-3', edge)}>
      {settled ? (
        <p className="flex gap-2 text-small text-quiet">
          <span className="text-green">
            <Icon name="check" size="small" label="Answered" />
          </span>
          <span>
            <MarkNumber number={number} />
            {sentence}
          </span>
        </p>
      ) : (
        <Issue kind={kind} {...(clause ? { clause } : {})}>
          <MarkNumber number={number} />
          {sentence}
        </Issue>
      )}
      {decides && <p className="text-small font-semibold">{decides}</p>}
      {children}
    </li>
  );
}

interface SaidLinesProps {
  said: readonly Said[];
  /** the form that takes an answer back, for buttons that stand outside it */
  form?: string;
}

/** What was said of it, and by whom. */
export function SaidLines({ said, form }: SaidLinesProps) {
  if (said.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-small">
      {said.map(({ answerId, words, when, reason, mine }) => (
        <li key={answerId} className="flex flex-wrap items-center gap-x-3">
          <span>
            <span className="font-semibold">{words}</span>
            {reason && <>. “{reason}”</>} <span className="text-quiet">{when}</span>
          </span>
          {mine && (
            <button
              type="submit"
              name="intent"
              value={`take_back ${answerId}`}
              {...(form ? { form } : {})}
              className="min-h-11 cursor-pointer font-semibold text-quiet underline underline-offset-4 hover:text-ink"
            >
              Take this back
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
