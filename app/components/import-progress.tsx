// How far the worker has come with a file. The page asks again by itself; without scripts a link does.
import { Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { Progress } from './progress.tsx';

const ASK_AGAIN_MS = 1_000;

export function ImportProgress({ progress }: { progress: { done: number; total: number } | null }) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setTimeout(() => {
      if (state === 'idle') revalidate();
    }, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="flex flex-col gap-2">
      <Progress
        label={progress ? `${progress.done} of ${progress.total} pupils` : 'Gatepost is at work on this file'}
        {...(progress ? { percent: (progress.done * 100) / progress.total } : {})}
        hint="You can leave this page: it goes on by itself."
      />
      <noscript>
        <Link to="." reloadDocument>
          Look again
        </Link>
      </noscript>
    </div>
  );
}
