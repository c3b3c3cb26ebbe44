// Checking one name behind a tap: type a little of it, see whether it is on the list, and it hides itself a few seconds later, for
// others on the coach can see the screen too.
import { useEffect, useState } from 'react';
import { Button } from '#app/components/button.tsx';
import { Field } from '#app/components/field.tsx';
import { Icon } from '#app/components/icon.tsx';
import { findName, type NameFound } from './find-name.ts';

const HIDES_AFTER_MS = 8_000;
/** More than these are no answer: type another letter. */
const MOST = 6;

interface Names {
  shown: readonly string[];
  group: readonly string[];
}

export function NameCheck({ names }: { names: Names }) {
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null) return;
    const hiding = setTimeout(() => setTyped(null), HIDES_AFTER_MS);
    return () => clearTimeout(hiding);
  }, [typed]);

  if (typed === null)
    return (
      <Button type="button" wide icon="search" onClick={() => setTyped('')}>
        Check a name
      </Button>
    );
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line bg-paper p-4 shadow-card">
      <Field
        label="Forename"
        name="name"
        type="search"
        autoFocus
        autoComplete="off"
        autoCapitalize="words"
        spellCheck={false}
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        hint="Hides itself after a few seconds."
      />
      <div role="status" className="flex flex-col gap-2">
        {typed.trim() !== '' && <Answers found={findName(names, typed)} typed={typed.trim()} />}
      </div>
    </div>
  );
}

function Answers({ found, typed }: { found: NameFound[]; typed: string }) {
  if (found.length === 0)
    return (
      <p className="flex items-start gap-3 text-lead font-bold">
        <span className="text-red">
          <Icon name="cross" />
        </span>
        <span>“{typed}” is not on this list: stays out of posts.</span>
      </p>
    );
  return (
    <ul className="flex flex-col gap-2">
      {found.slice(0, MOST).map(({ label, groupOnly }) => (
        <li key={label} className="flex items-start gap-3 text-lead">
          <span className={groupOnly ? 'text-amber' : 'text-green'}>
            <Icon name={groupOnly ? 'people' : 'check'} />
          </span>
          <span>
            <strong>{label}</strong>: {groupOnly ? 'only in a group' : 'can be shown'}
          </span>
        </li>
      ))}
      {found.length > MOST && <li className="text-quiet">And more. Type another letter.</li>}
    </ul>
  );
}
