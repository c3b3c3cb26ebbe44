// One breach: what was live and for how long, the decision whether to report it and its reason, what was done, and its end.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { BreachPage } from '#app/components/breach-page.tsx';
import { closeBreach, decideBreach, MAX_BREACH_WORDS, noteAction } from '#app/domain/breaches/keep-breach.ts';
import { readBreach } from '#app/domain/breaches/read-breaches.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { breachView } from '#app/presenters/breaches.ts';

export const meta: MetaFunction = () => [{ title: 'A breach · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'breach.know');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await readBreach(services.deps.db, person, scope, uuidParam(args, 'breachId'), at);
    const view = breachView(page, base, school.zone, at);
    return { base, requestKey: randomUUID(), mostWords: MAX_BREACH_WORDS, ...view };
  });

const Press = z.object({
  intent: z.enum(['report', 'no_report', 'note', 'close']),
  words: z.string().max(20_000).default(''),
  requestKey: z.uuid(),
});

const TODOS: Readonly<Record<string, string>> = {
  reason_missing: 'Write a sentence or two first.',
  text_too_long: 'Please write less.',
  breach_undecided: 'Decide whether it must be reported first.',
  breach_still_up: 'The post is still up. It can be closed when it is gone.',
  breach_closed: 'It was closed meanwhile. Nothing was changed.',
};

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'breach.keep');
    const ref = { schoolId: school.id, breachId: uuidParam(args, 'breachId') };
    const { intent, words, requestKey } = requireFields(await readForm(args.request), Press);
    const { deps } = services;
    const done = await orRefused(() => {
      if (intent === 'note') return noteAction(deps, person, ref, { words, requestKey });
      if (intent === 'close') return closeBreach(deps, person, ref);
      return decideBreach(deps, person, ref, { decision: intent, why: words });
    });
    if (!done.refused) throw redirect(`${base}/breaches/${ref.breachId}`);
    const { reason, sentence } = done.refused;
    const status = reason === 'reason_missing' || reason === 'text_too_long' ? 422 : done.refused.status;
    return json({ intent, problem: TODOS[reason] ?? sentence }, { status });
  });

export default function BreachRoute() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <BreachPage page={page} refused={refused ?? null} />;
}
