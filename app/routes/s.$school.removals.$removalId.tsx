// One request: what was asked, every copy found, the decision, and the exact words for whoever asked, to say or to print.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { RemovalPage } from '#app/components/removal-page.tsx';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { namePost } from '#app/domain/removals/name-post.ts';
import { putAside, takeUpAgain } from '#app/domain/removals/put-aside.ts';
import { readRequest } from '#app/domain/removals/read-requests.ts';
import { TOLD_WAYS, tellRequester } from '#app/domain/removals/tell-requester.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { removalErrors, removalPage } from '#app/presenters/removals.ts';

export const meta: MetaFunction = () => [{ title: 'A request to remove · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'removal.log');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await readRequest(services.deps.db, person, scope, uuidParam(args, 'removalId'), at);
    return { base, page: removalPage(page, base, school.zone, at) };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('decide'),
    outcome: z.enum(['removed', 'nothing_found', 'not_removed']),
    reason: z.string().max(5_000).default(''),
  }),
  z.object({ intent: z.literal('put_aside') }),
  z.object({ intent: z.literal('take_up') }),
  z.object({ intent: z.literal('name'), postId: z.union([z.uuid(), z.literal('')]).default('') }),
  z.object({
    intent: z.literal('tell'),
    way: z.enum(TOLD_WAYS),
    identityKnown: z.literal('yes').optional(),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'removal.log');
    const requestId = uuidParam(args, 'removalId');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const pressed = requireFields(await readForm(args.request), Pressed);
    await readRequest(services.deps.db, person, scope, requestId, at);
    const of = { schoolId: school.id, requestId };
    const here = `${base}/removals/${requestId}`;
    if (pressed.intent === 'name') {
      const { postId } = pressed;
      if (!postId) return json({ errors: { postId: 'Choose the post that they mean.' } }, { status: 422 });
      const named = await orRefused(() => namePost(services.deps, person, { ...of, postId }));
      if (!named.refused) throw redirect(here);
      return json({ errors: { postId: named.refused.sentence } }, { status: named.refused.status });
    }
    if (pressed.intent === 'put_aside' || pressed.intent === 'take_up') {
      const change = pressed.intent === 'put_aside' ? putAside : takeUpAgain;
      const moved = await orRefused(() => change(services.deps, person, of));
      if (!moved.refused)
        throw redirect(pressed.intent === 'put_aside' ? `${base}/removals?note=aside` : here);
      return json({ errors: { reason: moved.refused.sentence } }, { status: moved.refused.status });
    }
    const done = await orRefused(async () =>
      pressed.intent === 'decide'
        ? decideRequest(services.deps, person, { ...of, outcome: pressed.outcome, reason: pressed.reason })
        : tellRequester(services.deps, person, {
            ...of,
            way: pressed.way,
            identityKnown: pressed.identityKnown === 'yes',
          }),
    );
    const typed = pressed.intent === 'decide' ? pressed.reason : '';
    if (done.refused)
      return json({ errors: { reason: done.refused.sentence }, typed }, { status: done.refused.status });
    if (!done.value.ok) return json({ errors: removalErrors(done.value.issues), typed }, { status: 422 });
    throw redirect(pressed.intent === 'tell' ? `${base}/removals?note=told` : here);
  });

export default function Removal() {
  const { base, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && 'typed' in answer ? answer.typed : '';
  return <RemovalPage base={base} page={page} errors={answer?.errors ?? {}} typed={typed} />;
}
