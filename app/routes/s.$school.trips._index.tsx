// The school's trips, and how many of each may be shown: what a trip leader looks at before the coach leaves.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { TripCounts } from '#app/components/trip-counts.tsx';
import { maySeeTrips, tripsWithPermissions } from '#app/domain/consent/trip-permissions.ts';
import { may } from '#app/domain/permissions.ts';
import { notHere, requireAtSchool } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { tripRow } from '#app/presenters/trip-permissions.ts';

export const meta: MetaFunction = () => [{ title: 'Trips · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    if (!maySeeTrips(person, school.id, at)) throw notHere();
    const trips = await tripsWithPermissions(services.deps.db, person, school, at);
    const mayMake = may(person, 'trip.keep', school.id, at);
    return {
      to: mayMake ? `${base}/trips/new` : null,
      trips: trips.map((trip) => tripRow(trip, base, school.zone, at)),
    };
  });

export default function Trips() {
  const { trips, to } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title="Trips"
        actions={
          to && (
            <ButtonLink to={to} icon="plus">
              New trip
            </ButtonLink>
          )
        }
      >
        Who may be shown on X in a post about the trip, as of now. It is asked again before anything goes out.
      </PageHeader>
      <StackList
        label="Trips"
        items={trips.map((trip) => ({
          id: trip.id,
          to: trip.to,
          over: trip.when,
          title: trip.name,
          children: <TripCounts counts={trip.counts} pupils={trip.pupils} />,
        }))}
        empty={
          <EmptyState title="No trips yet">
            A trip stands here with everybody who goes, so that its leader knows who may be in a photo.
          </EmptyState>
        }
      />
    </Page>
  );
}
