// Putting an account into the register of what speaks for the school, and asking that it may.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { NewAccountForm } from '#app/components/accounts/new-account-form.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { possibleOwners, registerAccount } from '#app/domain/accounts/register-account.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { PLATFORM_NAMES } from '#app/presenters/platform-words.ts';
import { newAccountErrors } from '#app/presenters/register.ts';

export const meta: MetaFunction = () => [{ title: 'Add an account · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services, at, base } = await requireDoor(args, 'account.register');
    const staff = await possibleOwners(services.deps.db, { schoolId: school.id }, at);
    return {
      base,
      practice: school.practice,
      requestKey: randomUUID(),
      platforms: PLATFORMS.map((value) => ({ value, label: PLATFORM_NAMES[value] })),
      owners: staff.map(({ id, name }) => ({ value: id, label: name })),
    };
  });

const line = z.string().max(2_000);
const Typed = z.object({
  requestKey: z.uuid(),
  ...{ platform: line, handle: line, displayName: line, purpose: line, audience: line, ownerId: line },
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'account.register');
    const form = await readForm(args.request);
    const typed = requireFields(form, Typed);
    const done = await registerAccount(services.deps, person, { ...typed, schoolId: school.id });
    if (done.ok) throw redirect(`${base}/register/${done.accountId}`);
    return json({ errors: newAccountErrors(done.issues), typed: typedIn(form) }, { status: 422 });
  });

export default function NewAccount() {
  const { base, practice, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Add an account" back={{ to: `${base}/register`, label: 'Accounts' }}>
        {practice
          ? 'For practice: an account on X is opened on the practice timeline of this machine once it is approved. Bluesky has no practice: nothing is sent there. Posts for other platforms are handed to a person, who publishes them nowhere.'
          : 'Somebody else has to approve it before anything can go out on it.'}
      </PageHeader>
      <ErrorSummary title="Not added yet. Nothing is lost." lines={summaryOf(errors)} />
      <NewAccountForm key={form.requestKey} {...form} typed={answer?.typed ?? {}} errors={errors} />
    </Page>
  );
}
