// Several of many, as ticks side by side: what an answer is about, where, what for.
import { clsx } from 'clsx';
import { describedBy, type FieldBasics, FieldError, FieldHint } from './field.tsx';

interface TickGroupProps extends FieldBasics {
  choices: readonly { value: string; label: string }[];
  /** How many of the first choices are always in sight; the others open. All of them when left out. */
  usual?: number;
  /** Values that are ticked when the form is drawn. */
  chosen?: readonly string[];
}

const COLUMNS = 'grid gap-1.5 min-[22rem]:grid-cols-[repeat(auto-fill,minmax(10.25rem,1fr))]';

/** All ticks carry the group's name. The first carries its id, so that a link from the ErrorSummary lands on it. */
export function TickGroup({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  choices,
  usual = choices.length,
  chosen = [],
}: TickGroupProps) {
  const rest = choices.slice(usual);
  const tick = (choice: TickProps['choice'], index: number) => (
    <Tick
      key={choice.value}
      id={index === 0 ? id : `${id}-${choice.value}`}
      name={name}
      choice={choice}
      chosen={chosen.includes(choice.value)}
    />
  );
  return (
    <fieldset
      aria-describedby={describedBy(id, { hint, error })}
      className={clsx('flex min-w-0 flex-col gap-1.5', error && 'border-l-4 border-red pl-3')}
    >
      <legend className="mb-1.5 font-semibold">
        {label}
        {optional && <span className="font-normal text-quiet"> (if you like)</span>}
      </legend>
      <FieldHint id={id} hint={hint} />
      <FieldError id={id} error={error} />
      <div className={COLUMNS}>{choices.slice(0, usual).map(tick)}</div>
      {rest.length > 0 && (
        <details open={rest.some(({ value }) => chosen.includes(value))}>
          <summary className="inline-flex min-h-11 items-center text-small underline underline-offset-4">
            {rest.length} more
          </summary>
          <div className={COLUMNS}>{rest.map((choice, index) => tick(choice, usual + index))}</div>
        </details>
      )}
    </fieldset>
  );
}

interface TickProps {
  id: string;
  name: string;
  choice: { value: string; label: string };
  chosen: boolean;
}

function Tick({ id, name, choice: { value, label }, chosen }: TickProps) {
  return (
    <label
      htmlFor={id}
      className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-card border border-line bg-paper px-3 py-2 leading-tight has-checked:border-green has-checked:bg-green-wash"
    >
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={chosen}
        className="size-[1.4em] shrink-0 cursor-pointer accent-green"
      />
      {label}
    </label>
  );
}
