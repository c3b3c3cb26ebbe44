// The worker is at one pupil's file. The page asks again by itself; without scripts a link does.
import { Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { Progress } from '#app/components/progress.tsx';

const ASK_AGAIN_MS = 2_000;

export function ExportProgress() {
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
        label="The file is being made"
        hint="A pupil with many photos takes some minutes. You can leave this page: you hear when it is ready."
      />
      <noscript>
        <Link to="." reloadDocument>
          Look again
        </Link>
      </noscript>
    </div>
  );
}
