// Ways to choose: a native list, one tick, and one-of-few as large rows that a thumb cannot miss.
import { clsx } from 'clsx';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react';
import type { FieldBasics } from './field.tsx';
import { controlLook, describedBy, FieldError, FieldHint, FieldShell } from './field.tsx';

export interface Choice {
  value: string;
  label: string;
  hint?: ReactNode;
}

type SelectProps = FieldBasics &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'style' | 'id' | 'name'> & {
    choices: Choice[];
    /** The first, empty entry, such as "Choose an account". */
    prompt?: string;
  };

export function Select({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  choices,
  prompt,
  ...select
}: SelectProps) {
  return (
    <FieldShell id={id} basics={{ label, name, hint, error, optional }}>
      <select
        {...select}
        id={id}
        name={name}
        className={controlLook(error)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
      >
        {prompt && <option value="">{prompt}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldShell>
  );
}

const TICK = 'mt-[0.1em] size-[1.4em] shrink-0 cursor-pointer accent-green';
const ROW = 'flex min-h-11 cursor-pointer items-start gap-3 rounded-card border bg-paper px-4 py-2.5';

type CheckboxProps = Omit<FieldBasics, 'optional' | 'label'> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style' | 'id' | 'name' | 'type'> & {
    label: ReactNode;
  };

/** One tick in a row of its own; the whole row answers to the finger. */
export function Checkbox({ label, name, id = name, hint, error, ...input }: CheckboxProps) {
  return (
    <div className={clsx('flex flex-col gap-1.5', error && 'border-l-4 border-red pl-3')}>
      <FieldError id={id} error={error} />
      <label htmlFor={id} className={clsx(ROW, error ? 'border-red' : 'border-line')}>
        <input
          type="checkbox"
          {...input}
          id={id}
          name={name}
          className={TICK}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
        />
        <span>
          {label}
          <FieldHint id={id} hint={hint} />
        </span>
      </label>
    </div>
  );
}

interface RadioGroupProps extends FieldBasics {
  choices: Choice[];
  defaultValue?: string;
  required?: boolean;
  onChange?: (value: string) => void;
}

/** One of few. The first row carries the group's id, so that a link from the ErrorSummary lands on it. */
export function RadioGroup(props: RadioGroupProps) {
  const { label, name, id = name, hint, error, optional, choices, defaultValue, required, onChange } = props;
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
      {choices.map((choice, index) => {
        const choiceId = index === 0 ? id : `${id}-${choice.value}`;
        return (
          <label
            key={choice.value}
            htmlFor={choiceId}
            className={clsx(ROW, 'border-line has-checked:border-green has-checked:bg-green-wash')}
          >
            <input
              type="radio"
              id={choiceId}
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              required={required}
              onChange={onChange ? () => onChange(choice.value) : undefined}
              className={TICK}
              aria-describedby={choice.hint ? `${choiceId}-about` : undefined}
            />
            <span className="min-w-0">
              {choice.label}
              {choice.hint && (
                <span id={`${choiceId}-about`} className="block text-small text-quiet">
                  {choice.hint}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
