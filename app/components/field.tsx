// One labelled line of a form, and the shell that every kind of field shares: label, hint, the error beside it.
import { clsx } from 'clsx';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** What every field takes. The id is the name unless given, so that an ErrorSummary can link to it. */
export interface FieldBasics {
  label: string;
  name: string;
  id?: string;
  hint?: ReactNode;
  /** One sentence: what is wrong and what to do. */
  error?: string;
  /** Adds "(if you like)" after the label. Fields without it are needed. */
  optional?: boolean;
}

/** Ids that tie a field to its hint and its error, ready for `aria-describedby`. */
export function describedBy(id: string, { hint, error }: Pick<FieldBasics, 'hint' | 'error'>, also?: string) {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null, also ?? null].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** The look shared by inputs, selects and text areas. */
export function controlLook(error: string | undefined): string {
  return clsx(
    'w-full min-w-0 min-h-11 rounded-small bg-paper px-3 py-2 text-body text-ink',
    error ? 'border-2 border-red' : 'border border-quiet',
  );
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="flex gap-1.5 text-small font-semibold text-red">
      <Icon name="stop" size="small" />
      <span>
        <span className="sr-only">Error: </span>
        {error}
      </span>
    </p>
  );
}

export function FieldHint({ id, hint }: { id: string; hint: ReactNode }) {
  return hint ? (
    <div id={`${id}-hint`} className="text-small text-quiet">
      {hint}
    </div>
  ) : null;
}

export function FieldShell({
  id,
  basics,
  children,
}: {
  id: string;
  basics: FieldBasics;
  children: ReactNode;
}) {
  return (
    <div className={clsx('flex flex-col gap-1.5', basics.error && 'border-l-4 border-red pl-3')}>
      <label htmlFor={id} className="text-body font-semibold">
        {basics.label}
        {basics.optional && <span className="font-normal text-quiet"> (if you like)</span>}
      </label>
      <FieldHint id={id} hint={basics.hint} />
      <FieldError id={id} error={basics.error} />
      {children}
    </div>
  );
}

type FieldProps = FieldBasics &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'style' | 'id' | 'name'>;

/** A single-line input; `type` as in HTML (text, email, password, search, number, tel). */
export function Field({ label, name, id = name, hint, error, optional, ...input }: FieldProps) {
  return (
    <FieldShell id={id} basics={{ label, name, hint, error, optional }}>
      <input
        type="text"
        {...input}
        id={id}
        name={name}
        className={controlLook(error)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
      />
    </FieldShell>
  );
}
