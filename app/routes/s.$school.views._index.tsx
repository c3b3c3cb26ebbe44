// Asking a class for its own views: whom it is time to ask, a round to begin, and how many have answered in those that were begun.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { Select } from '#app/components/choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { may } from '#app/domain/permissions.ts';
import { readClassesToAsk } from '#app/domain/views/classes-to-ask.ts';
import { classesForViews, readRounds } from '#app/domain/views/read-rounds.ts';
import { startRound } from '#app/domain/views/start-round.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { classLine, roundLine } from '#app/presenters/own-views.ts';

export const meta: MetaFunction = () => [{ title: 'Pupils’ own views · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'view.ask');
    const { db } = services.deps;
    const rounds = await readRounds(db, person, school.id, at);
    const toAsk = may(person, 'pupil.find', school.id, at)
      ? await readClassesToAsk(db, person, school.id, at)
      : null;
    return {
      base,
      rounds: rounds.map((round) => roundLine(round, school.zone, at)),
      toAsk: toAsk && toAsk.map(classLine),
      classes: await classesForViews(db, person, school.id, at),
      chosen: new URL(args.request.url).searchParams.get('class') ?? '',
      requestKey: randomUUID(),
    };
  });

const Start = z.object({
  group: z.string().max(200),
  missedIn: z.union([z.uuid(), z.literal('')]).default(''),
  requestKey: z.uuid(),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'view.ask');
    const { missedIn, ...form } = requireFields(await readForm(args.request), Start);
    const started = await startRound(services.deps, person, {
      ...form,
      schoolId: school.id,
      missedIn: missedIn || null,
    });
    if (started.ok) throw redirect(`${base}/views/${started.roundId}`);
    const problem = missedIn ? 'Everybody of this class has answered.' : 'Choose a class that has pupils.';
    return json({ problem }, { status: 422 });
  });

export default function Views() {
  const { base, rounds, toAsk, classes, chosen, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  return (
    <Page>
      <PageHeader title="Pupils’ own views">
        Asked in private, in tutor time, never by a show of hands. Each pupil gets a slip with a code of their
        own. You see how many have answered, not what.
      </PageHeader>
      <ErrorSummary
        title="Not started yet."
        lines={answer ? [{ message: answer.problem, fieldId: 'group' }] : []}
      />
      <Section id="ask" title="Ask a class">
        <Form method="post" action="?index" className="flex flex-col gap-5">
          <input type="hidden" name="requestKey" value={requestKey} />
          <Select
            label="Which class?"
            name="group"
            prompt="Choose a class"
            choices={classes.map((group) => ({ value: group, label: group }))}
            defaultValue={chosen}
            {...(answer ? { error: answer.problem } : {})}
          />
          <Button icon="people" busy={busy}>
            Start, then print the slips
          </Button>
        </Form>
      </Section>
      {toAsk && (
        <Section
          id="soon"
          title="Time to ask them"
          hint="Classes with pupils who were never asked and are old enough, or will be within 60 days. From that birthday a photo needs their own yes too."
        >
          <StackList
            label="Classes to ask"
            items={toAsk.map(({ group, text }) => ({
              id: group,
              to: `${base}/views?class=${encodeURIComponent(group)}#ask`,
              title: group,
              children: <p className="text-small text-quiet">{text}</p>,
            }))}
            empty={
              <EmptyState title="Nobody has to be asked now">
                Whoever comes near the age at which pupils decide for themselves appears here in time.
              </EmptyState>
            }
          />
        </Section>
      )}
      <Section id="rounds" title="Rounds">
        <StackList
          label="Rounds"
          items={rounds.map((round) => ({
            id: round.id,
            to: `${base}/views/${round.id}`,
            over: round.begun,
            title: `${round.group}: ${round.answered}`,
            children: <p className="text-small text-quiet">{round.state}</p>,
          }))}
          empty={
            <EmptyState title="No class was asked yet">
              A round runs until the end of the next school day, so that whoever is away today can answer
              tomorrow.
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}
