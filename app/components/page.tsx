// The parts that every page is laid out from: its width, its heading and its sections.
import { Link } from '@remix-run/react';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** `reading` is one column of text and forms; `wide` is for calendars and tables. */
export function Page({ width = 'reading', children }: { width?: 'reading' | 'wide'; children: ReactNode }) {
  return (
    <div className={clsx('flex flex-col gap-6', width === 'reading' ? 'max-w-measure' : 'max-w-wide')}>
      {children}
    </div>
  );
}

/** Words within a wide page, no wider than they read well. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className="flex max-w-measure flex-col gap-6">{children}</div>;
}

interface PageHeaderProps {
  /** The one question or thing of this screen. */
  title: string;
  /** A few words above the title: the trip, the account, the class. */
  over?: ReactNode;
  back?: { to: string; label: string };
  /** A sentence below the title. */
  children?: ReactNode;
  /** Beside the title on a wide screen: links and quiet buttons. */
  actions?: ReactNode;
}

export function PageHeader({ title, over, back, children, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-2">
      {back && (
        <Link
          to={back.to}
          className="not-on-paper -ml-1.5 inline-flex min-h-11 items-center gap-0.5 self-start text-small"
        >
          <Icon name="back" size="small" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-2">
          {over && <p className="-mb-2 text-small font-semibold text-quiet">{over}</p>}
          <h1 className="text-title font-bold sm:text-display">{title}</h1>
          {children && <div className="text-quiet">{children}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
      </div>
    </header>
  );
}

interface SectionProps {
  /** Also the anchor that links on the page may point at. */
  id: string;
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ id, title, hint, actions, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-lead font-bold">
          {title}
        </h2>
        {actions}
      </div>
      {hint && <div className="-mt-2 text-small text-quiet">{hint}</div>}
      {children}
    </section>
  );
}
