// Starting a post: what it is about, and on which account. One press makes the draft; pressing twice makes one.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { RadioGroup, Select } from '#app/components/choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { RefusalNote } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { FOR_SHARED } from '#app/components/uploads/use-shared-photos.ts';
import { PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import { registeredAccounts } from '#app/domain/accounts/list-accounts.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { tripsToPostAbout } from '#app/domain/school/list-trips.ts';
import { notHere, requireAtSchool } from '#app/http/actor.server.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { newPostPage } from '#app/presenters/new-post.ts';
import { refusalWords } from '#app/presenters/refusals.ts';

export const meta: MetaFunction = () => [{ title: 'New post · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    if (!may(person, 'post.draft', school.id, at)) throw notHere();
    const { db } = services.deps;
    const barrier = draftingBarrier(person, at);
    const accounts = await registeredAccounts(db, { schoolId: school.id, trustId: school.trustId }, at);
    const trips = await tripsToPostAbout(db, school.id, person.userId, at);
    return {
      base,
      requestKey: randomUUID(),
      refusal: barrier && refusalWords(barrier),
      ...newPostPage(accounts, trips, school.zone, at),
    };
  });

const Start = z.object({
  about: z.string().min(1, 'Choose what the post is about.'),
  purpose: z.enum(PURPOSES).optional().catch(undefined),
  accountId: z.uuid('Choose the account it goes out on.'),
  requestKey: z.uuid(),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireAtSchool(args);
    const fields = fieldsOf(await readForm(args.request), Start);
    if (!fields.ok) return json({ errors: fields.errors, refused: null }, { status: 400 });
    const { about, purpose, accountId, requestKey } = fields.value;
    const tripId = about === 'other' ? null : z.uuid().safeParse(about).data;
    if (tripId === undefined || (!tripId && !purpose))
      return json({ errors: { about: 'Choose what the post is about.' }, refused: null }, { status: 400 });
    const input = { schoolId: school.id, accountId, tripId, purpose: purpose ?? 'trip', requestKey };
    const done = await orRefused(() => startPost(services.deps, person, input));
    // Photos shared from another app wait on the device for the draft they were meant for.
    const shared = new URL(args.request.url).searchParams.has(FOR_SHARED) ? `?${FOR_SHARED}` : '';
    if (!done.refused) throw redirect(`${base}/posts/${done.value.postId}/edit${shared}`);
    const { sentence, todo, status } = done.refused;
    return json({ errors: {}, refused: `${sentence} ${todo}` }, { status });
  });

export default function NewPost() {
  const { base, requestKey, refusal, trips, purposes, accounts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const busy = useNavigation().state !== 'idle';
  const lines = [
    ...(answer?.refused ? [{ message: answer.refused }] : []),
    ...Object.entries(errors).map(([fieldId, message]) => ({ message, fieldId })),
  ];
  const [only] = accounts;
  return (
    <Page>
      <PageHeader title="What is your post about?" back={{ to: base, label: 'Home' }} />
      <ErrorSummary title="Not started yet." lines={lines} />
      {accounts.length === 0 ? (
        <EmptyState title="There is no account to post on yet">
          The headteacher approves an account before anyone can write for it. Ask your comms lead.
        </EmptyState>
      ) : (
        <Form method="post" className="group/new flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={requestKey} />
          <RadioGroup
            label="It is about"
            name="about"
            choices={[...trips, { value: 'other', label: 'Something else' }]}
            defaultValue={trips[0]?.value ?? 'other'}
            error={errors['about']}
            required
          />
          <div className="hidden group-has-[[value=other]:checked]/new:block">
            <RadioGroup
              label="What is it for?"
              name="purpose"
              hint="Families agree to each of these by itself."
              choices={purposes}
              defaultValue="celebration"
            />
          </div>
          {accounts.length === 1 && only ? (
            <p>
              <input type="hidden" name="accountId" value={only.value} />
              It goes out on <span className="font-semibold">{only.label}</span>.
            </p>
          ) : (
            <Select
              label="Account"
              name="accountId"
              choices={accounts}
              defaultValue={only?.value}
              error={errors['accountId']}
            />
          )}
          <StickyActions>
            {refusal ? (
              <RefusalNote reason={refusal.sentence} who={refusal.todo} />
            ) : (
              <Button icon="next" wide busy={busy}>
                Start writing
              </Button>
            )}
          </StickyActions>
        </Form>
      )}
    </Page>
  );
}
