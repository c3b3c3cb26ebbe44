// Says on every page that others use this device too, with the way out beside it; and leaves by itself after ten minutes in
// which nobody touched anything, as the server does.
import { useEffect } from 'react';
import { Icon } from './icon.tsx';

export function SharedDevice({ signOut }: { signOut: string }) {
  useEffect(() => {
    // A file of its own, so that one's own device never loads it. Once it runs it stays.
    if (document.getElementById('leave')) return;
    document.head.append(
      Object.assign(document.createElement('script'), { id: 'leave', src: '/leave-when-idle.js' }),
    );
  }, []);
  return (
    <form method="post" action={signOut} data-shared-device className="practice-banner not-on-paper">
      <Icon name="lock" size="small" />
      Shared device
      <button type="submit" className="min-h-11 cursor-pointer px-2 underline underline-offset-4">
        Sign out
      </button>
    </form>
  );
}
