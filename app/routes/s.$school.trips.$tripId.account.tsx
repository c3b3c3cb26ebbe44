// The headteacher opens an account for one trip, once everybody who may appear has a yes for it, or closes it before its last day.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { RefusalNote } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { CloseAccount, OpenAccountForm } from '#app/components/trip-account.tsx';
import { closeTripAccount } from '#app/domain/trips/close-trip-account.ts';
import { openTripAccount } from '#app/domain/trips/open-trip-account.ts';
import { readAccountToOpen, readTrip } from '#app/domain/trips/read-trip.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { requireTripDoor } from '#app/http/trip-here.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { accountPage } from '#app/presenters/trip-account.ts';
import { BARRIER_WORDS, tripErrors } from '#app/presenters/trip-words.ts';

export const meta: MetaFunction = () => [{ title: 'A trip’s own account · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, to, trip } = await requireTripDoor(args, 'tripAccount.approve');
    const { db } = services.deps;
    const { account } = await readTrip(db, person, school, trip.id, at);
    const decided = account ? null : await readAccountToOpen(db, school, trip, at);
    return { to, requestKey: randomUUID(), ...accountPage({ trip, account, decided, school }, at) };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('close') }),
  z.object({
    intent: z.literal('open'),
    requestKey: z.uuid(),
    seen: z.string().max(100),
    handle: z.string().max(100),
    displayName: z.string().max(200),
    lastDay: z.string().max(20),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, to, ref } = await requireTripDoor(args, 'tripAccount.approve');
    const form = requireFields(await readForm(args.request), Pressed);
    if (form.intent === 'close') {
      await closeTripAccount(services.deps, person, ref);
      throw redirect(`${to}?note=closed`);
    }
    const { intent: _, ...typed } = form;
    const done = await orRefused(() => openTripAccount(services.deps, person, { ...typed, ...ref }));
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ errors: {}, stopped: `${sentence} ${todo}`, typed }, { status });
    }
    const opened = done.value;
    if (opened.ok) throw redirect(`${to}?note=opened`);
    if ('barrier' in opened) {
      const { sentence, todo } = BARRIER_WORDS[opened.barrier];
      return json({ errors: {}, stopped: `${sentence} ${todo}`, typed }, { status: 409 });
    }
    return json({ errors: tripErrors(opened.issues), stopped: null, typed }, { status: 422 });
  });

export default function TripAccount() {
  const { to, requestKey, name, about, account, barrier, seen, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const lines = [...(answer?.stopped ? [{ message: answer.stopped }] : []), ...summaryOf(errors)];
  return (
    <Page>
      <PageHeader title="An account of its own" over={name} back={{ to, label: 'The trip' }}>
        {about}
      </PageHeader>
      <ErrorSummary title="Not opened yet. Nothing is lost." lines={lines} />
      {account && <CloseAccount {...account} />}
      {barrier && <RefusalNote reason={barrier.sentence} who={barrier.todo} />}
      {seen && !barrier && (
        <OpenAccountForm
          key={requestKey}
          requestKey={requestKey}
          seen={seen}
          errors={errors}
          typed={answer?.typed ?? typed}
        />
      )}
    </Page>
  );
}
