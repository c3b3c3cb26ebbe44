// What else can be done with the photo. Drawing needs scripts; a class photo does not.
import { Link } from '@remix-run/react';
import type { Accounting } from '#app/domain/photos/accounting.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';
import type { Open } from './use-screen.ts';
import { Icon, type IconName } from '../icon.tsx';

interface ToolsProps {
  page: AccountPage;
  state: Accounting;
  /** null before scripts run */
  onOpen: ((open: Open) => void) | null;
}

export function Tools({ page, state, onOpen }: ToolsProps) {
  const draws: { purpose: 'face' | 'hide' | 'crop'; icon: IconName; label: string }[] = [
    { purpose: 'face', icon: 'plus', label: 'Add a missed face' },
    { purpose: 'hide', icon: 'shield', label: 'Hide something else' },
    { purpose: 'crop', icon: 'photo', label: state.crop ? 'Crop again' : 'Crop' },
  ];
  return (
    <nav
      aria-label="More for this photo"
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,10rem),1fr))] gap-2"
    >
      {onOpen &&
        draws.map(({ purpose, icon, label }) => (
          <button
            key={purpose}
            type="button"
            className="tool"
            onClick={() => onOpen({ kind: 'box', purpose, box: purpose === 'crop' ? state.crop : null })}
          >
            <Icon name={icon} size="small" />
            {label}
          </button>
        ))}
      {page.groups.length > 0 && (
        <Link
          to="?open=group"
          className="tool"
          preventScrollReset
          onClick={(event) => {
            if (!onOpen) return;
            event.preventDefault();
            onOpen({ kind: 'group' });
          }}
        >
          <Icon name="people" size="small" />
          {state.group ? `Class photo: ${state.group.name}` : 'Class photo?'}
        </Link>
      )}
    </nav>
  );
}
