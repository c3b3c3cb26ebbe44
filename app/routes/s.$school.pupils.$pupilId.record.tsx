// Recording what somebody with authority answered: who, what they said, what it is about, how. What is usual is on the page,
// the rest opens. What came on a form with questions is written down question by question.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { AnswerFields } from '#app/components/answer-fields.tsx';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { OnFormFields } from '#app/components/on-form-fields.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { readAnswerForm } from '#app/domain/consent/answer-form.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { recordOnForm } from '#app/domain/consent/record-on-form.ts';
import { requireDoor, uuidParam, notHere } from '#app/http/actor.server.ts';
import { answersIn } from '#app/http/answers-form.ts';
import { AnswerForm, OnFormAnswer, TICKED, typedIn } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { issueErrors } from '#app/presenters/consent-issues.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Record a decision · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const { db } = services.deps;
    const form = await readAnswerForm(db, person, school, ref, at);
    const asked = new URL(args.request.url).searchParams.get('form');
    return {
      base,
      pupil: pupilHead(await readPupil(db, person, school, ref, at, 'consent.record')),
      form,
      withQuestions: form.forms.filter(({ options }) => options.length > 0),
      onForm: form.forms.find(({ id, options }) => id === asked && options.length > 0) ?? null,
      requestKey: randomUUID(),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const pupilId = uuidParam(args, 'pupilId');
    const form = await readForm(args.request);
    const done = redirect(`${base}/pupils/${pupilId}/recorded`);
    if (form.has('onForm')) {
      const ref = { schoolId: school.id, pupilId };
      const sent = fieldsOf(form, OnFormAnswer);
      if (!sent.ok) return json({ errors: sent.errors, typed: typedIn(form) }, { status: 422 });
      const { onForm: formVersionId, ...answer } = sent.value;
      const { forms } = await readAnswerForm(services.deps.db, person, school, ref, at);
      const options = forms.find(({ id }) => id === formVersionId)?.options;
      if (!options) throw notHere();
      const answers = answersIn(form, options);
      const recorded = await recordOnForm(services.deps, person, {
        ...ref,
        ...answer,
        formVersionId,
        answers,
      });
      if (recorded.ok) throw done;
      return json({ errors: issueErrors(recorded.issues), typed: typedIn(form) }, { status: 422 });
    }
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
    throw done;
  });

export default function Record() {
  const { base, pupil, form, withQuestions, onForm, requestKey } = useLoaderData<typeof loader>();
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
          {onForm ? (
            <>
              <p>
                On the form “{onForm.title}”.{' '}
                <Link to={`${here}/record`} className="inline-flex min-h-11 items-center">
                  They answered without it
                </Link>
              </p>
              <OnFormFields
                people={form.people}
                trips={form.trips}
                form={onForm}
                today={form.today}
                errors={answer?.errors ?? {}}
                typed={answer?.typed ?? {}}
              />
            </>
          ) : (
            <>
              <OnFormLinks here={here} forms={withQuestions} />
              <AnswerFields form={form} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />
            </>
          )}
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

/** The quick way for a paper that asks question by question. */
function OnFormLinks({
  here,
  forms,
}: {
  here: string;
  forms: { id: string; title: string; language: string }[];
}) {
  if (forms.length === 0) return null;
  return (
    <div>
      <p className="font-semibold">Have you got their answers on a form?</p>
      <ul>
        {forms.map(({ id, title, language }) => (
          <li key={id}>
            <Link
              to={`${here}/record?form=${id}`}
              lang={language}
              className="inline-flex min-h-11 items-center"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
