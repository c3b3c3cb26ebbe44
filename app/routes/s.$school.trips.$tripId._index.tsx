// One trip: what is still to be done before it leaves, and its list: who can be shown, who only in a group, who not at all. One
// word each, never why.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { FactsList } from '#app/components/facts-list.tsx';
import { Icon, type IconName } from '#app/components/icon.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { TripListLink } from '#app/components/photo-list/trip-list-link.tsx';
import { TripCounts } from '#app/components/trip-counts.tsx';
import { TripDoors, TripTodos } from '#app/components/trip-todos.tsx';
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import { maySeeTrips } from '#app/domain/consent/trip-permissions.ts';
import { may } from '#app/domain/permissions.ts';
import { copiesThatMatter } from '#app/domain/photo-lists/read-lists.ts';
import { readTrip } from '#app/domain/trips/read-trip.ts';
import { notHere, requireAtSchool, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { tripList } from '#app/presenters/photo-lists.ts';
import { tripNote, wholeTripPage } from '#app/presenters/trip-page.ts';

export const meta: MetaFunction = () => [{ title: 'A trip · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    if (!maySeeTrips(person, school.id, at)) throw notHere();
    const tripId = uuidParam(args, 'tripId');
    const facts = await readTrip(services.deps.db, person, school, tripId, at);
    const copies = await copiesThatMatter(services.deps.db, person, school, tripId, at);
    return {
      base,
      photoList: tripList(copies, `${base}/trips/${tripId}`),
      trip: wholeTripPage(facts, base, school.zone, at),
      note: tripNote(new URL(args.request.url).searchParams),
      recordsNo: may(person, 'consent.recordNo', school.id, at),
    };
  });

const LOOKS: Readonly<Record<PublicWord, { title: string; icon: IconName; look: string }>> = {
  'can be shown': { title: 'Can be shown', icon: 'check', look: 'text-green' },
  'only in a group': { title: 'Only in a group', icon: 'people', look: 'text-amber' },
  'not in photos': { title: 'Not in photos', icon: 'cross', look: 'text-red' },
  'first name may be used': { title: 'First name may be used', icon: 'check', look: 'text-green' },
  'not by name': { title: 'Not by name', icon: 'cross', look: 'text-red' },
};

export default function Trip() {
  const { base, trip, note, photoList, recordsNo } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={trip.name} over={trip.when} back={{ to: `${base}/trips`, label: 'Trips' }}>
        <TripCounts counts={trip.counts} pupils={trip.pupils} />
      </PageHeader>
      {note && (
        <Notice kind="done" title={note.title} announce>
          {note.text}
        </Notice>
      )}
      <TripTodos todos={trip.todos} />
      {trip.schoolSentence && <Notice kind="needs-you" title={trip.schoolSentence} />}
      <TripListLink list={photoList} />
      <p className={trip.pupils === 0 ? 'hidden' : 'text-quiet'}>
        Anyone not on this list stays out of posts.
        {recordsNo && ' If a pupil tells you no, open their name and record it: it counts at once.'}
      </p>
      {trip.groups.map(({ word, pupils }) => {
        const { title, icon, look } = LOOKS[word];
        return (
          <Section key={word} id={word.replaceAll(' ', '-')} title={`${title}: ${pupils.length}`}>
            <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
              {pupils.map((pupil) => (
                <li key={pupil.id} className="flex items-center gap-3 px-4">
                  <span className={look}>
                    <Icon name={icon} size="small" />
                  </span>
                  <span className="flex min-h-11 min-w-0 flex-1 items-center justify-between gap-3">
                    {recordsNo ? (
                      <Link
                        to={`${base}/pupils/${pupil.id}/no`}
                        className="inline-flex min-h-11 min-w-0 items-center text-ink"
                      >
                        {pupil.name}
                      </Link>
                    ) : (
                      pupil.name
                    )}
                    <span className="text-small whitespace-nowrap text-quiet">{pupil.group}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
      <Section id="about" title="About this trip">
        <FactsList facts={trip.facts} />
        <TripDoors doors={trip.doors} />
      </Section>
    </Page>
  );
}
