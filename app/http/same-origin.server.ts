// Refuses changes that another site's page sends in a person's name. Cookies are SameSite=Lax and Remix checks whole
// pages; this covers every other way in, such as resource routes and requests made by script.

/**
 * Throws a 403 Response unless a changing request comes from a page of this server.
 * A request without any sign of its origin comes from no browser, and carries nobody's cookie by accident.
 */
export function requireSameOrigin(request: Request, publicOrigin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const ours = [new URL(request.url).host, new URL(publicOrigin).host];
  const from = origin && URL.canParse(origin) ? new URL(origin).host : null;
  const foreign = origin !== null ? !from || !ours.includes(from) : site === 'cross-site';
  if (foreign) {
    throw Response.json(
      {
        message:
          'This did not come from a page of Gatepost, so it was not done. Open the page here and try again.',
      },
      { status: 403 },
    );
  }
}
