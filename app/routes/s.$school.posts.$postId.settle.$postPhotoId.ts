// Takes one step of accounting for a photo, and says how it stands now: for the page's script, which sends them one after
// another. Signed out meanwhile is an answer too, so that the page stays and keeps what was done.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { json } from '@remix-run/node';
import { settlePhoto } from '#app/domain/posts/settle-photo.ts';
import { accountHere, photoHere } from '#app/http/account-here.server.ts';
import { readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { stepFrom } from '#app/http/settle-step.server.ts';

const FRESH = { headers: { 'Cache-Control': 'no-store' } };

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => json(await accountHere(args, await photoHere(args, { signedOut: 'answer' })), FRESH));

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { at, postPhotoId } = await photoHere(args, { signedOut: 'answer' });
    const { version, step } = stepFrom(await readForm(args.request));
    const settle = { version, postPhotoId, step };
    const done = await orRefused(() => settlePhoto(at.services.deps, at.person, at.ref, settle));
    if (done.refused) {
      const { sentence, todo, stale, status } = done.refused;
      return json(stale ? { stale: true as const } : { refused: { sentence, todo } }, { status, ...FRESH });
    }
    return json({ page: await accountHere(args, await photoHere(args)) }, FRESH);
  });
