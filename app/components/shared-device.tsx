// Says on every page that others use this device too, with the way out beside it; and leaves by itself after ten minutes in
// which nobody touched anything, as the server does.
import { useEffect } from 'react';
import { Icon } from './icon.tsx';

export function SharedDevice({ signOut }: { signOut: string }) {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    void import('./leave-when-idle.ts').then(({ leaveWhenIdle }) => {
      if (!left) stop = leaveWhenIdle(signOut);
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [signOut]);
  return (
    <form method="post" action={signOut} className="practice-banner not-on-paper">
      <Icon name="lock" size="small" />
      Shared device
      <button type="submit" className="min-h-11 cursor-pointer px-2 underline underline-offset-4">
        Sign out
      </button>
    </form>
  );
}
