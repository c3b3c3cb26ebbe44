// A new round of asking, in two steps on one address: whom it is for, then who that is, with the form and the last day. Nothing is
// sent before the second step is pressed.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { MailNotice } from '#app/components/mail-notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StartRoundForm } from '#app/components/requests/start-round-form.tsx';
import { WhoForm } from '#app/components/requests/who-form.tsx';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { readRoundChoices } from '#app/domain/requests/round-choices.ts';
import { planRound } from '#app/domain/requests/plan-round.ts';
import { REMINDER_DAYS, startRound } from '#app/domain/requests/start-round.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { carriedWho, scopeOf, whoIn } from '#app/http/round-form.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { planWords, roundErrors } from '#app/presenters/requests.ts';

export const meta: MetaFunction = () => [{ title: 'Ask families · Gatepost' }];

const TWO_WEEKS_MS = 14 * 86_400_000;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const { db, mailIsSetUp } = services.deps;
    const { classes, trips, forms } = await readRoundChoices(db, person, school.id, at);
    const fields = whoIn(new URL(args.request.url).searchParams);
    const scope = fields && scopeOf(school.id, fields, classes);
    const here = { ...school, mail: mailIsSetUp || school.practice };
    const plan = scope && planWords(await planRound(db, person, here, scope, at));
    return {
      base,
      mail: { ready: mailIsSetUp, practice: school.practice },
      who: fields,
      carried: fields && plan ? carriedWho(fields) : null,
      nothingChosen: fields !== null && scope === null,
      plan,
      years: [...new Set(classes.map(({ year }) => year))],
      classes: classes.map(({ group }) => group),
      trips: trips.map(({ id, name }) => ({ value: id, label: name })),
      forms,
      reminders: [...REMINDER_DAYS],
      dueOn: dateInSchool(new Date(at.getTime() + TWO_WEEKS_MS), school.zone),
      requestKey: randomUUID(),
    };
  });

const Start = z.object({
  formSeries: z.union([z.uuid(), z.literal('')]).default(''),
  dueOn: z.string().max(20),
  remindEveryDays: z.coerce.number(),
  requestKey: z.uuid(),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const { db, mailIsSetUp } = services.deps;
    const form = await readForm(args.request);
    const typed = requireFields(form, Start);
    const fields = whoIn(form);
    const { classes } = await readRoundChoices(db, person, school.id, at);
    const scope = fields && scopeOf(school.id, fields, classes);
    if (!scope) return json({ errors: { who: 'Say whom it is for.' }, typed }, { status: 422 });
    if (!typed.formSeries)
      return json({ errors: { formSeries: 'Choose a form that is in use.' }, typed }, { status: 422 });
    const started = await startRound(
      services.deps,
      person,
      { ...scope, ...typed },
      { mail: mailIsSetUp || school.practice },
    );
    if (started.ok) throw redirect(`${base}/requests/${started.requestId}?note=started`);
    return json({ errors: roundErrors(started.issues), typed }, { status: 422 });
  });

export default function NewRound() {
  const { base, mail, plan, carried, who, nothingChosen, dueOn, requestKey, forms, reminders, ...choices } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader
        title={plan ? plan.headline : 'Whom do you ask?'}
        back={
          plan
            ? { to: `${base}/requests/new`, label: 'Choose others' }
            : { to: `${base}/requests`, label: 'Ask families' }
        }
      >
        {!plan && 'Nothing is sent yet. First you see who is asked.'}
      </PageHeader>
      {answer && <ErrorSummary title="Not started yet." lines={summaryOf(errors)} />}
      {plan && carried ? (
        <>
          <MailNotice {...mail} />
          <StartRoundForm
            {...{ base, plan, carried, forms, errors }}
            reminders={reminders}
            typed={
              answer?.typed ?? { formSeries: forms[0]?.series ?? '', dueOn, remindEveryDays: 7, requestKey }
            }
          />
        </>
      ) : (
        <WhoForm
          {...choices}
          who={who}
          error={nothingChosen ? 'Choose at least one class, or the trip.' : undefined}
        />
      )}
    </Page>
  );
}
