// The screen's main action, always at the thumb's reach on a phone and at the end of the content on a desk.
// On a phone it takes the place of the navigation bar, which then waits at the end of the page. Make it the last child
// of the Page, or of the one form that fills the page: it sticks only inside its parent.
import type { ReactNode } from 'react';

interface StickyActionsProps {
  /** One primary Button, or the RefusalNote in its place; at most one quiet action beside it. */
  children: ReactNode;
  /** A short line above: "Saved 10:04", "2 things left to answer". */
  note?: ReactNode;
}

export function StickyActions({ children, note }: StickyActionsProps) {
  return (
    <div className="sticky-actions not-on-paper">
      {note && <div className="text-small text-quiet">{note}</div>}
      <div className="sticky-actions-row">{children}</div>
    </div>
  );
}
