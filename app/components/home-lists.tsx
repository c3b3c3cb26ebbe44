// The lists of a home page in the order of what presses: decide, mend, watch, place, write. A list that is not for the
// reader is not there at all; one that is theirs and empty says so once, in a line.
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { HomePage } from '#app/presenters/home.ts';
import type { PostRow } from '#app/presenters/post-list.ts';
import { ButtonLink } from './button.tsx';
import { StackList } from './card.tsx';
import { DataTable } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';
import { Section } from './page.tsx';
import { PostList } from './post-list.tsx';
import { PostTrack } from './post-track.tsx';
import { TakedownClock } from './takedown-clock.tsx';

const Quiet = ({ children }: { children: ReactNode }) => <p className="text-quiet">{children}</p>;

/** A list that appears only while there is something in it. */
function Pressing({
  id,
  title,
  rows,
  hint,
}: {
  id: string;
  title: string;
  rows: PostRow[] | null;
  hint: string;
}) {
  if (!rows || rows.length === 0) return null;
  return (
    <Section id={id} title={title} hint={hint}>
      <PostList authors label={title} rows={rows} empty={null} />
    </Section>
  );
}

export function HomeLists({ home }: { home: HomePage }) {
  return (
    <>
      <Waiting home={home} />
      <Pressing
        id="trouble"
        title="Needs a decision"
        rows={home.trouble}
        hint="Not sent, not known, or still up."
      />
      <Held home={home} />
      <ComingDown home={home} />
      <Removals home={home} />
      {home.toPlace && (
        <Section id="to-place" title="Approved, no time yet">
          <PostList
            authors
            label="Approved, no time yet"
            rows={home.toPlace}
            empty={<Quiet>Every approved post has its time.</Quiet>}
          />
        </Section>
      )}
      {home.placed && (
        <Section
          id="placed"
          title="Going out this week"
          actions={home.may.calendar && <Link to={`${home.base}/calendar`}>Calendar</Link>}
        >
          <PostList
            authors
            label="Going out this week"
            rows={home.placed}
            empty={<Quiet>Nothing has a time in the next seven days.</Quiet>}
          />
        </Section>
      )}
      <Own home={home} />
      <Trips home={home} />
      <Pressing
        id="live"
        title="Live today"
        rows={home.liveToday}
        hint="If one should not be public, open it and take it down."
      />
      <Counts home={home} />
      <Accounts home={home} />
      <Doors home={home} />
    </>
  );
}

/** Every takedown with its clock, the most pressing first, until the platform shows that it is gone. */
function ComingDown({ home }: { home: HomePage }) {
  if (!home.comingDown || home.comingDown.length === 0) return null;
  return (
    <Section id="coming-down" title="Coming down" hint="Until it is seen to be gone.">
      <StackList
        label="Coming down"
        empty={null}
        items={home.comingDown.map((row) => ({
          id: row.id,
          to: row.to,
          title: row.title,
          over: row.over,
          children: <TakedownClock clock={row} />,
        }))}
      />
    </Section>
  );
}

function Removals({ home }: { home: HomePage }) {
  if (!home.removals || home.removals.length === 0) return null;
  return (
    <Section
      id="removals"
      title="Somebody asked for something to be removed"
      actions={<Link to={`${home.base}/removals`}>Requests to remove</Link>}
    >
      <p>{home.removals.join(' ')}</p>
    </Section>
  );
}

function Waiting({ home }: { home: HomePage }) {
  if (!home.waiting) return null;
  const notes = new Map(home.waiting.map(({ row, note }) => [row.id, note]));
  return (
    <Section id="waiting" title="Waiting for approval">
      <PostList
        authors
        label="Waiting for approval"
        rows={home.waiting.map(({ row }) => row)}
        empty={<Quiet>New posts appear here by themselves when they are sent.</Quiet>}
        note={({ id }) => notes.get(id) && <p className="text-small">{notes.get(id)}</p>}
      />
    </Section>
  );
}

