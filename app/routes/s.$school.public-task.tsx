// Where a photo needs no yes because it is part of the school's public task: in school and in its own publications only.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type DoneNotes, PermissionPage } from '#app/components/permissions/permission-page.tsx';
import { BasisForm, BasisList } from '#app/components/permissions/public-task.tsx';
import { PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import { listBases } from '#app/domain/consent/list-bases.ts';
import { PUBLIC_TASK_CHANNELS } from '#app/domain/consent/public-task.ts';
import { endBasis, recordBasis } from '#app/domain/consent/settle-basis.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { basisLines, settledErrors } from '#app/presenters/consent-settled.ts';

export const meta: MetaFunction = () => [{ title: 'Without a yes · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.settle');
    const bases = await listBases(services.deps.db, person, school.id, at);
    return { base, lines: basisLines(bases, school.zone, at), requestKey: randomUUID() };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('end'), basisId: z.uuid() }),
  z.object({
    intent: z.literal('record'),
    requestKey: z.uuid(),
    channel: z.enum(PUBLIC_TASK_CHANNELS),
    purpose: z.enum(PURPOSES),
    reference: z.string().max(2_000),
    firstDay: z.string().max(20),
    lastDay: z.string().max(20),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.settle');
    const form = requireFields(await readForm(args.request), Pressed);
    const schoolId = school.id;
    if (form.intent === 'end') {
      await endBasis(services.deps, person, { schoolId, basisId: form.basisId });
      throw redirect(`${base}/public-task?note=ended`);
    }
    const { intent: _, ...typed } = form;
    const input = { ...typed, schoolId, lastDay: typed.lastDay || null };
    const recorded = await recordBasis(services.deps, person, input);
    if (recorded.ok) throw redirect(`${base}/public-task?note=recorded`);
    return json({ errors: settledErrors(recorded.issues), typed }, { status: 422 });
  });

const NOTES: DoneNotes = {
  recorded: { title: 'It is on record.' },
  ended: { title: 'It is ended.', text: 'From now on a yes is needed there again.' },
};

export default function PublicTask() {
  const { base, lines, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PermissionPage
      title="Where no yes is needed"
      lead="In school and in the school’s own publications, a photo can be part of the school’s public task. Never on social media, never in the press, never a name. Anybody’s no counts all the same."
      back={{ to: `${base}/consent`, label: 'Consent' }}
      notes={NOTES}
      errors={answer?.errors ?? null}
      list={{ id: 'bases', title: 'On record', body: <BasisList lines={lines} /> }}
      form={{
        id: 'record',
        title: 'Record a place and a purpose',
        hint: 'Ask your data protection officer first.',
        body: (
          <BasisForm
            key={requestKey}
            requestKey={requestKey}
            errors={answer?.errors ?? {}}
            typed={answer?.typed ?? {}}
          />
        ),
      }}
    />
  );
}
