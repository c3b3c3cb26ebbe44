// Picking a trip's pupils: the classes to choose from, one class as ticks, and what a search by name has found.
import { Form, Link, useNavigation } from '@remix-run/react';
import type { PickedPupil, TripClasses } from '#app/domain/trips/pick-pupils.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { StickyActions } from './sticky-actions.tsx';
import { TickGroup } from './tick-group.tsx';

const CARD = 'divide-y divide-line rounded-card border border-line bg-paper shadow-card';

export function ClassesToPick({ classes, to }: { classes: TripClasses['classes']; to: string }) {
  if (classes.length === 0) return <p className="text-quiet">No pupils are on record at this school yet.</p>;
  return (
    <ul aria-label="Classes" className={CARD}>
      {classes.map(({ group, count, going }) => (
        <li key={group}>
          <Link
            to={`${to}?class=${encodeURIComponent(group)}`}
            className="flex min-h-11 items-center justify-between gap-3 px-4 py-2 text-ink no-underline hover:bg-desk"
          >
            <span className="font-semibold">{group}</span>
            <span className="inline-flex items-center gap-1 text-small whitespace-nowrap text-quiet tabular-nums">
              {going > 0 ? `${going} of ${count} go` : `${count} pupils`}
              <Icon name="next" size="small" />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface ClassTicksProps {
  group: string;
  pupils: PickedPupil[];
  /** nobody of the class is on the list yet: all are ticked to begin with */
  suggested: boolean;
}

/** One class with a tick for each; what was on the list when it was drawn goes along, so that nobody else's change is undone. */
export function ClassTicks({ group, pupils, suggested }: ClassTicksProps) {
  const busy = useNavigation().state === 'submitting';
  const going = pupils.filter(({ goes }) => goes).map(({ id }) => id);
  return (
    <Form method="post" className="flex flex-col gap-6">
      <input type="hidden" name="intent" value="class" />
      <input type="hidden" name="was" value={suggested ? '' : going.join(' ')} />
      <TickGroup
        label={`Who of ${group} goes?`}
        name="pupil"
        hint={suggested ? 'All are ticked. Take the tick away from those who stay.' : undefined}
        choices={pupils.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={going}
      />
      <StickyActions>
        <Button icon="check" wide busy={busy}>
          Save this class
        </Button>
      </StickyActions>
    </Form>
  );
}

export interface FoundForTrip {
  typed: string;
  pupils: PickedPupil[];
  more: boolean;
}

/** The search, and what it found, each with one button. */
export function FindForTrip({ found }: { found: FoundForTrip | null }) {
  return (
    <div className="flex flex-col gap-3">
      <Form method="post" role="search" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="intent" value="find" />
        <div className="min-w-0 grow basis-[14rem]">
          <Field
            label="Name"
            name="typed"
            type="search"
            autoComplete="off"
            enterKeyHint="search"
            maxLength={200}
            defaultValue={found?.typed}
          />
        </div>
        <Button kind="quiet" icon="search">
          Find
        </Button>
      </Form>
      {found && found.pupils.length === 0 && (
        <p role="status" className="text-quiet">
          Nobody found. Check the spelling, or type only part of the name.
        </p>
      )}
      {found && found.pupils.length > 0 && (
        <ul aria-label="Found" className={CARD}>
          {found.pupils.map((pupil) => (
            <FoundPupil key={pupil.id} pupil={pupil} />
          ))}
        </ul>
      )}
      {found?.more && <p className="text-quiet">There are more. Type more of the name.</p>}
    </div>
  );
}

function FoundPupil({ pupil: { id, name, group, goes } }: { pupil: PickedPupil }) {
  return (
    <li className="flex min-h-14 items-center justify-between gap-3 px-4 py-2">
      <span className="min-w-0">
        {name} <span className="text-small text-quiet">{group}</span>
      </span>
      <Form method="post">
        <input type="hidden" name="intent" value={goes ? 'off' : 'on'} />
        <input type="hidden" name="pupil" value={id} />
        <Button kind="quiet" aria-label={goes ? `Take off ${name}` : `Add ${name}`}>
          {goes ? 'Take off' : 'Add'}
        </Button>
      </Form>
    </li>
  );
}
