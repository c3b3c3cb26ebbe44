// Every copy of a trip's photo list as a card, the newest first: how it stands, and what can be said of it.
import { Link } from '@remix-run/react';
import { Card } from '#app/components/card.tsx';
import { Icon, type IconName } from '#app/components/icon.tsx';
import type { CopyLine } from '#app/presenters/photo-lists.ts';
import { EndACopy } from './end-a-copy.tsx';

const MARKS: Readonly<Record<CopyLine['look'], { icon: IconName; look: string }>> = {
  good: { icon: 'check', look: 'text-green' },
  'needs-you': { icon: 'warn', look: 'text-amber' },
  stopped: { icon: 'stop', look: 'text-red' },
  over: { icon: 'minus', look: 'text-quiet' },
};

export function CopyCards({ copies }: { copies: readonly CopyLine[] }) {
  if (copies.length === 0) return <p className="text-quiet">No copy was made yet.</p>;
  return (
    <ul aria-label="Copies" className="flex flex-col gap-3">
      {copies.map((copy) => {
        const { icon, look } = MARKS[copy.look];
        return (
          <li key={copy.id}>
            <Card as="article">
              <div className="flex flex-col gap-1">
                <h3 className="font-semibold">
                  <Link to={copy.to} className="inline-flex min-h-11 items-center text-ink">
                    {copy.title}
                  </Link>
                </h3>
                <p className="flex items-start gap-2">
                  <span className={look}>
                    <Icon name={icon} size="small" />
                  </span>
                  <span className="min-w-0">{copy.standing}</span>
                </p>
                <p className="text-small text-quiet">{copy.made}</p>
              </div>
              <EndACopy copy={copy} />
            </Card>
          </li>
        );
      })}
    </ul>
  );
}
