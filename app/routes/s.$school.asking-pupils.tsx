// The sixty school days in which pupils of the age are asked for themselves for the first time: when they begin, when they end.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { endRollout, readRollout, setRollout } from '#app/domain/consent/settle-rollout.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { rolloutWords, settledErrors } from '#app/presenters/consent-settled.ts';

export const meta: MetaFunction = () => [{ title: 'Asking pupils themselves · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.settle');
    return { base, ...rolloutWords(await readRollout(services.deps.db, person, school, at)) };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('end') }),
  z.object({ intent: z.literal('begin'), firstDay: z.string().max(20) }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.settle');
    const form = requireFields(await readForm(args.request), Pressed);
    const schoolId = school.id;
    if (form.intent === 'end') {
      await endRollout(services.deps, person, { schoolId });
      throw redirect(`${base}/asking-pupils?note=ended`);
    }
    const { firstDay } = form;
    const set = await setRollout(services.deps, person, { schoolId, firstDay });
    if (set.ok) throw redirect(`${base}/asking-pupils?note=set`);
    return json({ errors: settledErrors(set.issues), typed: { firstDay } }, { status: 422 });
  });

export default function AskingPupils() {
  const { base, standing, title, sentence, first, age } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [search] = useSearchParams();
  const note = answer ? null : search.get('note');
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Asking pupils themselves" back={{ to: `${base}/consent`, label: 'Consent' }}>
        From {age} on, a pupil is asked as well as the family. For the first sixty school days a photo of one
        who was not asked yet can go on, if its author asked each of them for that photo and says so. Names
        wait, and any no counts.
      </PageHeader>
      {note === 'set' && <Notice kind="done" title="Its first day is set." announce />}
      {note === 'ended' && <Notice kind="done" title="It is ended." announce />}
      <Notice kind={standing === 'running' ? 'needs-you' : 'info'} title={title}>
        {sentence}
      </Notice>
      {first && (standing === 'none' || standing === 'ahead') && (
        <Notice kind="needs-you" title={first}>
          <Link to={`${base}/school-year`}>Set the school year</Link>
        </Notice>
      )}
      {(standing === 'none' || standing === 'ahead') && (
        <Section id="begin" title={standing === 'none' ? 'Begin' : 'Another first day'}>
          <ErrorSummary title="Not set yet." lines={summaryOf(errors)} />
          <Form method="post" noValidate className="flex flex-col gap-6">
            <Field
              label="First day"
              name="firstDay"
              type="date"
              hint="It can be had once, and ends by itself."
              defaultValue={answer?.typed.firstDay}
              {...(errors['firstDay'] ? { error: errors['firstDay'] } : {})}
            />
            <Button name="intent" value="begin" icon="check" busy={busy}>
              Set this first day
            </Button>
          </Form>
        </Section>
      )}
      {(standing === 'ahead' || standing === 'running') && (
        <Section id="end" title={standing === 'ahead' ? 'Take it back' : 'End it early'}>
          <Form method="post" className="flex flex-col items-start gap-3">
            <p className="text-quiet">
              {standing === 'ahead'
                ? 'Nothing has begun yet.'
                : 'Posts that rest on it and have not gone out are stopped when their time comes.'}
            </p>
            <Button kind="danger" name="intent" value="end" icon="stop">
              {standing === 'ahead' ? 'Take it back' : 'End it now'}
            </Button>
          </Form>
        </Section>
      )}
    </Page>
  );
}
