// A small menu that opens without scripts; with them it also closes on Escape, on a press elsewhere and on leaving.
import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

interface MenuProps {
  /** What stands on the button; must say in words what opens. */
  button: ReactNode;
  children: ReactNode;
  /** Opens above its button, for a bar at the bottom of the screen. */
  upward?: boolean;
}

export function Menu({ button, children, upward = false }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const { key } = useLocation();

  useEffect(() => {
    details.current?.removeAttribute('open');
  }, [key]);

  useEffect(() => {
    const closeOutside = (event: Event): void => {
      const menu = details.current;
      if (menu?.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    const closeOnEscape = (event: KeyboardEvent): void => {
      const menu = details.current;
      if (event.key !== 'Escape' || !menu?.open) return;
      menu.open = false;
      menu.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, []);

  return (
    <details ref={details} className={upward ? 'menu menu-upward' : 'menu'}>
      <summary className="menu-button">{button}</summary>
      <div className="menu-sheet">{children}</div>
    </details>
  );
}
