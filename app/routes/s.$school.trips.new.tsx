// Making a trip: what it is, when, and who leads it. Its pupils are chosen on the next screen.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { TripForm } from '#app/components/trip-form.tsx';
import { makeTrip } from '#app/domain/trips/keep-trip.ts';
import { staffForTrip } from '#app/domain/trips/read-trip.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { notOurForm, readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { TripForm as Fields, typedTrip } from '#app/http/trip-form.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { DELAY_CHOICES, tripErrors } from '#app/presenters/trip-words.ts';
import { zoneWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'New trip · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'trip.keep');
    const leaders = await staffForTrip(services.deps.db, school, 'leader', at);
    const own = leaders.some(({ id }) => id === person.userId) ? person.userId : '';
    return {
      base,
      zone: zoneWords(school.zone),
      delays: DELAY_CHOICES,
      leaders: leaders.map(({ id, name }) => ({ value: id, label: name })),
      typed: { leaderId: own, postDelayMinutes: '0' },
      requestKey: randomUUID(),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'trip.keep');
    const fields = requireFields(await readForm(args.request), Fields);
    if (!fields.requestKey) throw notOurForm();
    const { requestKey } = fields;
    const made = await makeTrip(services.deps, person, {
      ...typedTrip(fields),
      schoolId: school.id,
      requestKey,
    });
    if (made.ok) throw redirect(`${base}/trips/${made.tripId}/pupils?note=made`);
    return json({ errors: tripErrors(made.issues), typed: { ...fields, requestKey } }, { status: 422 });
  });

export default function NewTrip() {
  const { base, zone, leaders, delays, typed, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="A new trip" back={{ to: `${base}/trips`, label: 'Trips' }} />
      <ErrorSummary title="Not made yet. Nothing is lost." lines={summaryOf(errors)} />
      <TripForm
        key={requestKey}
        leaders={leaders}
        delays={delays}
        zone={zone}
        requestKey={requestKey}
        errors={errors}
        typed={answer?.typed ?? typed}
        action="Next: its pupils"
      />
    </Page>
  );
}
