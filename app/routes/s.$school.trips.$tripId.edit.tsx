// Changing what is known of a trip. Posts on their way that no longer fit are stopped, and that is said afterwards.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { TripForm } from '#app/components/trip-form.tsx';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { changeTrip } from '#app/domain/trips/keep-trip.ts';
import { staffForTrip } from '#app/domain/trips/read-trip.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { TripForm as Fields, typedTrip } from '#app/http/trip-form.ts';
import { requireTripDoor } from '#app/http/trip-here.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { DELAY_CHOICES, tripErrors } from '#app/presenters/trip-words.ts';
import { zoneWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Change a trip · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services, at, to, trip } = await requireTripDoor(args, 'trip.keep');
    const leaders = await staffForTrip(services.deps.db, school, 'leader', at);
    return {
      to,
      name: trip.name,
      zone: zoneWords(school.zone),
      delays: DELAY_CHOICES,
      leaders: leaders.map(({ id, name }) => ({ value: id, label: name })),
      typed: {
        name: trip.name,
        place: trip.place,
        leaderId: trip.leaderId,
        starts: wallTimeOf(trip.startsAt, school.zone),
        ends: wallTimeOf(trip.endsAt, school.zone),
        postDelayMinutes: String(trip.postDelayMinutes),
      },
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, to, ref } = await requireTripDoor(args, 'trip.keep');
    const fields = requireFields(await readForm(args.request), Fields);
    const changed = await changeTrip(services.deps, person, { ...typedTrip(fields), ...ref });
    if (changed.ok) throw redirect(`${to}?note=changed&stopped=${changed.stopped.length}`);
    const { requestKey: _, ...typed } = fields;
    return json({ errors: tripErrors(changed.issues), typed }, { status: 422 });
  });

export default function EditTrip() {
  const { to, name, zone, leaders, delays, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Change the trip" back={{ to, label: name }}>
        A post about it that no longer fits is stopped, and its author is told.
      </PageHeader>
      <ErrorSummary title="Not saved yet. Nothing is lost." lines={summaryOf(errors)} />
      <TripForm
        leaders={leaders}
        delays={delays}
        zone={zone}
        errors={errors}
        typed={answer?.typed ?? typed}
        action="Save"
      />
    </Page>
  );
}
