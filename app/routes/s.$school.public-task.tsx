// Where a photo needs no yes because it is part of the school's public task: in school and in its own publications only.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { BasisList } from '#app/components/basis-list.tsx';
import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import { listBases } from '#app/domain/consent/list-bases.ts';
import { PUBLIC_TASK_CHANNELS } from '#app/domain/consent/public-task.ts';
import { endBasis, recordBasis } from '#app/domain/consent/settle-basis.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { basisLines, settledErrors, TASK_PLACES, TASK_PURPOSES } from '#app/presenters/consent-settled.ts';

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

export default function PublicTask() {
  const { base, lines, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [search] = useSearchParams();
  const note = answer ? null : search.get('note');
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? {};
  const of = (name: string) => ({
    name,
    ...(typed[name] ? { defaultValue: typed[name] } : {}),
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Page>
      <PageHeader title="Where no yes is needed" back={{ to: `${base}/consent`, label: 'Consent' }}>
        In school and in the school’s own publications, a photo can be part of the school’s public task. Never
        on social media, never in the press, never a name. Anybody’s no counts all the same.
      </PageHeader>
      {note === 'recorded' && <Notice kind="done" title="It is on record." announce />}
      {note === 'ended' && (
        <Notice kind="done" title="It is ended." announce>
          From now on a yes is needed there again.
        </Notice>
      )}
      <Section id="bases" title="On record">
        <BasisList lines={lines} />
      </Section>
      <Section
        id="record"
        title="Record a place and a purpose"
        hint="Ask your data protection officer first."
      >
        <ErrorSummary title="Not recorded yet. Nothing is lost." lines={summaryOf(errors)} />
        <Form method="post" noValidate className="flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={typed['requestKey'] ?? requestKey} />
          <Select label="Where?" choices={TASK_PLACES} {...of('channel')} />
          <Select label="What for?" choices={TASK_PURPOSES} {...of('purpose')} />
          <Field
            label="Where is it written down?"
            hint="Such as “Privacy notice 2026, section 4”."
            maxLength={300}
            {...of('reference')}
          />
          <Field label="First day on which it counts" type="date" {...of('firstDay')} />
          <Field
            label="Last day"
            type="date"
            optional
            hint="Left empty, it counts until somebody ends it here."
            {...of('lastDay')}
          />
          <Button name="intent" value="record" icon="check" busy={busy}>
            Record it
          </Button>
        </Form>
      </Section>
    </Page>
  );
}
