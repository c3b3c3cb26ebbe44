// Home at one school: what this person can do something about, first things first.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { HomeLists } from '#app/components/home-lists.tsx';
import { HomeNotices } from '#app/components/home-notices.tsx';
import { LateNotice } from '#app/components/late-notice.tsx';
import { Notice } from '#app/components/notice.tsx';
import { CoveragePlot } from '#app/components/coverage-plot.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { accountsWaiting } from '#app/domain/accounts/accounts-waiting.ts';
import { breachesToDecide } from '#app/domain/breaches/read-breaches.ts';
import { registeredAccounts } from '#app/domain/accounts/list-accounts.ts';
import { readCoverage, SHOWN_ON_X } from '#app/domain/consent/consent-coverage.ts';
import { closedDatesKnown } from '#app/domain/consent/consent-ground.ts';
import { STALE_SENTENCE } from '#app/domain/consent/consent-words.ts';
import { restrictionsOfSchool } from '#app/domain/consent/restrictions-of-school.ts';
import { recordsAreOld } from '#app/domain/consent/export-age.ts';
import { listHandOvers } from '#app/domain/hand-overs/list-hand-overs.ts';
import { may } from '#app/domain/permissions.ts';
import { countPosts, readHomeLists } from '#app/domain/posts/list-posts.ts';
import { readStanding } from '#app/domain/posts/standing-of-publishing.ts';
import { requestsWaiting } from '#app/domain/removals/read-requests.ts';
import { tripsToday } from '#app/domain/school/list-trips.ts';
import { readNotices } from '#app/domain/school/read-notices.ts';
import { pausedSince } from '#app/domain/school/read-pause.ts';
import { requireAtSchool } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { breachesDue } from '#app/presenters/breaches.ts';
import { COVERAGE_WORDS, coverageWords } from '#app/presenters/coverage.ts';
import { dueTitle } from '#app/presenters/safeguarding.ts';
import { handOverRows } from '#app/presenters/hand-over-rows.ts';
import { homePage } from '#app/presenters/home.ts';
import { waitingRows } from '#app/presenters/register.ts';

export const meta: MetaFunction = () => [{ title: 'Home · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireAtSchool(args);
    const { db } = services.deps;
    const scope = { schoolId: school.id, trustId: school.trustId };
    const can = (permission: Parameters<typeof may>[1]) => may(person, permission, school.id, at);
    const home = homePage({
      person,
      school,
      at,
      lists: await readHomeLists(db, person, school, at),
      trips: can('post.draft') ? await tripsToday(db, school.id, school.zone, at) : [],
      notices: await readNotices(db, person, school.id, 30),
      pause: await pausedSince(db, scope),
      accounts: can('post.settle') ? await registeredAccounts(db, scope, at) : null,
      counts: can('register.counts') ? await countPosts(db, school.id) : null,
      removals: await requestsWaiting(db, person, school.id, at),
    });
    // Whoever looks after consent and writes no posts begins with how far it reaches.
    const reach = can('consent.history') && !can('post.draft');
    // Said of the school alone, to those whose posts it stops; the office and the data lead are told days before.
    const old =
      can('post.draft') &&
      school.consentExportedAt !== null &&
      recordsAreOld(
        school.consentExportedAt,
        { ...school, closedDates: await closedDatesKnown(db, scope) },
        at,
      );
    return {
      ...home,
      accountsWaiting: waitingRows(await accountsWaiting(db, person, school.id, at)),
      handOvers: handOverRows(await listHandOvers(db, person, school, at), school, at, person.userId),
      standing: can('post.settle') ? await readStanding(db, scope, at) : null,
      schoolSentence: old ? STALE_SENTENCE : null,
      secondChecks: can('restriction.set')
        ? (await restrictionsOfSchool(db, person, school.id, at)).filter(({ due }) => due).length
        : 0,
      breaches: breachesDue(await breachesToDecide(db, person, school.id, at), school.zone, at),
      coverage: reach ? coverageWords(await readCoverage(db, person, school, SHOWN_ON_X, at)) : null,
    };
  });

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const sent = search.get('sent');
  return (
    <Page>
      <PageHeader
        title={home.title}
        over={home.title === home.today ? undefined : home.today}
        actions={
          home.may.write &&
          !(home.own?.length === 0 && home.writesFirst) && (
            <ButtonLink
              kind={home.writesFirst ? 'primary' : 'quiet'}
              to={`${home.base}/posts/new`}
              icon="plus"
            >
              New post
            </ButtonLink>
          )
        }
      />
      {sent === 'yes' && (
        <Notice kind="done" title="Sent to the headteacher." announce>
          You hear here when it is approved or comes back. You can close this page.
        </Notice>
      )}
      {sent === 'nobody' && (
        <Notice kind="needs-you" title="Sent, but nobody can approve it yet." announce>
          Everyone who may approve posts has worked on this one, or is away. Your trust administrator has been
          told.
        </Notice>
      )}
      {home.paused && (
        <Notice
          kind="stopped"
          word="Paused"
          title="Publishing is paused. Nothing goes out."
          action={
            home.may.pause && (
              <ButtonLink kind="quiet" to={`${home.base}/pause`}>
                Look at what waits
              </ButtonLink>
            )
          }
        >
          {home.paused.byName ?? 'Somebody'} paused {home.paused.wholeTrust ? 'the whole trust' : 'it'}{' '}
          {home.paused.when.relative}.
        </Notice>
      )}
      {home.standing && <LateNotice base={home.base} standing={home.standing} />}
      {home.handOvers.map(({ id, kind, word, title, text, to, press }) => (
        <Notice
          key={id}
          kind={kind}
          word={word}
          title={title}
          action={<ButtonLink to={to}>{press}</ButtonLink>}
        >
          {text}
        </Notice>
      ))}
      {home.accountsWaiting.map(({ id, title }) => (
        <Notice
          key={id}
          kind="needs-you"
          title={`${title}.`}
          action={
            <ButtonLink kind="quiet" to={`${home.base}/register/${id}`}>
              Open the account
            </ButtonLink>
          }
        />
      ))}
      {home.schoolSentence && <Notice kind="needs-you" title={home.schoolSentence} />}
      {home.breaches && (
        <Notice
          kind={home.breaches.late ? 'stopped' : 'needs-you'}
          {...(home.breaches.late ? { word: 'Late' } : {})}
          title={`${home.breaches.title}.`}
          action={<ButtonLink to={`${home.base}/${home.breaches.to}`}>Open the record</ButtonLink>}
        />
      )}
      {home.secondChecks > 0 && (
        <Notice
          kind="needs-you"
          title={`${dueTitle(home.secondChecks)}.`}
          action={<ButtonLink to={`${home.base}/safeguarding`}>Look at it again</ButtonLink>}
        />
      )}
      <HomeNotices notices={home.notices} base={home.base} />
      {home.coverage && (
        <Section
          id="coverage"
          title={home.coverage.headline}
          actions={
            <ButtonLink kind="quiet" to={`${home.base}/consent`}>
              Consent today
            </ButtonLink>
          }
        >
          <CoveragePlot rows={home.coverage.rows} words={COVERAGE_WORDS} />
        </Section>
      )}
      <HomeLists home={home} />
    </Page>
  );
}
