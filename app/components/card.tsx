// A sheet of paper on the desk, and a stack of them.
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface CardProps {
  children: ReactNode;
  /** Element to draw: `article` for a thing of its own, `div` for layout. */
  as?: 'article' | 'div' | 'section';
}

export function Card({ children, as: Element = 'div' }: CardProps) {
  return (
    <Element className="flex flex-col gap-3 rounded-card border border-line bg-paper p-4 shadow-card sm:p-5">
      {children}
    </Element>
  );
}

export interface StackItem {
  id: string;
  /** The page of the thing; the whole row answers to the finger. */
  to: string;
  title: ReactNode;
  /** A line above the title: account, trip, class. */
  over?: ReactNode;
  /** Lines below it: a track, a time, a person. */
  children?: ReactNode;
  /** A small picture at its side, decorative beside the title. */
  photoSrc?: string;
}

interface StackListProps {
  items: StackItem[];
  /** Names the list to a screen reader. */
  label: string;
  /** Shown in place of the list when there is nothing. */
  empty: ReactNode;
}

export function StackList({ items, label, empty }: StackListProps) {
  if (items.length === 0) return <>{empty}</>;
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-paper shadow-card"
    >
      {items.map((item) => (
        <li key={item.id} className="relative flex items-start gap-4 p-4 has-[a:hover]:bg-desk">
          {item.photoSrc && (
            <img
              src={item.photoSrc}
              alt=""
              width={64}
              height={64}
              loading="lazy"
              className="size-16 shrink-0 rounded-small object-cover"
            />
          )}
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            {item.over && <p className="text-small text-quiet">{item.over}</p>}
            {/* The link's own box is stretched over the row, so that the row is one target with one name. */}
            <Link
              to={item.to}
              className="font-semibold text-ink no-underline after:absolute after:inset-0 after:content-['']"
            >
              <span className="line-clamp-3">{item.title}</span>
            </Link>
            {item.children}
          </div>
          <span className="not-on-paper self-center text-quiet">
            <Icon name="next" />
          </span>
        </li>
      ))}
    </ul>
  );
}
