// Saying who is in a photo: tick the rows, look at the count, confirm with one press. Without scripts the same form asks
// for the number to be typed.
import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { PeoplePage } from '#app/presenters/people-page.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';
import { Section } from './page.tsx';
import { PeopleRows } from './people-rows.tsx';
import { StickyActions } from './sticky-actions.tsx';

/** A list longer than this gets a box to narrow it. */
const SHORT_LIST = 12;

export function PeopleForm({ page, countError }: { page: PeoplePage; countError: string | undefined }) {
  const form = useRef<HTMLFormElement>(null);
  const [filter, setFilter] = useState('');
  const { ticked, stopped, recount } = useTicked(form, page);
  const busy = useNavigation().state === 'submitting';
  // Once somebody typed a number themselves, ticking no longer changes it.
  const [typed, setTyped] = useState(page.headCount !== null && page.headCount !== page.listedCount);
  useEffect(() => {
    const count = form.current?.elements.namedItem('headCount');
    if (!typed && ticked !== null && count instanceof HTMLInputElement) count.value = String(ticked);
  }, [ticked, typed]);

  return (
    <Form ref={form} method="post" className="flex flex-col gap-6" onInput={recount}>
      <input type="hidden" name="base" value={page.base} />
      {page.schoolSentence && <Notice kind="stopped" title={page.schoolSentence} />}
      {page.groups.length > 0 && <ClassPicker page={page} />}
      {page.pupils.length > 0 && (
        <Section
          id="pupils"
          title={page.byTrip ? 'Pupils on the trip' : 'Pupils'}
          hint="Tick everyone who can be seen, also from behind or far away."
        >
          {ticked !== null && page.pupils.length > SHORT_LIST && (
            <Narrow value={filter} onChange={setFilter} />
          )}
          <PeopleRows label="Pupils" rows={page.pupils} filter={filter} />
        </Section>
      )}
      <Section id="adults" title="Adults" hint="Only adults with written permission on record can be shown.">
        {page.adults.length > 0 ? (
          <PeopleRows label="Adults" rows={page.adults} filter="" />
        ) : (
          <p className="text-quiet">No adult has given permission yet. The office can record it.</p>
        )}
      </Section>
      <Field
        label="How many people can be seen?"
        name="headCount"
        id="headCount"
        type="number"
        inputMode="numeric"
        min={0}
        max={999}
        hint="Anyone else? Look at the edges, behind, and in mirrors and screens. If somebody is on no list, this photo cannot be used: crop them out and add it again."
        defaultValue={page.headCount ?? (page.listedCount || '')}
        error={countError}
        onInput={() => setTyped(true)}
      />
      <StickyActions
        note={
          <span role="status">
            {stopped.length > 0 && (
              <span className="flex gap-1.5 font-semibold text-red">
                <Icon name="stop" size="small" />
                {listed(stopped)} may not be shown. Use a photo without them.
              </span>
            )}
          </span>
        }
      >
        {/* An empty list is rarely right: it is offered, never urged. */}
        <Button
          kind={ticked === 0 ? 'quiet' : 'primary'}
          icon="check"
          wide
          name="intent"
          value="done"
          busy={busy}
        >
          {ticked === null
            ? 'That is everyone'
            : ticked === 0
              ? 'Nobody can be seen'
              : `That is everyone: ${ticked}`}
        </Button>
      </StickyActions>
    </Form>
  );
}

const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** How many rows are ticked, and who of them may not be shown; null until scripts run. */
function useTicked(form: React.RefObject<HTMLFormElement>, page: PeoplePage) {
  const [ticked, setTicked] = useState<number | null>(null);
  const [stopped, setStopped] = useState<string[]>([]);
  const recount = () => {
    const boxes = form.current?.querySelectorAll<HTMLInputElement>('input[name=person]:checked') ?? [];
    const values = [...boxes].map((box) => box.value);
    setTicked(values.length);
    setStopped(
      [...page.pupils, ...page.adults]
        .filter(
          (row) =>
            row.tone === 'stopped' && !row.asks.face && !row.asks.uniform && values.includes(row.value),
        )
        .map((row) => row.name),
    );
  };
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(recount, [page]);
  return { ticked, stopped, recount };
}

function Narrow({ value, onChange }: { value: string; onChange(value: string): void }) {
  return (
    <Field
      label="Find a name"
      name="narrow"
      type="search"
      autoComplete="off"
      optional
      value={value}
      onInput={(event) => event.stopPropagation()}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Without a trip, one class at a time. Ticks already made are saved before the class changes. */
function ClassPicker({ page }: { page: PeoplePage }) {
  return (
    <Section id="classes" title="Which class?" hint="Whoever is ticked already stays on the list.">
      <div className="flex flex-wrap gap-3">
        {page.groups.map(({ group, count }) => (
          <Button
            key={group}
            kind={group === page.group ? 'primary' : 'quiet'}
            name="intent"
            value={`class:${group}`}
            aria-pressed={group === page.group}
          >
            {group} ({count})
          </Button>
        ))}
      </div>
    </Section>
  );
}
