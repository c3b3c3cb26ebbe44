// Publishing a post by hand: the page that opens it near its time, shows it for a quarter of an hour, and says at once when it has to stop.
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { HandOver } from '#app/components/hand-over/hand-over-page.tsx';
import { namePublisher } from '#app/domain/hand-overs/name-publisher.ts';
import { openHandOver } from '#app/domain/hand-overs/open-hand-over.ts';
import { readHandOver } from '#app/domain/hand-overs/read-hand-over.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { handOverView } from '#app/presenters/hand-over-page.ts';

export const meta: MetaFunction = () => [{ title: 'Publish by hand · Gatepost' }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' });

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of } = await postHere(args);
    const view = handOverView(await readHandOver(services.deps.db, person, of, at), school);
    return json({ view }, { headers: { 'Cache-Control': 'private, no-store' } });
  });

const Press = z.object({
  intent: z.enum(['open', 'ask']),
  userId: z.union([z.uuid(), z.literal('')]).default(''),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const press = requireFields(await readForm(args.request), Press);
    await readHandOver(services.deps.db, person, of, at);
    const done = await orRefused(async () => {
      if (press.intent === 'open') return openHandOver(services.deps, person, ref);
      await namePublisher(services.deps, person, ref, press.userId || null);
      return 'named' as const;
    });
    if (done.refused) {
      const { reason, sentence, todo, status } = done.refused;
      if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
      return json({ title: sentence, text: todo }, { status });
    }
    if (done.value === 'open' || done.value === 'named') throw redirect(`${here}/hand-over`);
    throw redirect(`${here}?note=hand_over_${done.value}`);
  });

export default function HandOverRoute() {
  const { view } = useLoaderData<typeof loader>();
  const note = useActionData<typeof action>();
  return <HandOver view={view} note={note ?? null} />;
}
