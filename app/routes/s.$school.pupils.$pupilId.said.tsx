// What the pupil said when asked in private. Their no wins over everybody's yes.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { Button } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { TickGroup } from '#app/components/tick-group.tsx';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { recordPupilView } from '#app/domain/consent/record-pupil-view.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { TICKED, typedIn, ViewForm } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { USE_CHOICES } from '#app/presenters/consent-labels.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'What the pupil said · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const pupil = await readPupil(services.deps.db, person, school, ref, at, 'consent.record');
    return { base, pupil: pupilHead(pupil), requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.record');
    const pupilId = uuidParam(args, 'pupilId');
    const form = await readForm(args.request);
    const fields = fieldsOf(form, ViewForm, TICKED);
    const untold = fields.ok && fields.value.answer === 'yes' && fields.value.subjects.length === 0;
    if (!fields.ok || untold) {
      const errors = fields.ok ? { subjects: 'Tick what the pupil said yes to.' } : fields.errors;
      return json({ errors, typed: typedIn(form) }, { status: 422 });
    }
    await recordPupilView(services.deps, person, { ...fields.value, schoolId: school.id, pupilId });
    throw redirect(`${base}/pupils/${pupilId}/recorded`);
  });

export default function Said() {
  const { base, pupil, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed = answer?.typed ?? {};
  return (
    <Page>
      <PageHeader
        title="What the pupil said"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }}
      >
        Asked in private, never by a show of hands. A no wins over anybody’s yes.
      </PageHeader>
      <ErrorSummary title="Not recorded yet. Nothing is lost." lines={summaryOf(errors)} />
      <Form method="post" noValidate className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={typed['requestKey']?.[0] ?? requestKey} />
        <RadioGroup
          label="What did the pupil say?"
          name="answer"
          choices={[
            { value: 'no', label: 'No', hint: 'Without ticks below it is a no to everything.' },
            { value: 'yes', label: 'Yes' },
          ]}
          defaultValue={typed['answer']?.[0]}
          error={errors['answer']}
        />
        <TickGroup
          label="To what?"
          name="subjects"
          choices={USE_CHOICES}
          chosen={typed['subjects']}
          error={errors['subjects']}
        />
        <Field
          label="How were they asked?"
          name="askedHow"
          optional
          maxLength={200}
          defaultValue={typed['askedHow']?.[0]}
          hint="For example: private slip in tutor time."
        />
        <StickyActions>
          <Button icon="check" wide>
            Record it
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
