// Several lines of words with a count that says how many are left, counted by the caller as the platform counts.
import { clsx } from 'clsx';
import type { TextareaHTMLAttributes } from 'react';
import type { FieldBasics } from './field.tsx';
import { controlLook, describedBy, FieldShell } from './field.tsx';
import { Icon } from './icon.tsx';

interface Count {
  /** Characters as the platform weighs them, not string length. */
  used: number;
  limit: number;
}

type TextAreaProps = FieldBasics &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'style' | 'id' | 'name'> & {
    count?: Count;
  };

export function TextArea({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  count,
  rows = 5,
  ...area
}: TextAreaProps) {
  const countId = count ? `${id}-count` : undefined;
  return (
    <FieldShell id={id} basics={{ label, name, hint, error, optional }}>
      <textarea
        rows={rows}
        {...area}
        id={id}
        name={name}
        className={clsx(controlLook(error), 'field-sizing-content min-h-24')}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error }, countId)}
      />
      {count && countId && <CountLine id={countId} count={count} />}
    </FieldShell>
  );
}

function CountLine({ id, count: { used, limit } }: { id: string; count: Count }) {
  const left = limit - used;
  const over = left < 0;
  const words = over ? `${-left} too many` : `${left} left`;
  return (
    <p id={id} className={clsx('flex gap-1.5 text-small', over ? 'font-semibold text-red' : 'text-quiet')}>
      {over && <Icon name="stop" size="small" />}
      <span>
        {used} of {limit} characters, {words}
      </span>
      {/* Spoken while typing only when it matters, or every key would be answered. */}
      <span role="status" className="sr-only">
        {left <= 20 ? `${words}` : ''}
      </span>
    </p>
  );
}
