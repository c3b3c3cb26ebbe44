// A date and time in the school's own zone, with the device's own picker. Times that do not exist or exist twice
// are the server's to answer: the clocks change while a page stands open.
import type { InputHTMLAttributes } from 'react';
import type { FieldBasics } from './field.tsx';
import { controlLook, describedBy, FieldShell } from './field.tsx';

type DateTimeFieldProps = FieldBasics &
  Omit<
    InputHTMLAttributes<HTMLInputElement>,
    'className' | 'style' | 'id' | 'name' | 'type' | 'min' | 'max'
  > & {
    /** The zone in words, such as "UK time". */
    zone: string;
    /** Wall-clock times in the field's own form, `2026-06-03T09:30`, without zone. */
    defaultValue?: string;
    earliest?: string;
    latest?: string;
  };

export function DateTimeField(props: DateTimeFieldProps) {
  const { label, name, id = name, hint, error, optional, zone, earliest, latest, ...input } = props;
  const zoneId = `${id}-zone`;
  return (
    <FieldShell id={id} basics={{ label, name, hint, error, optional }}>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="w-full max-w-[17rem]">
          <input
            {...input}
            type="datetime-local"
            id={id}
            name={name}
            min={earliest}
            max={latest}
            className={controlLook(error)}
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy(id, { hint, error }, zoneId)}
          />
        </span>
        <span id={zoneId} className="text-small text-quiet">
          {zone}
        </span>
      </span>
    </FieldShell>
  );
}
