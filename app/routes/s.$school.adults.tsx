// Adults who may be shown in posts: staff, parents, visitors and partners, recorded and ended by the office.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdultForm, AdultList } from '#app/components/permissions/adults.tsx';
import { type DoneNotes, PermissionPage } from '#app/components/permissions/permission-page.tsx';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { listAdults } from '#app/domain/adults/list-adults.ts';
import { recordAdultPermission } from '#app/domain/adults/record-adult-permission.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { ADULT_TICKED, AdultPressed } from '#app/http/adult-forms.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { adultErrors, adultLines } from '#app/presenters/adults.ts';

export const meta: MetaFunction = () => [{ title: 'Adults in photos · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'adults.record');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await listAdults(services.deps.db, person, scope, at);
    return {
      lines: adultLines(page, school.zone, at),
      trips: page.trips.map(({ id, name }) => ({ value: id, label: name })),
      requestKey: randomUUID(),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'adults.record');
    const form = await readForm(args.request);
    const pressed = fieldsOf(form, AdultPressed, ADULT_TICKED);
    if (!pressed.ok) return json({ errors: pressed.errors, typed: typedIn(form) }, { status: 422 });
    const schoolId = school.id;
    if (pressed.value.intent !== 'record') {
      const { intent, adultPermissionId } = pressed.value;
      const withdrawn = intent === 'withdraw';
      await endAdultPermission(services.deps, person, { schoolId, adultPermissionId, withdrawn });
      throw redirect(`${base}/adults?note=${withdrawn ? 'withdrawn' : 'ended'}`);
    }
    const { intent: _, ...typed } = pressed.value;
    const recorded = await recordAdultPermission(services.deps, person, { ...typed, schoolId });
    if (recorded.ok) throw redirect(`${base}/adults?note=recorded`);
    return json({ errors: adultErrors(recorded.issues), typed: typedIn(form) }, { status: 422 });
  });

const NOTES: DoneNotes = {
  recorded: { title: 'The permission is on record.', text: 'They can be chosen in a photo from now on.' },
  withdrawn: {
    title: 'They will be shown no more.',
    text: 'Posts that show them are stopped, and live ones are coming down.',
  },
  ended: { title: 'The permission is ended.', text: 'No photo can go out under it any more.' },
};

export default function AdultsInPhotos() {
  const { lines, trips, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PermissionPage
      title="Adults in photos"
      lead="Staff, parents and carers, visitors and partners are shown only with their permission in writing. Staff can give and take back their own."
      notes={NOTES}
      errors={answer?.errors ?? null}
      list={{ id: 'adults', title: 'On record', body: <AdultList lines={lines} /> }}
      form={{
        id: 'record',
        title: 'Record a permission',
        body: (
          <AdultForm
            key={requestKey}
            trips={trips}
            requestKey={requestKey}
            errors={answer?.errors ?? {}}
            typed={answer?.typed ?? {}}
          />
        ),
      }}
    />
  );
}
