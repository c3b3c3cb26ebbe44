// Who is it? The list to choose from, quick to narrow by typing. It is a plain form whose rows are its buttons, so the
// same list answers one face after another where no scripts run.
import { Link } from '@remix-run/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Accounting } from '#app/domain/photos/accounting.ts';
import { VERSION } from '#app/http/settle-form.ts';
import type { AccountPage, PickRow } from '#app/presenters/account-page.ts';
import { placesOf } from './accounted.ts';
import { matching, offered } from './find-people.ts';
import { Verdict } from './verdict.tsx';
import { Icon, type IconName } from '../icon.tsx';

export interface QuickChoice {
  value: string;
  label: string;
  icon: IconName;
  hint?: string;
}

interface PickerProps {
  page: AccountPage;
  state: Accounting;
  /** name of a row's button in the plain form, and what stands before its value */
  field: { name: string; before: string };
  quick: QuickChoice[];
  /** only these kinds of people */
  rows: PickRow[];
  /** null before scripts run: then rows are sent with the form */
  onPick: ((value: string) => void) | null;
  /** the value that stands here already */
  here: string | null;
  /** opened by a key: the search takes the focus */
  byKey: boolean;
  /** changes with every question, and empties the search */
  of: string;
  /** where to go with somebody who is on no list yet; absent where there is no face to hide */
  unlistedTo?: string;
  children?: ReactNode;
}

export function Picker(props: PickerProps) {
  const { page, state, field, quick, onPick, here, byKey, of, unlistedTo, children } = props;
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLFormElement>(null);
  const places = placesOf(state);
  const rows = matching(offered(props.rows, page.recent, places), typed);
  const first = typed.trim() ? rows[0] : undefined;

  useEffect(() => {
    setTyped('');
    if (byKey) search.current?.focus({ preventScroll: true });
    list.current?.querySelector('.pick-list')?.scrollTo({ top: 0 });
  }, [of, byKey]);

  const press = (value: string) => (event: { preventDefault(): void }) => {
    if (!onPick) return;
    event.preventDefault();
    onPick(value);
  };

  /** Arrows go from the search into the rows and back; letters typed on a row go on in the search. */
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-pick]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const inSearch = document.activeElement === search.current;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!inSearch && at < 0) return;
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      (next < 0 ? search.current : (buttons[next] ?? buttons[at]))?.focus();
    } else if (event.key === 'Enter' && inSearch) {
      event.preventDefault();
      if (first && onPick) onPick(first.value);
    } else if (at >= 0 && /^\p{Letter}$/u.test(event.key) && !event.ctrlKey && !event.metaKey)
      search.current?.focus();
  };

  return (
    <form
      ref={list}
      method="post"
      action={page.here}
      className="flex min-h-0 flex-1 flex-col gap-3"
      onKeyDown={onKeyDown}
      onSubmit={(event) => onPick && event.preventDefault()}
    >
      <input type="hidden" name={VERSION} value={page.version} />
      {onPick && (
        <div className="relative">
          <span className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-quiet">
            <Icon name="search" />
          </span>
          <input
            ref={search}
            type="search"
            aria-label="Type a name"
            placeholder="Type a name"
            autoComplete="off"
            autoCapitalize="words"
            spellCheck={false}
            enterKeyHint="done"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            className="faces-search"
          />
        </div>
      )}
      {quick.length > 0 && (
        <div className="quick-choices">
          {quick.map(({ value, label, icon, hint }) => (
            <button
              key={value}
              type="submit"
              name={field.name}
              value={field.before + value}
              onClick={press(value)}
              aria-current={here === value || undefined}
              {...(hint ? { title: hint } : {})}
              className="quick-choice"
            >
              <Icon name={icon} size="small" />
              {label}
            </button>
          ))}
        </div>
      )}
      {children}
      {page.classes.length > 0 && <Classes page={page} />}
      <p role="status" className="sr-only">
        {typed.trim() &&
          (first
            ? `${rows.length} found. Enter chooses ${first.name}.`
            : 'Nobody on this list is called that.')}
      </p>
      {rows.length === 0 && (
        <p className="text-small text-quiet">
          {typed.trim()
            ? 'Nobody on this list is called that. Is it a child from elsewhere? Then blur the face.'
            : page.classes.length > 0
              ? 'Choose a class to see its pupils.'
              : 'There is nobody to choose from.'}
        </p>
      )}
      <ul className="pick-list" aria-label="People">
        {rows.map((row) => (
          <li key={row.value}>
            <button
              type="submit"
              data-pick
              name={field.name}
              value={field.before + row.value}
              onClick={press(row.value)}
              aria-current={here === row.value || undefined}
              className={row === first ? 'pick-row pick-row-first' : 'pick-row'}
            >
              <span>
                <span className="font-semibold">{row.name}</span>{' '}
                <span className="text-small text-quiet">{row.group}</span>
                <Place place={places.get(row.value)} here={here === row.value} />
              </span>
              <Verdict tone={row.tone}>{row.word}</Verdict>
            </button>
          </li>
        ))}
      </ul>
      {unlistedTo && (
        <p className="text-small">
          <Link to={unlistedTo} className="inline-flex min-h-11 items-center">
            Not on the list yet
          </Link>
        </p>
      )}
    </form>
  );
}

function Place({ place, here }: { place: number | 'behind' | 'together' | undefined; here: boolean }) {
  if (place === undefined) return null;
  const words = here
    ? 'here'
    : typeof place === 'number'
      ? `on face ${place}`
      : place === 'behind'
        ? 'from behind'
        : 'in the group';
  return <span className="block text-note text-quiet">In this photo: {words}</span>;
}

/** Without a trip, one class at a time; whoever is in the photo already always stands with it. */
function Classes({ page }: { page: AccountPage }) {
  return (
    <nav aria-label="Class" className="flex flex-wrap gap-2">
      {page.classes.map(({ group }) => (
        <Link
          key={group}
          to={`?class=${encodeURIComponent(group)}`}
          replace
          preventScrollReset
          aria-current={group === page.klass ? 'true' : undefined}
          className="class-choice"
        >
          {group}
        </Link>
      ))}
    </nav>
  );
}
