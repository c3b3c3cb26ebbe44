// Buttons and links that look like buttons. One primary on a screen; a dangerous one never beside a safe one.
import { Link } from '@remix-run/react';
import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, MouseEventHandler, ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

export type ButtonKind = 'primary' | 'quiet' | 'danger';

const KINDS: Record<ButtonKind, string> = {
  primary: 'border-green bg-green text-on-green hover:border-ink',
  quiet: 'border-quiet bg-paper text-ink hover:bg-desk',
  danger: 'border-red bg-paper text-red hover:bg-red-wash',
};

function look(kind: ButtonKind, wide: boolean): string {
  return clsx(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-card border-2 px-5 py-2 text-center text-body font-semibold no-underline',
    'not-on-paper cursor-pointer aria-disabled:cursor-default aria-disabled:opacity-60',
    wide && 'w-full',
    KINDS[kind],
  );
}

interface Common {
  kind?: ButtonKind;
  icon?: IconName;
  /** As wide as its place: the main action on a phone. */
  wide?: boolean;
  children: ReactNode;
}

interface ButtonProps
  extends Common, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'style'> {
  /**
   * The work has begun: the words say so, a second press does nothing, and the focus stays where it is.
   * Where an action is not allowed at all, show a RefusalNote instead of a dead button.
   */
  busy?: boolean;
}

export function Button({
  kind = 'primary',
  icon,
  wide = false,
  busy = false,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="submit"
      {...rest}
      className={look(kind, wide)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface ButtonLinkProps extends Common {
  to: string;
  /** For a file or a page outside the app's routes: lets the browser fetch it whole. */
  reloadDocument?: boolean;
  download?: boolean;
  onClick?: MouseEventHandler<HTMLAnchorElement>;
}

export function ButtonLink({ kind = 'primary', icon, wide = false, to, children, ...rest }: ButtonLinkProps) {
  return (
    <Link to={to} className={look(kind, wide)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
