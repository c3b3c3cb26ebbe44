// The data lead's first page: how far consent reaches, class by class, and who may no longer be shown since this morning, with
// what that reached. Every such line looks the same, whoever said no.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { CoveragePlot } from '#app/components/coverage-plot.tsx';
import { CoverageChoices } from '#app/components/coverage-choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { EndingSoon } from '#app/components/ending-soon.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { changesToday } from '#app/domain/consent/changes-today.ts';
import { readCoverage } from '#app/domain/consent/consent-coverage.ts';
import { may } from '#app/domain/permissions.ts';
import { readEndingSoon } from '#app/domain/requests/ending-soon.ts';
import { listRounds } from '#app/domain/requests/round-progress.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { coverageChoice, coverageQuery } from '#app/http/coverage-choice.ts';
import { answering } from '#app/http/respond.server.ts';
import { COVERAGE_WORDS, coverageWords } from '#app/presenters/coverage.ts';
import { endingWords } from '#app/presenters/ending-soon.ts';
import { reachedInShort } from '#app/presenters/pupil-posts.ts';
import { roundLine } from '#app/presenters/requests.ts';
import { timeWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Consent · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.history');
    const { db } = services.deps;
    const choice = coverageChoice(new URL(args.request.url).searchParams);
    const use = { subject: 'image', channel: choice.place, purpose: choice.purpose } as const;
    const coverage = coverageWords(await readCoverage(db, person, school, use, at), choice);
    const rounds = (await listRounds(db, person, school, at)).filter(({ round }) => !round.closedAt);
    const changed = await changesToday(db, person, school, at);
    return {
      base,
      settles: may(person, 'consent.settle', school.id, at),
      schoolName: school.name,
      coverage,
      choice,
      ending: endingWords(await readEndingSoon(db, person, school, at)),
      rounds: rounds.map((round) => roundLine(round, school.zone, at)),
      changed: changed.map(({ pupilId, name, group, at: when, posts }) => ({
        id: pupilId,
        name,
        group,
        when: timeWords(when, school.zone),
        reached: reachedInShort(posts),
      })),
    };
  });

const SETTLED = [
  { to: 'school-year', label: 'School year: days without school' },
  { to: 'public-task', label: 'Where no yes is needed' },
  { to: 'asking-pupils', label: 'Asking pupils themselves' },
];

export default function Consent() {
  const { base, settles, schoolName, coverage, choice, ending, rounds, changed } =
    useLoaderData<typeof loader>();
  return (
    <Page width="wide">
      <PageHeader
        title={coverage.headline}
        over={schoolName}
        actions={
          <ButtonLink to={`${base}/pupils`} icon="search">
            Find a pupil
          </ButtonLink>
        }
      >
        {coverage.toAsk > 0 &&
          `${coverage.toAsk} ${coverage.toAsk === 1 ? 'pupil has' : 'pupils have'} no answer that counts today. It is worth asking.`}
      </PageHeader>
      {coverage.schoolSentence && <Notice kind="needs-you" title={coverage.schoolSentence} />}
      <Section
        id="coverage"
        title={choice.by === 'year' ? 'By year' : 'By class'}
        hint="Photos on the school’s own accounts and pages."
      >
        <CoverageChoices choice={choice} queryOf={coverageQuery} />
        {coverage.rows.length === 0 ? (
          <EmptyState title="No pupils on record yet">
            Once pupils and their answers are here, this shows how many of each class may be shown.
          </EmptyState>
        ) : (
          <CoveragePlot rows={coverage.rows} words={COVERAGE_WORDS} />
        )}
      </Section>
      <EndingSoon base={base} words={ending} rounds={rounds} />
      <Section id="today" title="No longer to be shown, since this morning">
        <StackList
          label="Pupils no longer to be shown"
          items={changed.map((line) => ({
            id: line.id,
            to: `${base}/pupils/${line.id}`,
            over: `${line.when}, ${line.group}`,
            title: line.name,
            children: <p className="text-small text-quiet">{line.reached}</p>,
          }))}
          empty={
            <EmptyState title="Nobody said no today">
              A withdrawal, a refusal or a pupil’s own no stands here for the day, with the posts that it
              stopped or took down.
            </EmptyState>
          }
        />
      </Section>
      {settles && (
        <Section id="settled" title="What the school has settled">
          <ul className="flex flex-col">
            {SETTLED.map(({ to, label }) => (
              <li key={to}>
                <Link to={`${base}/${to}`} className="inline-flex min-h-11 items-center">
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
