// Whether what was done is saved, and what stands in the way when it is not.
import { Link } from '@remix-run/react';
import { Icon } from '../icon.tsx';
import type { SettleTrouble } from './use-settle.ts';

interface SettleNoteProps {
  waiting: number;
  trouble: SettleTrouble | null;
  here: string;
}

export function SettleNote({ waiting, trouble, here }: SettleNoteProps) {
  const left = waiting > 0 ? `Not saved yet: ${waiting}. ` : '';
  return (
    <p role="status" className="min-h-[1.4em]">
      {!trouble && waiting === 0 && (
        <span className="inline-flex items-center gap-1.5">
          <Icon name="check" size="small" /> Saved
        </span>
      )}
      {!trouble && waiting > 0 && `Not saved yet: ${waiting}`}
      {trouble && (
        <span className={trouble.kind === 'refused' ? 'font-semibold text-red' : 'font-semibold text-amber'}>
          <Icon name={trouble.kind === 'refused' ? 'stop' : 'warn'} size="small" /> {left}
          {trouble.kind === 'offline' && 'No connection. Go on: it is kept here and saved when it is back.'}
          {trouble.kind === 'signed_out' && (
            <>
              You were signed out.{' '}
              <Link to={`/sign-in?back=${encodeURIComponent(here)}`} reloadDocument>
                Sign in again
              </Link>
            </>
          )}
          {trouble.kind === 'refused' && `${trouble.sentence} ${trouble.todo}`}
          {trouble.kind === 'gone' &&
            'Something here was changed elsewhere, so one step could not be done. This is how it is now.'}
          {trouble.kind === 'changed' && changedWords(trouble.faces)}
        </span>
      )}
    </p>
  );
}

function changedWords(numbers: number[]): string {
  const shown = numbers.length === 1 ? `face ${numbers[0]}` : `faces ${numbers.join(', ')}`;
  return `Somebody else settled ${shown} while you were here. What they said is shown now.`;
}
