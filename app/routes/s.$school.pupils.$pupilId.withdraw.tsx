// Taking a yes back: who and how, and one button. Everything, unless somebody opens the rest; effective at that moment.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { peopleChoices } from '#app/components/answer-fields.tsx';
import { Button } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { TickGroup } from '#app/components/tick-group.tsx';
import { readAnswerForm } from '#app/domain/consent/answer-form.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { TICKED, typedIn, WithdrawalForm } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import {
  MAIN_PLACES,
  MAIN_USES,
  METHOD_CHOICES,
  PLACE_CHOICES,
  PURPOSE_CHOICES,
  USE_CHOICES,
} from '#app/presenters/consent-labels.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Withdraw · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const { people } = await readAnswerForm(db, person, school, ref, at);
    const pupil = pupilHead(await readPupil(db, person, school, ref, at, 'consent.record'));
    return { base, pupil, people, requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.record');
    const pupilId = uuidParam(args, 'pupilId');
    const form = await readForm(args.request);
    const fields = fieldsOf(form, WithdrawalForm, TICKED);
    if (!fields.ok) return json({ errors: fields.errors, typed: typedIn(form) }, { status: 422 });
    await withdrawConsent(services.deps, person, { ...fields.value, schoolId: school.id, pupilId });
    throw redirect(`${base}/pupils/${pupilId}/recorded`);
  });

export default function Withdraw() {
  const { base, pupil, people, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer?.typed ?? {};
  return (
    <Page>
      <PageHeader
        title="Withdraw"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }}
      >
        It takes effect as soon as you record it. Posts that have not gone out are stopped, live ones come
        down.
      </PageHeader>
      {answer && <ErrorSummary title="Not recorded yet. Nothing is lost." lines={summaryOf(answer.errors)} />}
      <Form method="post" noValidate className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={typed['requestKey']?.[0] ?? requestKey} />
        <RadioGroup
          label="Who withdraws?"
          name="holderId"
          choices={[
            ...peopleChoices(people),
            {
              value: 'other',
              label: 'Somebody else, or I am not sure',
              hint: 'It counts all the same. The data lead looks into it.',
            },
          ]}
          defaultValue={typed['holderId']?.[0]}
          error={answer?.errors['holderId']}
        />
        <RadioGroup
          label="How did they say it?"
          name="method"
          choices={METHOD_CHOICES}
          defaultValue={typed['method']?.[0] ?? 'phone'}
        />
        <details>
          <summary className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4">
            Only part of it, or a note
          </summary>
          <div className="flex flex-col gap-6 pt-3">
            <TickGroup
              label="What is withdrawn?"
              name="subjects"
              hint="Without a tick, everything."
              choices={USE_CHOICES}
              usual={MAIN_USES.length}
              chosen={typed['subjects']}
            />
            <TickGroup
              label="Where?"
              name="channels"
              hint="Without a tick, everywhere."
              choices={PLACE_CHOICES}
              usual={MAIN_PLACES.length}
              chosen={typed['channels']}
            />
            <TickGroup
              label="What for?"
              name="purposes"
              hint="Without a tick, for anything."
              choices={PURPOSE_CHOICES}
              chosen={typed['purposes']}
            />
            <Field
              label="A note"
              name="evidence"
              optional
              maxLength={500}
              defaultValue={typed['evidence']?.[0]}
              hint="For example: letter in the pupil file."
            />
          </div>
        </details>
        <StickyActions>
          <Button icon="undo" wide>
            Record the withdrawal
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
