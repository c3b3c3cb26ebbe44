// The rules of a decision in their order, each with a mark, what it found, and the records it rests on.
import { clsx } from 'clsx';
import type { WhyRule } from '#app/presenters/why.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

const LOOKS: Record<WhyRule['outcome'], { icon: IconName; word: string; look: string }> = {
  stops: { icon: 'stop', word: 'Stops it', look: 'text-red' },
  warns: { icon: 'clock', word: 'To put right', look: 'text-amber' },
  holds: { icon: 'check', word: 'Holds', look: 'text-green' },
  not_asked: { icon: 'question', word: 'Has no say here', look: 'text-quiet' },
};

export function WorkedRules({ rules }: { rules: readonly WhyRule[] }) {
  return (
    <ol className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {rules.map(({ rule, title, outcome, sentence, records }) => {
        const { icon, word, look } = LOOKS[outcome];
        return (
          <li key={rule} className="flex flex-col gap-1 p-4">
            <p className="flex flex-wrap items-center justify-between gap-x-3">
              <span className="font-semibold">{title}</span>
              <span className={clsx('inline-flex items-center gap-1.5 text-small font-semibold', look)}>
                <Icon name={icon} size="small" />
                {word}
              </span>
            </p>
            <p>{sentence}</p>
            {records.length > 0 && (
              <ul className="text-small text-quiet">
                {records.map((record) => (
                  <li key={record}>{record}</li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}
