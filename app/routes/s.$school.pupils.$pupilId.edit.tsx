// A pupil's own record, kept by hand: names, class, first and last day.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PupilForm } from '#app/components/pupil-form.tsx';
import { classesOfSchool } from '#app/domain/consent/find-pupils.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { changePupil, readKeptPupil } from '#app/domain/pupils/keep-pupil.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { PupilTyped } from '#app/http/pupil-form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { keptErrors, typedPupil } from '#app/presenters/kept-pupils.ts';

export const meta: MetaFunction = () => [{ title: 'A pupil’s record · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.keep');
    const { db } = services.deps;
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const pupil = await readKeptPupil(db, person, ref, at);
    const classes = await classesOfSchool(db, person, school.id, at);
    return {
      base,
      pupilId: pupil.id,
      name: pupilName(pupil),
      number: pupil.misId,
      typed: typedPupil(pupil),
      classes: classes.map(({ group }) => group),
      fromExport: school.consentExportedAt !== null,
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'pupil.keep');
    const ref = { schoolId: school.id, pupilId: uuidParam(args, 'pupilId') };
    const typed = requireFields(await readForm(args.request), PupilTyped);
    const changed = await changePupil(services.deps, person, ref, typed);
    if (changed.ok) throw redirect(`${base}/pupils/${ref.pupilId}`);
    return json({ errors: keptErrors(changed.issues), typed: { ...typed, misId: '' } }, { status: 422 });
  });

export default function EditPupil() {
  const { base, pupilId, name, number, typed, classes, fromExport } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader
        title="The pupil’s record"
        over={`${name}, number ${number}`}
        back={{ to: `${base}/pupils/${pupilId}`, label: 'Back to the pupil' }}
      >
        A new name counts everywhere at once. The old one is shown nowhere.
      </PageHeader>
      {fromExport && (
        <Notice kind="info" title="Change it in the school’s own records too.">
          Otherwise the next export writes over what you change here.
        </Notice>
      )}
      <ErrorSummary title="Not changed yet. Nothing is lost." lines={summaryOf(errors)} />
      <PupilForm
        typed={answer?.typed ?? typed}
        errors={errors}
        requestKey={null}
        classes={classes}
        submit="Keep these changes"
      />
    </Page>
  );
}
