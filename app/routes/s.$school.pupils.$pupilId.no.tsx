// Anyone's no, recorded by any member of staff who hears it: one tap, effective at once, for everything. The page itself shows
// a name and a class and nothing of what others have answered.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { Button } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { Field } from '#app/components/field.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { may } from '#app/domain/permissions.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { NoForm } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { METHOD_CHOICES } from '#app/presenters/consent-labels.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Record a no · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.recordNo');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const pupil = await readPupil(services.deps.db, person, school, ref, at, 'consent.recordNo');
    const finds = may(person, 'pupil.find', school.id, at);
    const back = finds
      ? { to: `${base}/pupils/${pupil.id}`, label: 'Back to the pupil' }
      : { to: `${base}/trips`, label: 'Trips' };
    return { pupil: pupilHead(pupil), back, requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.recordNo');
    const pupilId = uuidParam(args, 'pupilId');
    const fields = requireFields(await readForm(args.request), NoForm);
    await recordProvisionalNo(services.deps, person, { ...fields, schoolId: school.id, pupilId });
    throw redirect(`${base}/pupils/${pupilId}/recorded`);
  });

export default function RecordNo() {
  const { pupil, back, requestKey } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Record a no" over={`${pupil.name}, ${pupil.over}`} back={back}>
        Anybody’s no counts: the pupil’s, a parent’s, a carer’s, a caller’s you cannot check. It counts at
        once, for everything, until the data lead has looked into it.
      </PageHeader>
      <Form method="post" className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={requestKey} />
        <Field
          label="Who said it?"
          name="saidBy"
          optional
          maxLength={500}
          hint="For example: the pupil, today at the photo. Only the data lead and the safeguarding leads read this."
        />
        <RadioGroup
          label="How?"
          name="method"
          choices={METHOD_CHOICES.filter(({ value }) => value !== 'paper')}
          defaultValue="in_person"
        />
        <StickyActions>
          <Button icon="cross" wide>
            Record the no
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
