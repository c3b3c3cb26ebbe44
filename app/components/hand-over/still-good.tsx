// While somebody has a post open to publish it by hand, their page asks every few seconds whether it still may go out. Without scripts the
// page loads itself anew.
import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const ASK_AGAIN_MS = 5_000;

export function StillGood() {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (state === 'idle') revalidate();
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [revalidate, state]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content="20" />
    </noscript>
  );
}
