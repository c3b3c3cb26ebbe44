// Recording what somebody with authority answered: who, what they said, what it is about, how. What is usual is on the page,
// the rest opens.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { AnswerFields } from '#app/components/answer-fields.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { readAnswerForm } from '#app/domain/consent/answer-form.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { AnswerForm, TICKED, typedIn } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { issueErrors, summaryOf } from '#app/presenters/consent-issues.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Record a decision · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    return {
      base,
      pupil: pupilHead(await readPupil(db, person, school, ref, at, 'consent.record')),
      form: await readAnswerForm(db, person, school, ref, at),
      requestKey: randomUUID(),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.record');
    const pupilId = uuidParam(args, 'pupilId');
    const form = await readForm(args.request);
    const fields = fieldsOf(form, AnswerForm, TICKED);
    if (!fields.ok) return json({ errors: fields.errors, typed: typedIn(form) }, { status: 422 });
    const { conditions, ...answer } = fields.value;
    const recorded = await recordConsent(services.deps, person, {
      ...answer,
      schoolId: school.id,
      pupilId,
      conditions: {
        groupOnly: conditions.includes('groupOnly'),
        notFaceOn: conditions.includes('notFaceOn'),
        noUniform: conditions.includes('noUniform'),
      },
    });
    if (!recorded.ok)
      return json({ errors: issueErrors(recorded.issues), typed: typedIn(form) }, { status: 422 });
    throw redirect(`${base}/pupils/${pupilId}/recorded`);
  });

export default function Record() {
  const { base, pupil, form, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const here = `${base}/pupils/${pupil.id}`;
  return (
    <Page>
      <PageHeader
        title="Record a decision"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: here, label: 'Back to the pupil' }}
      />
      {answer && <ErrorSummary title="Not recorded yet. Nothing is lost." lines={summaryOf(answer.errors)} />}
      {form.people.length === 0 ? (
        <Notice kind="needs-you" title="Nobody is on record who may answer for this pupil.">
          A yes counts only from a person with authority. Ask the data lead to add them. A no can be recorded
          on the pupil’s page by anybody, now.
        </Notice>
      ) : (
        <Form method="post" noValidate className="flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={answer?.typed['requestKey']?.[0] ?? requestKey} />
          <AnswerFields form={form} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />
          <StickyActions>
            <Button icon="check" wide>
              Record this decision
            </Button>
          </StickyActions>
        </Form>
      )}
    </Page>
  );
}
