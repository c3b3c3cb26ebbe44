// The gallery's screens: each looks like one that the product has, so that parts are judged where they will stand.
import type { ReactElement } from 'react';
import { AppFrame } from '#app/components/app-frame.tsx';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { AgendaList, MonthGrid } from '#app/components/calendar.tsx';
import { Card, StackList } from '#app/components/card.tsx';
import { ConsentGrid } from '#app/components/consent-grid.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorScreen } from '#app/components/error-screen.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { PostTrack } from '#app/components/post-track.tsx';
import { WhenText } from '#app/components/when-text.tsx';
import { FRAME, JUNE, TWELVE } from './made-up.ts';
import { Compose } from './compose.tsx';
import { Parts } from './parts.tsx';
import { Review } from './review.tsx';

function Home() {
  return (
    <Page>
      <PageHeader
        title="12 posts wait for you"
        actions={
          <ButtonLink to="/new" icon="plus">
            New post
          </ButtonLink>
        }
      >
        The oldest has waited since yesterday.
      </PageHeader>
      <Notice kind="stopped" word="Held" title="Permission for a pupil no longer covers this post.">
        Remove the pupil or the photo, then send it again. <a href="/posts/9">Farm visit</a>
      </Notice>
      <StackList
        label="Waiting for you"
        empty={null}
        items={TWELVE.map((post, index) => ({
          id: post.id,
          to: `/posts/${post.id}`,
          over: 'X @LlanfairPrimary, from Mr Osei',
          title: post.title,
          photoSrc: index % 2 === 0 ? `photo-${(index % 3) + 1}.jpg` : undefined,
          children: <PostTrack compact status={post.status} />,
        }))}
      />
    </Page>
  );
}

function Empty() {
  return (
    <Page>
      <PageHeader title="Your posts" />
      <StackList
        label="Your posts"
        items={[]}
        empty={
          <EmptyState
            title="No posts yet"
            action={
              <ButtonLink to="/new" icon="plus">
                New post
              </ButtonLink>
            }
            example={
              <Card>
                <p className="font-semibold">Year 4 met the lambs at Gorse Hill Farm.</p>
                <PostTrack compact status="scheduled" />
              </Card>
            }
          >
            Start with photos from your phone. Your headteacher sees every post before anybody else does.
          </EmptyState>
        }
      />
    </Page>
  );
}

function Calendar() {
  return (
    <Page width="wide">
      <PageHeader
        title="Calendar"
        actions={
          <ButtonLink to="/calendar?as=agenda" kind="quiet">
            Agenda
          </ButtonLink>
        }
      />
      <MonthGrid
        title="June 2026"
        earlier={{ to: '/calendar?month=2026-05', label: 'May' }}
        later={{ to: '/calendar?month=2026-07', label: 'July' }}
        weeks={JUNE}
      />
      <Section id="agenda" title="Agenda">
        <AgendaList days={JUNE.flat().filter((day) => day.entries.length > 0)} empty={null} />
      </Section>
    </Page>
  );
}

const PLACES = ['X', 'School website', 'Display in school', 'Newspaper'];

function Pupil() {
  const cells = (answers: ('yes' | 'no' | 'not_asked' | 'ended')[]) =>
    answers.map((answer, index) => ({ place: PLACES[index] ?? '', answer }));
  const proof = (
    <>
      From the consent form,{' '}
      <WhenText when={{ iso: '2026-09-04T09:00:00+01:00', text: '4 September 2025' }} />
    </>
  );
  return (
    <Page>
      <PageHeader
        title="Ffion Wolstenholme-Featherstonehaughton"
        over="Year 4, class Derwen"
        back={{ to: '/pupils', label: 'All pupils' }}
      />
      <ConsentGrid
        caption="Consent for Ffion W., Year 4"
        places={PLACES}
        rows={[
          {
            use: 'In a photo',
            cells: cells(['yes', 'yes', 'yes', 'no']).map((cell) => ({ ...cell, proof })),
          },
          { use: 'First name', cells: cells(['no', 'ended', 'yes', 'not_asked']) },
          { use: 'Work or drawing', cells: cells(['yes', 'yes', 'yes', 'not_asked']) },
        ]}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <ButtonLink to="/record" kind="quiet" icon="check" wide>
          Record a decision
        </ButtonLink>
        <ButtonLink to="/withdraw" kind="quiet" icon="undo" wide>
          Record a withdrawal
        </ButtonLink>
      </div>
    </Page>
  );
}

function SignIn() {
  return (
    <PlainFrame practice policyHref="/policy">
      <PageHeader title="Sign in" />
      <form method="post" className="flex flex-col gap-5">
        <Field label="Email" name="email" type="email" autoComplete="username" required />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        <Button wide>Sign in</Button>
      </form>
    </PlainFrame>
  );
}

function Failed() {
  return (
    <AppFrame frame={FRAME}>
      <ErrorScreen status={500} reference="K7QF-9D4M" />
    </AppFrame>
  );
}

const framed = (screen: ReactElement) => <AppFrame frame={FRAME}>{screen}</AppFrame>;

/** Screen by file name; the address decides which navigation entry is marked as here. */
export const SCREENS: Record<string, { at: string; title: string; draw: () => ReactElement }> = {
  parts: { at: '/', title: 'Parts', draw: () => framed(<Parts />) },
  home: { at: '/waiting', title: 'Waiting for you', draw: () => framed(<Home />) },
  empty: { at: '/posts', title: 'Your posts', draw: () => framed(<Empty />) },
  review: { at: '/waiting', title: 'Review', draw: () => framed(<Review />) },
  compose: { at: '/posts', title: 'New post', draw: () => framed(<Compose />) },
  calendar: { at: '/calendar', title: 'Calendar', draw: () => framed(<Calendar />) },
  pupil: { at: '/pupils', title: 'Consent', draw: () => framed(<Pupil />) },
  'sign-in': { at: '/sign-in', title: 'Sign in', draw: () => <SignIn /> },
  error: { at: '/', title: 'Something went wrong', draw: () => <Failed /> },
};
