// Our own icons, drawn on a 24 px grid with one line width and inlined, so that no font or other host is asked.
// An icon never speaks alone: a word stands beside it, or `label` says it to a screen reader.
import type { ReactNode } from 'react';

const SHAPES = {
  home: <path d="M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-4.5h4V19" />,
  post: <path d="M5 5h14v14H5zM8.5 9.5h7M8.5 13h7M8.5 16h4" />,
  pencil: <path d="m5 19 1-4.5L16 4.5l3.5 3.5L9.5 18zM14 6.5 17.5 10" />,
  calendar: <path d="M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4" />,
  photo: (
    <>
      <path d="M4 6h16v12.5H4zM4 16l4.5-4.5 3.5 3.5 3-3 5 5" />
      <circle cx="15.5" cy="9.5" r="1.25" />
    </>
  ),
  camera: (
    <>
      <path d="M3.5 8H8l1.5-2.5h5L16 8h4.5v11h-17z" />
      <circle cx="12" cy="13" r="3.2" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8.5" r="3" />
      <path d="M3.5 19c.4-3.6 2.6-5.5 5.5-5.5s5.1 1.9 5.5 5.5M15.5 5.8a3 3 0 0 1 0 5.4M17 13.9c2 .7 3.2 2.4 3.5 5.1" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8.5" r="3.5" />
      <path d="M5 19.5c.5-3.9 3.2-6 7-6s6.5 2.1 7 6" />
    </>
  ),
  consent: <path d="M5 4.5h14v15H5zM8 9l1.2 1.2L11.5 8M13.5 9.5H16M8 14.5l1.2 1.2 2.3-2.2M13.5 15H16" />,
  register: (
    <path d="M6.5 4H19v16H6.5A1.5 1.5 0 0 1 5 18.5v-13A1.5 1.5 0 0 1 6.5 4zM5 17h14M9 8h6M9 11.5h6" />
  ),
  bell: (
    <path d="M6 16.5h12c-1.3-1.3-1.7-2.7-1.7-6a4.3 4.3 0 0 0-8.6 0c0 3.3-.4 4.7-1.7 6zM10.3 19.5h3.4M12 6V4" />
  ),
  check: <path d="m5.5 12.5 4.5 4.5 8.5-10" />,
  cross: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
  warn: <path d="M12 4.5 20.5 19h-17zM12 10v4M12 16.5v.2" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 11v5M12 8v.2" />
    </>
  ),
  stop: <path d="M8.7 4h6.6L20 8.7v6.6L15.3 20H8.7L4 15.3V8.7zM8.5 12h7" />,
  done: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="m8.5 12.3 2.5 2.5 4.5-5.3" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.5V12l3 2.5" />
    </>
  ),
  question: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M9.7 9.7c.2-1.5 1.2-2.2 2.4-2.2 1.4 0 2.4.8 2.4 2.1 0 1.9-2.5 1.9-2.5 4M12 16.3v.2" />
    </>
  ),
  lock: <path d="M6 11h12v8.5H6zM8.5 11V8.5a3.5 3.5 0 0 1 7 0V11M12 14.5V16" />,
  undo: <path d="M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-2" />,
  pause: <path d="M8.5 5.5v13M15.5 5.5v13" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5.5 12h13" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="5.5" />
      <path d="m14.5 14.5 5 5" />
    </>
  ),
  download: <path d="M12 4.5V15M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14" />,
  bin: <path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5" />,
  shield: <path d="M12 4 5.5 6.5V11c0 4.2 2.5 7.1 6.5 9 4-1.9 6.5-4.8 6.5-9V6.5zM9 12l2.2 2.2L15 10" />,
  book: (
    <path d="M12 6.5c-1.8-1.4-4.3-2-7.5-2v13c3.2 0 5.7.6 7.5 2 1.8-1.4 4.3-2 7.5-2v-13c-3.2 0-5.7.6-7.5 2zM12 6.5v13" />
  ),
  send: <path d="M4.5 12 19.5 5l-4 14.5-4-5zM11.5 14.5l8-9.5" />,
  back: <path d="M14.5 5.5 8 12l6.5 6.5" />,
  next: <path d="M9.5 5.5 16 12l-6.5 6.5" />,
  down: <path d="M5.5 9.5 12 16l6.5-6.5" />,
  more: <path d="M5 7h14M5 12h14M5 17h14" />,
  leave: <path d="M13.5 4.5h-8v15h8M10 12h10M16.5 8.5 20 12l-3.5 3.5" />,
  school: <path d="M12 4v3.5M12 4h4v2.5h-4M4.5 19.5V12L12 7.5l7.5 4.5v7.5zM10 19.5V15h4v4.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Every name there is, in drawing order. */
export const ICON_NAMES = Object.keys(SHAPES) as IconName[];

interface IconProps {
  name: IconName;
  /** Says the icon to a screen reader. Leave it out where a word beside the icon says the same. */
  label?: string;
  /** `body` suits the words beside it, `small` small words, `large` stands alone; all grow with the text. */
  size?: 'small' | 'body' | 'large';
}

const SIZES = { small: 'size-[1.2em]', body: 'size-[1.3em]', large: 'size-[1.9em]' };

export function Icon({ name, label, size = 'body' }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`${SIZES[size]} inline-block shrink-0 align-[-0.2em]`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {SHAPES[name]}
    </svg>
  );
}
