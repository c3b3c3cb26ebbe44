// How many of a trip may be shown, in one line: each word with its own sign and number.
import type { TripCount } from '#app/presenters/trip-permissions.ts';
import { Icon, type IconName } from './icon.tsx';

const SIGNS: Readonly<Record<TripCount['word'], { icon: IconName; look: string }>> = {
  'can be shown': { icon: 'check', look: 'text-green' },
  'only in a group': { icon: 'people', look: 'text-amber' },
  'not in photos': { icon: 'cross', look: 'text-red' },
  'first name may be used': { icon: 'check', look: 'text-green' },
  'not by name': { icon: 'cross', look: 'text-red' },
};

export function TripCounts({ counts, pupils }: { counts: readonly TripCount[]; pupils: number }) {
  if (pupils === 0) return <p className="text-small text-quiet">Nobody is on its list yet.</p>;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small">
      {counts.map(({ word, count }) => (
        <li key={word} className="inline-flex items-center gap-1.5">
          <span className={SIGNS[word].look}>
            <Icon name={SIGNS[word].icon} size="small" />
          </span>
          <span className="tabular-nums">
            {count} {word}
          </span>
        </li>
      ))}
    </ul>
  );
}
