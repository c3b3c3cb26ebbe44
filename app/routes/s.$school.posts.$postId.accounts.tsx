// Choosing the further accounts that a draft is also for, on a page of its own.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Checkbox } from '#app/components/choices.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { chooseAccounts } from '#app/domain/cross-posts/choose-accounts.ts';
import { readAccountsToChoose } from '#app/domain/cross-posts/read-further.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { furtherChoices } from '#app/presenters/further-accounts.ts';
import { whereOf } from '#app/presenters/platform-words.ts';

export const meta: MetaFunction = () => [{ title: 'Where else should it go? · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, here } = await postHere(args);
    const { facts, editable } = await readDraft(services.deps.db, person, of, at);
    if (!editable || facts.lead) throw redirect(here);
    const choices = furtherChoices(await readAccountsToChoose(services.deps.db, facts));
    return { here, version: facts.post.version, own: whereOf(facts.account), choices };
  });

const Choice = z.object({
  version: z.coerce.number().int().min(0),
  account: z.array(z.uuid()).max(20),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const { version, account } = requireFields(await readForm(args.request), Choice, ['account']);
    await readDraft(services.deps.db, person, of, at);
    const input = { version, accountIds: account };
    const done = await orRefused(() => chooseAccounts(services.deps, person, ref, input));
    if (!done.refused) throw redirect(`${here}/edit#accounts`);
    const { reason, sentence, todo, status } = done.refused;
    if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
    return json({ sentence, todo }, { status });
  });

export default function AccountsRoute() {
  const { here, version, own, choices } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Page>
      <PageHeader title="Where else should it go?" back={{ to: `${here}/edit`, label: 'Back to the post' }}>
        It goes to {own}. Tick where the same words and photos should go out as well. The headteacher approves
        them together, and who may be shown is checked for each.
      </PageHeader>
      {refused && (
        <Notice kind="stopped" word="Not changed" title={refused.sentence} announce>
          {refused.todo}
        </Notice>
      )}
      <Form method="post" className="flex flex-col gap-5">
        <input type="hidden" name="version" value={version} />
        <fieldset className="flex flex-col gap-3">
          <legend className="sr-only">Further accounts</legend>
          {choices.map(({ accountId, label, chosen, barred }) => (
            <Checkbox
              key={accountId}
              id={`account-${accountId}`}
              name="account"
              value={accountId}
              label={label}
              defaultChecked={chosen}
              disabled={barred !== null && !chosen}
              {...(barred ? { hint: barred } : {})}
            />
          ))}
        </fieldset>
        {choices.length === 0 && <p className="text-quiet">The school has no other account.</p>}
        <Button icon="check" wide busy={busy}>
          {busy ? 'One moment…' : 'Use these accounts'}
        </Button>
      </Form>
    </Page>
  );
}
