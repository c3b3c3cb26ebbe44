// Ends the session and tells the browser to forget every page it kept: the next person at this device starts fresh.
import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const { auth, publicOrigin } = context.services;
  requireSameOrigin(request, publicOrigin);
  const shared = (await auth.sessionOf(request))?.shared ?? false;
  const { setCookie } = await auth.signOut(request);
  const headers = new Headers(setCookie.map((cookie): [string, string] => ['Set-Cookie', cookie]));
  // On one's own device the answer to "who uses it" stays in its cookie; a shared one forgets everything.
  headers.set('Clear-Site-Data', shared ? '"cache", "storage", "cookies"' : '"cache", "storage"');
  return redirect('/sign-in', { headers });
}

/** Only a press of the button signs out; following a link to here leads home. */
export const loader = () => redirect('/');
