// A code scanned from a private slip: it is taken out of the address at once, before anything is drawn.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { answering } from '#app/http/respond.server.ts';
import { QUESTIONS, sitDown } from '#app/http/slip-sitting.server.ts';

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const typed = await sitDown(args, args.params['code'] ?? '');
    const headers = { 'Referrer-Policy': 'no-referrer' };
    if ('problem' in typed) return redirect(`/v?note=${typed.problem}`, { headers });
    return redirect(QUESTIONS, { headers: { ...headers, 'Set-Cookie': typed.cookie } });
  });
