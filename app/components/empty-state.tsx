// A screen with nothing on it yet: says so, shows one example of what will stand here, and offers one button.
import type { ReactNode } from 'react';

interface EmptyStateProps {
  title: string;
  /** What this place is for, in a sentence or two. */
  children: ReactNode;
  /** A small picture of how it will look, not for pressing. */
  example?: ReactNode;
  /** One ButtonLink. */
  action?: ReactNode;
}

export function EmptyState({ title, children, example, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-card border border-dashed border-quiet p-5">
      <p className="text-lead font-bold">{title}</p>
      <div>{children}</div>
      {example && (
        <div className="w-full">
          <p className="mb-1.5 text-small text-quiet">It will look like this:</p>
          {/* Inert: an example can be read aloud, but not pressed by mistake. */}
          <div className="pointer-events-none select-none" ref={makeInert}>
            {example}
          </div>
        </div>
      )}
      {action}
    </div>
  );
}

/** React 18 does not know the attribute. Without scripts the example can be reached by key, which harms nobody. */
function makeInert(element: HTMLDivElement | null): void {
  element?.setAttribute('inert', '');
}
