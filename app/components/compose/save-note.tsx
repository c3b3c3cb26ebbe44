// Where the writing stands: saved, on its way, or kept on this device until it can be.
import { Link } from '@remix-run/react';
import type { SaveState } from './use-autosave.ts';
import { Icon } from '../icon.tsx';

interface SaveNoteProps {
  state: SaveState;
  savedAt: string;
  left: number;
  /** where to sign in again and come back from */
  signInTo: string;
}

export function SaveNote({ state, savedAt, left, signInTo }: SaveNoteProps) {
  const things = left === 0 ? 'Ready to send' : left === 1 ? '1 thing left' : `${left} things left`;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span role="status" className="inline-flex items-center gap-1.5">
        {state.kind === 'saved' && (
          <>
            <Icon name="check" size="small" /> Saved {savedAt}
          </>
        )}
        {state.kind === 'saving' && 'Saving…'}
        {state.kind === 'offline' && (
          <span className="font-semibold text-amber">
            <Icon name="warn" size="small" /> No connection. Your words are kept on this device.
          </span>
        )}
        {state.kind === 'signed_out' && (
          <span className="font-semibold text-amber">
            <Icon name="warn" size="small" /> You were signed out. Your words are kept.{' '}
            <Link to={signInTo} reloadDocument>
              Sign in again
            </Link>
          </span>
        )}
        {state.kind === 'refused' && (
          <span className="font-semibold text-red">
            <Icon name="stop" size="small" /> Not saved. {state.sentence}
          </span>
        )}
        {state.kind === 'conflict' && (
          <span className="font-semibold text-amber">
            <Icon name="warn" size="small" /> Not saved yet: choose above which version stays.
          </span>
        )}
      </span>
      <span>{things}</span>
    </p>
  );
}
