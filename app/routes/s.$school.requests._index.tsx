// Asking families: the rounds of this school, how many have answered in each, and the way to a new one.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { MailNotice } from '#app/components/mail-notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { listRounds } from '#app/domain/requests/round-progress.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { roundLine } from '#app/presenters/requests.ts';

export const meta: MetaFunction = () => [{ title: 'Ask families · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const rounds = await listRounds(services.deps.db, person, school, at);
    return {
      base,
      mail: { ready: services.deps.mailIsSetUp, practice: school.practice },
      rounds: rounds.map((round) => roundLine(round, school.zone, at)),
    };
  });

export default function Requests() {
  const { base, mail, rounds } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title="Ask families"
        actions={
          <ButtonLink to={`${base}/requests/new`} icon="send">
            Ask now
          </ButtonLink>
        }
      >
        Each person with authority gets a link of their own, by e-mail or on paper. You see how many have
        answered, not what. Whoever does not answer is not shown.
      </PageHeader>
      <MailNotice {...mail} />
      <StackList
        label="Rounds of asking"
        items={rounds.map((round) => ({
          id: round.id,
          to: `${base}/requests/${round.id}`,
          over: round.when,
          title: round.title,
          children: (
            <>
              <p className="text-small text-quiet">{round.answered}</p>
              <progress className="progress" max={100} value={round.percent} aria-hidden />
            </>
          ),
        }))}
        empty={
          <EmptyState title="Nobody has been asked from here yet">
            Begin with a class, or with the whole school. Before anything is sent you see who is asked and
            about whom there is nobody to ask.
          </EmptyState>
        }
      />
    </Page>
  );
}
