// What the server hands to every loader and action of one request. The server makes a fresh object for each
// request: its identity also ties an error on the page to its line in the log (see error-reference.server.ts).
import type { WebServices } from '#app/compose-web.server.ts';

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** Base64, new for each response; the same value stands in its Content-Security-Policy header. */
    cspNonce: string;
    /** The caller's address as the server trusts it (Express `req.ip`), never a header taken at its word. */
    clientAddress: string;
    services: WebServices;
  }
}
