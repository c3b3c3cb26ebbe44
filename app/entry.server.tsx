// Turns a matched route into HTML. Streams for people, waits for the whole page for crawlers and mail scanners,
// and gives every error a reference that stands on the page and in the log.
import { PassThrough } from 'node:stream';
import type {
  AppLoadContext,
  EntryContext,
  HandleDataRequestFunction,
  HandleErrorFunction,
} from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { errorReference, errorReport } from '#app/error-reference.server.ts';
import { REFERENCE_PREFIX } from '#app/components/error-screen.tsx';
import { PageFactsProvider } from '#app/page-facts.ts';

/** A page that has not finished in this time is cut off, in ms. */
const ABORT_AFTER_MS = 10_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { cspNonce } = loadContext;
  const reference = errorReference(loadContext);
  const waitForAll = isbot(request.headers.get('user-agent') ?? '');

  return new Promise((resolve, reject) => {
    let started = false;
    let responseStatus = status;
    const send = (): void => {
      started = true;
      headers.set('Content-Type', 'text/html; charset=utf-8');
      headers.set('X-Request-Reference', reference);
      const body = new PassThrough();
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <PageFactsProvider value={{ cspNonce, reference }}>
        <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={cspNonce} />
      </PageFactsProvider>,
      {
        nonce: cspNonce,
        onShellReady: waitForAll ? undefined : send,
        onAllReady: waitForAll ? send : undefined,
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          // An error before the shell rejects the promise and reaches handleError from there.
          if (started) writeReport(error, request, reference);
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS).unref();
  });
}

/** Remix calls this for whatever a loader, action or component threw. Pages not found are no errors of ours. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  if (isRouteErrorResponse(error) && error.status < 500) return;
  const thrown = isRouteErrorResponse(error) && 'error' in error ? error.error : error;
  writeReport(thrown, request, errorReference(context));
};

/**
 * An error met while moving between pages in the browser reaches the screen as JSON. In production Remix empties
 * its message; ours carries the reference in that place.
 */
export const handleDataRequest: HandleDataRequestFunction = (response, { context }) => {
  if (import.meta.env.DEV || !response.headers.has('X-Remix-Error')) return response;
  const reference = errorReference(context);
  const headers = new Headers(response.headers);
  headers.set('X-Request-Reference', reference);
  headers.delete('Content-Length');
  return new Response(JSON.stringify({ message: `${REFERENCE_PREFIX}${reference}` }), {
    status: response.status,
    headers,
  });
};

function writeReport(error: unknown, request: Request, reference: string): void {
  // On a developer's machine there are only made-up people, and the message is what they need.
  if (import.meta.env.DEV) console.error(error);
  console.error(
    JSON.stringify({ level: 'error', event: 'request_failed', ...errorReport(error, request, reference) }),
  );
}
