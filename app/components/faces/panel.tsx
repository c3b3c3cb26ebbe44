// A question beside the photo: on a phone it comes up from the bottom and leaves the photo in sight, on a desk it stands
// at the photo's side. It is no modal dialog: another face can be tapped while it is open.
import { Link } from '@remix-run/react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from '../icon.tsx';

interface PanelProps {
  title: ReactNode;
  /** beside the title: a close-up of the face */
  picture?: ReactNode;
  /** below the title */
  about?: ReactNode;
  /** changes when the panel is about something else: the title then takes the focus, unless a field does */
  of: string;
  /** the field inside takes the focus by itself */
  fieldFocused?: boolean;
  /** where the panel is closed without scripts: the page itself */
  closeTo: string;
  onClose(): void;
  onKeyDown?(event: KeyboardEvent): void;
  children: ReactNode;
}

export function Panel(props: PanelProps) {
  const { title, picture, about, of, fieldFocused = false, closeTo, onClose, onKeyDown, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const section = useRef<HTMLElement>(null);
  // On a desk the list that was scrolled gives way to a shorter panel; on a phone the panel is always in sight.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    if (!fieldFocused) heading.current?.focus({ preventScroll: true });
  }, [of, fieldFocused]);
  return (
    <section
      ref={section}
      aria-labelledby={id}
      className="faces-panel"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          return onClose();
        }
        onKeyDown?.(event);
      }}
    >
      <div className="flex items-start gap-3">
        {picture}
        <div className="min-w-0 flex-1">
          <h2 ref={heading} id={id} tabIndex={-1} className="text-lead font-bold outline-none">
            {title}
          </h2>
          {about && <div className="text-small text-quiet">{about}</div>}
        </div>
        <Link
          to={closeTo}
          preventScrollReset
          onClick={(event) => {
            event.preventDefault();
            onClose();
          }}
          className="-m-2 inline-flex size-11 shrink-0 items-center justify-center rounded-card text-ink hover:bg-desk"
        >
          <Icon name="cross" label="Close" />
        </Link>
      </div>
      {children}
    </section>
  );
}
