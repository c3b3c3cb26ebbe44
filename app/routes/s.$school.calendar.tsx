// The school's calendar: what waits for a time first, then the month, then the same days as an agenda.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { AgendaList, MonthGrid } from '#app/components/calendar.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PostList } from '#app/components/post-list.tsx';
import { may } from '#app/domain/permissions.ts';
import { readCalendar } from '#app/domain/posts/read-calendar.ts';
import { pausedSince } from '#app/domain/school/read-pause.ts';
import { schoolMonth } from '#app/domain/school/school-month.ts';
import { notHere, requireAtSchool } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { calendarView } from '#app/presenters/calendar.ts';
import { pageNote } from '#app/presenters/post-notes.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.calendar.title ?? 'Calendar'} · Gatepost` },
];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireAtSchool(args);
    if (!may(person, 'calendar.read', school.id, at)) throw notHere();
    const { db } = services.deps;
    const month = schoolMonth(new URL(args.request.url).searchParams.get('month'), school.zone, at);
    const facts = await readCalendar(db, { schoolId: school.id }, month, at);
    const pause = await pausedSince(db, { schoolId: school.id, trustId: school.trustId });
    const mayPlace = may(person, 'post.schedule', school.id, at);
    return {
      calendar: calendarView(facts, month, school, { at, mayPlace }),
      mayPlace,
      paused: pause !== null,
      note: pageNote(args.request.url),
    };
  });

export default function CalendarRoute() {
  const { calendar, mayPlace, paused, note } = useLoaderData<typeof loader>();
  return (
    <Page width="wide">
      <PageHeader title="Calendar" />
      {note && (
        <Notice kind={note.kind} title={note.title} announce>
          {note.text}
        </Notice>
      )}
      {paused && (
        <Notice kind="stopped" word="Paused" title="Publishing is paused. Nothing goes out.">
          Posts keep their places. <Link to={`${calendar.base}/pause`}>Look at what waits</Link>
        </Notice>
      )}
      {calendar.toPlace.length > 0 && (
        <Section
          id="to-place"
          title="Approved, no time yet"
          hint={
            mayPlace
              ? 'Open one to give it its time.'
              : 'The comms lead or the headteacher gives each its time.'
          }
        >
          <PostList authors label="Approved, no time yet" rows={calendar.toPlace} empty={null} />
        </Section>
      )}
      <MonthGrid
        title={calendar.title}
        earlier={calendar.earlier}
        later={calendar.later}
        weeks={calendar.weeks}
      />
      <Section id="agenda" title={`${calendar.title}, day by day`}>
        <AgendaList
          days={calendar.agenda}
          empty={
            <EmptyState title="Nothing in this month">
              Approved posts stand here once they have a time, with the school’s trips behind them.
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}
