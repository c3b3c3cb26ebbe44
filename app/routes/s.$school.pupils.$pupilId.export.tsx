// Asking for everything that is kept about one pupil, for a request in law. The file is made by the worker.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BeforeYouHandIt } from '#app/components/exports/before-you-hand-it.tsx';
import { Field } from '#app/components/field.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { askExport } from '#app/domain/exports/ask-export.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { ExportForm } from '#app/http/export-form.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { issueErrors } from '#app/presenters/consent-issues.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Records for a request · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.export');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const pupil = await readPupil(services.deps.db, person, school, ref, at, 'pupil.export');
    return { base, pupil: pupilHead(pupil), requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'pupil.export');
    const pupilId = uuidParam(args, 'pupilId');
    const form = await readForm(args.request);
    const typed = String(form.get('reference') ?? '');
    const fields = fieldsOf(form, ExportForm);
    if (!fields.ok) return json({ errors: fields.errors, typed }, { status: 422 });
    const asked = await askExport(services.deps, person, { ...fields.value, schoolId: school.id, pupilId });
    if (!asked.ok) return json({ errors: issueErrors(asked.issues), typed }, { status: 422 });
    throw redirect(`${base}/exports/${asked.exportId}`);
  });

export default function AskForRecords() {
  const { base, pupil, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const busy = useNavigation().state !== 'idle';
  return (
    <Page>
      <PageHeader
        title="Records for a request"
        over={`${pupil.name}, ${pupil.over}`}
        back={{ to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }}
      >
        One file with everything kept here about this pupil, for somebody who has the right to it. Others’
        faces are hidden, and whoever answered is called by their relationship alone.
      </PageHeader>
      <ErrorSummary title="Not asked for yet. Nothing is lost." lines={summaryOf(errors)} />
      <Form method="post" noValidate className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={requestKey} />
        <Field
          label="Your reference of the request"
          name="reference"
          maxLength={60}
          defaultValue={answer?.typed}
          error={errors['reference']}
          hint="The number under which your school keeps the request. It stands in the file, so leave out names."
          required
        />
        <BeforeYouHandIt />
        <StickyActions>
          <Button icon="check" wide busy={busy}>
            {busy ? 'Asking for the file' : 'Make the file'}
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
