// Short facts, each with its name before it: account, days, author.
import { clsx } from 'clsx';

export interface Fact {
  label: string;
  text: string;
}

interface FactsListProps {
  facts: Fact[];
  /** every fact is a figure or a few words: it stands beside its name on a phone too */
  brief?: boolean;
}

export function FactsList({ facts, brief = false }: FactsListProps) {
  return (
    <dl
      className={clsx(
        'grid gap-x-6 gap-y-1',
        brief ? 'grid-cols-[fit-content(60%)_1fr]' : 'sm:grid-cols-[max-content_1fr]',
      )}
    >
      {facts.map(({ label, text }) => (
        <div key={label} className="contents">
          <dt className={clsx('text-quiet', brief ? '' : 'text-small sm:text-body')}>{label}</dt>
          <dd className={clsx('[overflow-wrap:anywhere]', !brief && 'mb-2 sm:mb-0')}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
