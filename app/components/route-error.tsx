// The error page of root and of the signed-in layout. The layout must re-export it as its own ErrorBoundary: the
// router drops what a layout had loaded when the error passes it, and the navigation would go with it.
import { useMatches, useRouteError } from '@remix-run/react';
import { usePageFacts } from '#app/page-facts.ts';
import { AppFrame, findFrame } from './app-frame.tsx';
import { ErrorScreen, messageOf, referenceOf, statusOf } from './error-screen.tsx';
import { PlainFrame } from './plain-frame.tsx';

/** Never shows what a machine said: only words of ours, or a sentence that a route threw for people to read. */
export function RouteError() {
  const error = useRouteError();
  const { reference } = usePageFacts();
  const frame = findFrame(useMatches());
  const screen = (
    <ErrorScreen
      status={statusOf(error)}
      message={messageOf(error)}
      reference={referenceOf(error, reference)}
    />
  );
  return frame ? <AppFrame frame={frame}>{screen}</AppFrame> : <PlainFrame>{screen}</PlainFrame>;
}