function Held({ home }: { home: HomePage }) {
  if (!home.held || home.held.length === 0) return null;
  const notes = new Map(home.held.map(({ row, note }) => [row.id, note]));
  return (
    <Section id="held" title="Held" hint="Stopped before going out. Nothing happens to them by itself.">
      <PostList
        authors
        label="Held"
        rows={home.held.map(({ row }) => row)}
        empty={null}
        note={({ id }) => <p className="text-small">{notes.get(id)}</p>}
      />
    </Section>
  );
}

function Own({ home }: { home: HomePage }) {
  if (!home.own || (home.own.length === 0 && !home.writesFirst)) return null;
  return (
    <Section id="own" title="Your posts">
      <PostList
        label="Your posts"
        rows={home.own}
        empty={
          <EmptyState
            title="You have not written a post yet"
            action={
              <ButtonLink to={`${home.base}/posts/new`} icon="plus">
                Write your first post
              </ButtonLink>
            }
            example={<PostTrack compact status="in_review" reason="We fed the lambs and dug up carrots." />}
          >
            Add photos from your phone, a few words, and say who is in them. Gatepost cleans the photos,
            checks who may be shown, and takes it to the headteacher.
          </EmptyState>
        }
      />
    </Section>
  );
}

function Trips({ home }: { home: HomePage }) {
  if (home.trips.length === 0) return null;
  return (
    <Section id="trips" title="Trips today">
      <StackList
        label="Trips today"
        empty={null}
        items={home.trips.map((trip) => ({
          id: trip.id,
          to: `${home.base}/trips/${trip.id}`,
          title: trip.name,
          over: trip.when,
          children: (
            <p className="flex gap-1.5 text-small text-quiet">
              <Icon name="photo" size="small" />
              Who may be in photos
            </p>
          ),
        }))}
      />
    </Section>
  );
}

function Counts({ home }: { home: HomePage }) {
  if (!home.counts) return null;
  return (
    <Section id="counts" title="Posts by where they stand">
      <DataTable
        caption="Posts by where they stand"
        columns={[
          {
            header: 'Where',
            cell: (row) => (
              <span className={row.alarm ? 'inline-flex gap-1.5 text-red' : undefined}>
                {row.alarm && <Icon name="stop" size="small" label="Look at this" />}
                {row.label}
              </span>
            ),
          },
          { header: 'Posts', cell: (row) => row.count, numeric: true },
        ]}
        rows={home.counts}
        rowKey={(row) => row.label}
        empty={null}
      />
    </Section>
  );
}

function Accounts({ home }: { home: HomePage }) {
  if (!home.accounts) return null;
  return (
    <Section id="accounts" title="Accounts" actions={<Link to={`${home.base}/register`}>Register</Link>}>
      {home.accounts.length === 0 && <Quiet>No account is registered yet.</Quiet>}
      <ul className="flex flex-col gap-2">
        {home.accounts.map((account) => (
          <li key={account.id} className="flex gap-2">
            <span className={account.open ? 'text-green' : 'text-red'}>
              <Icon name={account.open ? 'done' : 'stop'} />
            </span>
            <span>
              <span className="font-semibold">{account.where}</span>{' '}
              {account.open ? 'is open for posts.' : 'is not approved for posts at the moment.'}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Quiet ways on, for those whose work lies elsewhere. The pause stands alone, away from everyday buttons. */
function Doors({ home }: { home: HomePage }) {
  return (
    <div className="flex flex-wrap gap-3">
      {home.may.findPupils && (
        <ButtonLink kind="quiet" icon="people" to={`${home.base}/pupils`}>
          Find a pupil
        </ButtonLink>
      )}
      {home.may.register && !home.may.write && (
        <ButtonLink kind="quiet" icon="register" to={`${home.base}/register`}>
          Accounts that speak for us
        </ButtonLink>
      )}
      {home.may.pause && !home.paused && (
        <ButtonLink kind="quiet" icon="pause" to={`${home.base}/pause`}>
          Pause publishing
        </ButtonLink>
      )}
    </div>
  );
}
