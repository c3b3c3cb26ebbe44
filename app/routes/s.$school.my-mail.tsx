// What a member of staff gets by e-mail, and when they are left in peace. Whoever looks after people's access sees besides to whom
// e-mail comes back.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Page, PageHeader } from '#app/components/page.tsx';
import { ComesBack, MailChoiceForm, MailStanding } from '#app/components/staff-mail.tsx';
import {
  mailWorksAgain,
  readMailChoices,
  saveMailChoices,
  whoseMailComesBack,
} from '#app/domain/staff-messages/mail-choices.ts';
import { DAILY_AT } from '#app/domain/staff-messages/quiet-hours.ts';
import { requireAtSchool } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { mailChoiceErrors } from '#app/presenters/staff-mail.ts';
import { whenWords, zoneWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'E-mail to you · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireAtSchool(args);
    const { db } = services.deps;
    const { refusedAt, ...choices } = await readMailChoices(db, person);
    const comesBack = await whoseMailComesBack(db, person, school.id, at);
    return {
      ...choices,
      practice: school.practice,
      ready: services.deps.mailIsSetUp,
      zone: zoneWords(school.zone),
      dailyAt: DAILY_AT,
      refused: refusedAt && whenWords(refusedAt, school.zone, at).text,
      comesBack: comesBack.map(({ userId, name, email, refusedAt: since }) => ({
        ...{ userId, name, email },
        since: whenWords(since, school.zone, at).text,
      })),
    };
  });

const Pressed = z.union([
  z.object({ intent: z.literal('works_again') }),
  z.object({
    intent: z.literal('save'),
    needsYou: z.enum(['at_once', 'daily', 'never']),
    quietFrom: z.string().max(20),
    quietUntil: z.string().max(20),
    quietWeekends: z.literal('yes').optional(),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, base } = await requireAtSchool(args);
    const pressed = requireFields(await readForm(args.request), Pressed);
    if (pressed.intent === 'works_again') {
      await mailWorksAgain(services.deps, person);
      throw redirect(`${base}/my-mail?note=works_again`);
    }
    const { needsYou, quietFrom: from, quietUntil: until, quietWeekends } = pressed;
    const quiet = { from, until, weekends: quietWeekends === 'yes' };
    const saved = await saveMailChoices(services.deps, person, { needsYou, quiet });
    if (saved.ok) throw redirect(`${base}/my-mail?note=saved`);
    return json({ errors: mailChoiceErrors(saved.issues), needsYou, quiet }, { status: 422 });
  });

export default function MailToYou() {
  const here = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const note = useSearchParams()[0].get('note');
  return (
    <Page>
      <PageHeader title="E-mail to you" over={here.address}>
        An e-mail says only that something waits for you. What it is stands in Gatepost.
      </PageHeader>
      <MailStanding {...here} note={answer ? null : note} />
      <MailChoiceForm
        zone={here.zone}
        dailyAt={here.dailyAt}
        errors={answer?.errors ?? {}}
        {...(answer ?? here)}
      />
      <ComesBack people={here.comesBack} />
    </Page>
  );
}
