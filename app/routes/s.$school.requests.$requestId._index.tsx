// How far one round of asking has come: in numbers by class, and who has not answered. How anybody answered is nowhere on it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { MailNotice } from '#app/components/mail-notice.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { AnswersPlot } from '#app/components/requests/answers-plot.tsx';
import { closeRound } from '#app/domain/requests/close-round.ts';
import { readRound, unansweredIn } from '#app/domain/requests/round-progress.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { roundPage, unansweredLines } from '#app/presenters/requests.ts';

export const meta: MetaFunction = () => [{ title: 'A round of asking · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const { db, mailIsSetUp } = services.deps;
    const requestId = uuidParam(args, 'requestId');
    const round = roundPage(await readRound(db, person, school, requestId, at), school.zone, at);
    const group = new URL(args.request.url).searchParams.get('class');
    const left = group && (await unansweredIn(db, person, school, { requestId, group }, at));
    return {
      base,
      mail: { ready: mailIsSetUp, practice: school.practice },
      round,
      open: left ? { group, lines: unansweredLines(left, school.zone, at) } : null,
    };
  });

const Close = z.object({ intent: z.literal('close') });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'consent.ask');
    requireFields(await readForm(args.request), Close);
    const requestId = uuidParam(args, 'requestId');
    await closeRound(services.deps, person, { schoolId: school.id, requestId });
    throw redirect(`${base}/requests/${requestId}`);
  });

export default function Round() {
  const { base, mail, round, open } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const here = `${base}/requests/${round.id}`;
  return (
    <Page width="wide">
      <PageHeader
        title={round.answered}
        over={round.title}
        back={{ to: `${base}/requests`, label: 'Ask families' }}
        actions={
          round.letters > 0 && (
            <ButtonLink to={`${here}/letters`} icon="register" kind={round.toPrint > 0 ? 'primary' : 'quiet'}>
              {round.toPrint > 0 ? `Print letters (${round.toPrint})` : 'Letters'}
            </ButtonLink>
          )
        }
      >
        {round.when}
      </PageHeader>
      {search.get('note') === 'started' && (
        <Notice kind="done" title="They are being asked." announce>
          {round.toPrint > 0
            ? `${round.toPrint} are asked on paper: print their letters now.`
            : 'The e-mails go out within minutes.'}
        </Notice>
      )}
      <MailNotice {...mail} />
      {round.notes.length > 0 && (
        <ul className="flex max-w-measure flex-col gap-1">
          {round.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {round.trend.length > 1 && <AnswersPlot days={round.trend} />}
      <Section id="classes" title="By class" hint="Open a class to see who has not answered.">
        <DataTable
          caption="Answers by class"
          columns={[
            {
              header: 'Class',
              cell: ({ group }) => (
                <Link
                  to={`${here}?class=${encodeURIComponent(group)}#left`}
                  className="inline-flex min-h-11 items-center"
                >
                  {group}
                </Link>
              ),
            },
            { header: 'Asked', numeric: true, cell: ({ asked }) => asked },
            { header: 'Answered', numeric: true, cell: ({ answered }) => answered },
            { header: 'Not answered', numeric: true, cell: ({ notAnswered }) => notAnswered },
            { header: 'E-mail failed', numeric: true, cell: ({ failed }) => failed },
          ]}
          rows={round.classes}
          rowKey={({ group }) => group}
          empty={null}
        />
      </Section>
      {open && (
        <Section id="left" title={`${open.group}: not answered`}>
          <StackList
            label="People who have not answered"
            items={open.lines.map(({ id, pupilId, pupil, how }) => ({
              id,
              to: `${base}/pupils/${pupilId}`,
              title: pupil,
              children: <p className="text-small text-quiet">{how}</p>,
            }))}
            empty={<EmptyState title="Everybody has answered">Nobody of this class is left.</EmptyState>}
          />
        </Section>
      )}
      {!round.over && <CloseRound />}
    </Page>
  );
}

function CloseRound() {
  return (
    <details className="not-on-paper max-w-measure">
      <summary className="inline-flex min-h-11 items-center text-small underline underline-offset-4">
        Close this round
      </summary>
      <Form method="post" action="?index" className="flex flex-col gap-3 pt-2">
        <input type="hidden" name="intent" value="close" />
        <p>
          Nobody is reminded any more. Links that are out keep working, and whoever has not answered is not
          shown.
        </p>
        <div>
          <Button kind="danger" icon="stop">
            Close it
          </Button>
        </div>
      </Form>
    </details>
  );
}
