// The office around every page of a person signed in: whose school, who you are, where you can go, and the policy
// one tap away. The navigation is a bar under the thumb on a phone and a column at the side on a desk.
import { Link, NavLink } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { GatepostMark } from './gatepost-mark.tsx';
import { Menu } from './menu.tsx';
import { PracticeBanner } from './practice-banner.tsx';
import { SharedDevice } from './shared-device.tsx';

export interface FrameNavItem {
  to: string;
  label: string;
  icon: IconName;
  /** How many wait there; nothing is drawn for 0. */
  count?: number;
  /** Only this very address counts as being there, for the home page. */
  exact?: boolean;
}

/**
 * What the frame shows. A layout route returns it from its loader as `frame` and re-exports RouteError as its
 * ErrorBoundary, which finds it there again: the navigation outlives the page that failed.
 */
export interface FrameData {
  schoolName: string;
  person: { name: string; role: string };
  /** Other schools or roles this person can work as. */
  places: { label: string; to: string }[];
  /** In order of use; a phone shows the first four and puts the rest under More. */
  nav: FrameNavItem[];
  /** Notices not read yet. */
  notices: { to: string; count: number };
  policyTo: string;
  /** "All times are UK time." */
  times: string;
  /** A POST to this address ends the session. */
  signOutAction: string;
  practice: boolean;
  /** Others use this device too: nothing is kept on it. */
  shared?: boolean;
  theme: 'system' | 'light' | 'dark';
}

export function AppFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  return (
    <div className="frame">
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <header>
        {frame.practice && <PracticeBanner />}
        {frame.shared && <SharedDevice signOut={frame.signOutAction} />}
        <FrameBar frame={frame} />
      </header>
      <div className="frame-body">
        <div className="frame-side not-on-paper">
          <FrameNav nav={frame.nav} />
          <footer className="frame-foot">
            <Link to={frame.policyTo} className="inline-flex min-h-11 items-center gap-2 text-small">
              <Icon name="book" size="small" />
              Social media policy
            </Link>
            <p className="text-note text-quiet">{frame.times}</p>
          </footer>
        </div>
        <main id="main" tabIndex={-1} className="frame-main">
          {children}
        </main>
      </div>
    </div>
  );
}

function FrameBar({ frame }: { frame: FrameData }) {
  const { count, to } = frame.notices;
  return (
    <div className="frame-bar not-on-paper">
      <Link to="/" className="flex min-w-0 items-center gap-2.5 text-ink no-underline">
        <GatepostMark />
        <span className="min-w-0">
          <span className="block text-note text-quiet">Gatepost</span>
          <span className="block leading-tight font-bold">{frame.schoolName}</span>
        </span>
      </Link>
      <div className="ml-auto flex items-center">
        <Link to={to} className="menu-button relative text-ink">
          <Icon name="bell" label="Notices" />
          {count > 0 && (
            <span className="count count-over">
              {count}
              <span className="sr-only"> not read</span>
            </span>
          )}
        </Link>
        <Menu
          button={
            <>
              <Icon name="person" />
              <span className="frame-person">
                <span className="block font-semibold">{frame.person.name}</span>
                <span className="block text-note text-quiet">{frame.person.role}</span>
              </span>
              <span className="hidden lg:inline">
                <Icon name="down" size="small" />
              </span>
            </>
          }
        >
          <PersonMenu frame={frame} />
        </Menu>
      </div>
    </div>
  );
}

function PersonMenu({ frame }: { frame: FrameData }) {
  return (
    <>
      <p className="px-4 py-2">
        <span className="block font-semibold">{frame.person.name}</span>
        <span className="block text-small text-quiet">
          {frame.person.role}, {frame.schoolName}
        </span>
      </p>
      {frame.places.map((place) => (
        <Link key={place.to} to={place.to} className="menu-row">
          <Icon name="school" />
          Work as {place.label}
        </Link>
      ))}
      <Link to={frame.policyTo} className="menu-row">
        <Icon name="book" />
        Social media policy
      </Link>
      <form method="post" action={frame.signOutAction}>
        <button type="submit" className="menu-row w-full cursor-pointer">
          <Icon name="leave" />
          Sign out
        </button>
      </form>
    </>
  );
}

/** A bar holds five things under a thumb: four places and More. */
const BAR_PLACES = 4;

function FrameNav({ nav }: { nav: FrameNavItem[] }) {
  const bar = nav.length > BAR_PLACES + 1 ? nav.slice(0, BAR_PLACES) : nav;
  const rest = nav.slice(bar.length);
  return (
    <nav aria-label="Main" className="frame-nav">
      <ul className="frame-nav-list">
        {bar.map((item) => (
          <li key={item.to}>
            <NavItem item={item} />
          </li>
        ))}
        {rest.map((item) => (
          <li key={item.to} className="frame-nav-wide-only">
            <NavItem item={item} />
          </li>
        ))}
        {rest.length > 0 && (
          <li className="frame-nav-narrow-only">
            <Menu
              upward
              button={
                <>
                  <Icon name="more" />
                  More
                </>
              }
            >
              {rest.map((item) => (
                <NavLink key={item.to} to={item.to} end={item.exact} className="menu-row">
                  <Icon name={item.icon} />
                  {item.label}
                  <NavCount count={item.count} />
                </NavLink>
              ))}
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  );
}

function NavItem({ item }: { item: FrameNavItem }) {
  return (
    <NavLink to={item.to} end={item.exact} className="frame-nav-link">
      <Icon name={item.icon} />
      <span>{item.label}</span>
      <NavCount count={item.count} />
    </NavLink>
  );
}

function NavCount({ count = 0 }: { count?: number }) {
  if (count === 0) return null;
  return (
    <span className="count">
      {count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}

/** Finds the frame that a layout route's loader returned, among Remix's matches; null before anyone signed in. */
export function findFrame(matches: readonly { data: unknown }[]): FrameData | null {
  for (const { data } of matches) {
    if (typeof data === 'object' && data !== null && 'frame' in data && data.frame)
      return data.frame as FrameData;
  }
  return null;
}
