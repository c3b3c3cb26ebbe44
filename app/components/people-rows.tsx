// People as large rows that a thumb can tick: name, class, and the few words that may be said of them. Never why.
import { clsx } from 'clsx';
import type { PersonRow } from '#app/presenters/people-page.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

const TONES: Readonly<Record<PersonRow['tone'], { icon: IconName; look: string }>> = {
  'goes-on': { icon: 'check', look: 'text-green' },
  'needs-you': { icon: 'people', look: 'text-amber' },
  stopped: { icon: 'stop', look: 'text-red' },
};

/** Rows that take the focus come to rest below the photo, which floats where the screen is tall enough. */
const BELOW_PHOTO = '[@media(min-height:44rem)]:scroll-mt-[calc(42vh+3rem)]';

interface PeopleRowsProps {
  label: string;
  rows: PersonRow[];
  /** shows only rows whose name or class holds these words */
  filter: string;
}

export function PeopleRows({ label, rows, filter }: PeopleRowsProps) {
  const wanted = filter.trim().toLowerCase().split(/\s+/);
  const shown = ({ name, group }: PersonRow) =>
    wanted.every((word) => `${name} ${group}`.toLowerCase().includes(word));
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-paper shadow-card"
    >
      {rows.map((row) => (
        // Hidden rows stay in the form: a tick is never lost to a search.
        <li key={row.value} hidden={!shown(row)}>
          <Row row={row} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row }: { row: PersonRow }) {
  const { icon, look } = TONES[row.tone];
  const id = row.value.replace(':', '-');
  const plainId = row.value.split(':')[1] ?? '';
  return (
    <div className="group/row has-checked:bg-green-wash has-[[data-tone=stopped]:checked]:bg-red-wash">
      <label htmlFor={id} className="flex min-h-14 cursor-pointer items-center gap-4 px-4 py-2.5">
        <input
          type="checkbox"
          id={id}
          name="person"
          value={row.value}
          data-tone={row.tone}
          defaultChecked={row.listed}
          className={clsx('size-[1.5em] shrink-0 cursor-pointer accent-green', BELOW_PHOTO)}
        />
        <span className="flex min-w-0 flex-1 flex-col gap-x-4 sm:flex-row sm:flex-wrap sm:items-center sm:justify-between">
          <span className="min-w-0">
            <span className="font-semibold">{row.name}</span>{' '}
            <span className="text-small whitespace-nowrap text-quiet">{row.group}</span>
          </span>
          <span className={clsx('inline-flex items-center gap-1.5 text-small font-semibold', look)}>
            <Icon name={icon} size="small" />
            {row.word}
          </span>
        </span>
      </label>
      {row.asks.face && (
        <Question name={`face:${plainId}`} chosen={row.faceOn}>
          Can you see {row.name.split(' ')[0]}’s face?
        </Question>
      )}
      {row.asks.uniform && (
        <Question name={`uniform:${plainId}`} chosen={row.uniform}>
          Can you see the school’s uniform or badge on {row.name.split(' ')[0]}?
        </Question>
      )}
    </div>
  );
}

interface QuestionProps {
  name: string;
  chosen: string;
  children: React.ReactNode;
}

/** Asked only once the row is ticked, and only where the answer matters. */
function Question({ name, chosen, children }: QuestionProps) {
  return (
    <fieldset className="hidden px-4 pb-3 pl-14 group-has-[[name=person]:checked]/row:block">
      <legend className="text-small font-semibold">{children}</legend>
      <div className="flex gap-3 pt-1">
        {(['yes', 'no'] as const).map((value) => (
          <label
            key={value}
            className="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-card border border-line bg-paper px-4 has-checked:border-green"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={chosen === value}
              className={clsx('size-[1.3em] accent-green', BELOW_PHOTO)}
            />
            {value === 'yes' ? 'Yes' : 'No'}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
