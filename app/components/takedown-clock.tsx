// The clock of a takedown: by when it must be gone, and who sees to it.
import type { Clock } from '#app/presenters/takedown-clock.ts';
import { Icon } from './icon.tsx';

export function TakedownClock({ clock }: { clock: Clock }) {
  return (
    <div className="flex flex-col gap-1">
      <p className={`flex gap-1.5 font-semibold ${clock.tone === 'red' ? 'text-red' : 'text-amber'}`}>
        <Icon name={clock.icon} size="small" />
        {clock.sentence}
      </p>
      <p className="text-small text-quiet">{clock.next}</p>
    </div>
  );
}
