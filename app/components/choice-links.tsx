// One of a few views of the same page, as links in a row: the one that is shown stands out and says so.
import { Link } from '@remix-run/react';
import { clsx } from 'clsx';

export interface ChoiceLink {
  to: string;
  label: string;
  here: boolean;
}

/** `label` names the row to a screen reader: "What it is used for". */
export function ChoiceLinks({ label, links }: { label: string; links: ChoiceLink[] }) {
  return (
    <nav aria-label={label} className="not-on-paper">
      <ul className="flex flex-wrap gap-2">
        {links.map(({ to, label: words, here }) => (
          <li key={to}>
            <Link
              to={to}
              preventScrollReset
              aria-current={here ? 'true' : undefined}
              className={clsx(
                'inline-flex min-h-11 items-center rounded-card border px-3 text-small no-underline',
                here
                  ? 'border-green bg-green-wash font-semibold text-ink'
                  : 'border-line bg-paper text-ink hover:border-quiet',
              )}
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
