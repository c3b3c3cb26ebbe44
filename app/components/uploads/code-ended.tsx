// What a guest sees when a code does not open: the same words for one that ended and one that never was.
import { useRouteError } from '@remix-run/react';
import { PageHeader } from '../page.tsx';
import { PlainFrame } from '../plain-frame.tsx';
import { messageOf, statusOf } from '../error-screen.tsx';

export function CodeEnded() {
  const error = useRouteError();
  const ended = statusOf(error) === 404;
  return (
    <PlainFrame>
      <PageHeader title={ended ? 'This link does not open' : 'That did not work'}>
        {ended
          ? 'It has ended, or was never given out. Photos that had arrived are with the school. Ask the school for another link.'
          : (messageOf(error) ?? 'Try again in a minute. Photos that had arrived are with the school.')}
      </PageHeader>
    </PlainFrame>
  );
}
