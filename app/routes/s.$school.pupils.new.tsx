// A pupil who is not in the records here yet, added by hand.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PupilForm } from '#app/components/pupil-form.tsx';
import { addPupil } from '#app/domain/pupils/keep-pupil.ts';
import { classesOfSchool } from '#app/domain/consent/find-pupils.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { NewPupilTyped } from '#app/http/pupil-form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { keptErrors } from '#app/presenters/kept-pupils.ts';

export const meta: MetaFunction = () => [{ title: 'Add a pupil · Gatepost' }];

const NOTHING = {
  ...{ misId: '', legalForename: '', legalSurname: '', preferredForename: '', preferredSurname: '' },
  ...{ knownAs: '', yearGroup: '', registrationGroup: '', dateOfBirth: '', startsOn: '', leavesOn: '' },
};

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.keep');
    const classes = await classesOfSchool(services.deps.db, person, school.id, at);
    return { base, classes: classes.map(({ group }) => group), requestKey: randomUUID() };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'pupil.keep');
    const { requestKey, ...typed } = requireFields(await readForm(args.request), NewPupilTyped);
    const added = await addPupil(services.deps, person, school.id, typed, requestKey);
    if (added.ok) throw redirect(`${base}/pupils/${added.pupilId}`);
    return json({ errors: keptErrors(added.issues), typed, requestKey }, { status: 422 });
  });

export default function AddPupil() {
  const { base, classes, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Add a pupil" back={{ to: `${base}/pupils`, label: 'All pupils' }}>
        A new pupil is not shown anywhere until somebody with authority has said yes.
      </PageHeader>
      <ErrorSummary title="Not added yet. Nothing is lost." lines={summaryOf(errors)} />
      <PupilForm
        typed={answer?.typed ?? NOTHING}
        errors={errors}
        requestKey={answer?.requestKey ?? requestKey}
        classes={classes}
        submit="Add the pupil"
      />
    </Page>
  );
}
