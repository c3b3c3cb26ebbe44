// The two forms of a PIN: choosing one for a new list, and typing it to open the list that is on this phone.
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '#app/components/button.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PIN_LENGTH, pinProblem } from './pin-rules.ts';

/** How a PIN is typed: digits on a telephone's keys, shown as dots, offered to no password keeper. */
const PIN_FIELD = {
  type: 'password',
  inputMode: 'numeric',
  autoComplete: 'off',
  pattern: '[0-9]*',
  maxLength: PIN_LENGTH,
  required: true,
} as const;

const typedIn = (event: FormEvent<HTMLFormElement>, name: string): string =>
  String(new FormData(event.currentTarget).get(name) ?? '').trim();

interface NewPinProps {
  replaces: boolean;
  problem: string | null;
  busy: boolean;
  onPin(pin: string): void;
}

export function NewPin({ replaces, problem, busy, onPin }: NewPinProps) {
  const [errors, setErrors] = useState<{ pin?: string; again?: string }>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pin = typedIn(event, 'pin');
    const wrong = pinProblem(pin);
    const differs = pin === typedIn(event, 'again') ? undefined : 'The two are not the same. Type it again.';
    setErrors(wrong ? { pin: wrong } : differs ? { again: differs } : {});
    if (!wrong && !differs) onPin(pin);
  };
  return (
    <>
      <PageHeader title="Put the list on this phone">
        It opens with a PIN, also where there is no signal, and is gone a day after the trip.
      </PageHeader>
      {problem && <Notice kind="stopped" title={problem} announce />}
      {replaces && (
        <Notice kind="needs-you" title="There is a list on this phone already.">
          The new one takes its place.
        </Notice>
      )}
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field
          {...PIN_FIELD}
          label="Choose a PIN of six digits"
          name="pin"
          hint="Not the one that opens your phone. After ten wrong tries the list is removed."
          {...(errors.pin ? { error: errors.pin } : {})}
        />
        <Field
          {...PIN_FIELD}
          label="The same PIN again"
          name="again"
          {...(errors.again ? { error: errors.again } : {})}
        />
        <Button wide busy={busy} icon="lock">
          {busy ? 'Putting it on this phone…' : 'Put it on this phone'}
        </Button>
      </form>
      <p className="text-small text-quiet">Signing out on this phone removes the list as well.</p>
    </>
  );
}

interface TypePinProps {
  triesLeft: number;
  waitMs: number;
  wrong: boolean;
  busy: boolean;
  onPin(pin: string): void;
}

export function TypePin({ triesLeft, waitMs, wrong, busy, onPin }: TypePinProps) {
  const left = useSecondsLeft(waitMs);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pin = typedIn(event, 'pin');
    event.currentTarget.reset();
    if (pin !== '' && left === 0) onPin(pin);
  };
  const tries = triesLeft === 1 ? 'One try is left' : `${triesLeft} tries are left`;
  return (
    <>
      <PageHeader title="Photo list">It is on this phone. Type its PIN.</PageHeader>
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <Field
          {...PIN_FIELD}
          autoFocus
          label="PIN"
          name="pin"
          {...(wrong ? { error: `That was not the PIN. ${tries}; then the list is removed.` } : {})}
        />
        <Button wide busy={busy || left > 0} icon="lock">
          {busy ? 'Opening…' : left > 0 ? `Wait ${inWords(left)}` : 'Open the list'}
        </Button>
      </form>
    </>
  );
}

const inWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;

function useSecondsLeft(waitMs: number): number {
  const [left, setLeft] = useState(Math.ceil(waitMs / 1_000));
  useEffect(() => {
    const until = Date.now() + waitMs;
    const tell = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    tell();
    const ticks = waitMs > 0 ? setInterval(tell, 500) : undefined;
    return () => clearInterval(ticks);
  }, [waitMs]);
  return left;
}
