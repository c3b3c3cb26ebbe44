// The try-it box: a text, and everything the checks would find in it. It is checked on the server, with the school's own pupils and
// lists, and then forgotten: no row, no line of a log, nothing in an address.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Checkbox, Select } from '#app/components/choices.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { TriedWords } from '#app/components/tried-words.tsx';
import { may } from '#app/domain/permissions.ts';
import { accountsToTry, MOST_TRIED, tryWords } from '#app/domain/words/try-words.ts';
import { notHere, requireAtSchool, type WebArgs } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { accountChoices, triedWords } from '#app/presenters/tried-words.ts';

export const meta: MetaFunction = () => [{ title: 'Try a text · Gatepost' }];

/** Texts of one person in an hour: plenty for trying, too few to go through a list of names. */
const MOST_TRIES = 120;
const HOUR_MS = 3_600_000;

/** For those who write posts and those who keep the words. */
async function tryingHere(args: WebArgs) {
  const here = await requireAtSchool(args);
  const { person, school, at, base } = here;
  const keeps = may(person, 'words.keep', school.id, at);
  if (!keeps && !may(person, 'post.draft', school.id, at)) throw notHere();
  return {
    ...here,
    back: keeps ? { to: `${base}/words`, label: 'Word lists' } : { to: `${base}/tasks`, label: 'Tasks' },
  };
}

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, back } = await tryingHere(args);
    const accounts = await accountsToTry(services.deps.db, person, school, at);
    return json(
      { back, accounts: accountChoices(accounts), most: MOST_TRIED },
      { headers: { 'Cache-Control': 'no-store' } },
    );
  });

const Typed = z.object({
  text: z.string().max(2 * MOST_TRIED),
  account: z.string().max(200),
  pupils: z.literal('yes').optional(),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await tryingHere(args);
    const typed = requireFields(await readForm(args.request), Typed);
    const text = typed.text.replace(/\r\n?/g, '\n');
    const said = (more: { error?: string; tried?: ReturnType<typeof triedWords> }, status: number) =>
      json(
        { error: null, tried: null, ...more, typed },
        { status, headers: { 'Cache-Control': 'no-store' } },
      );
    if (text.trim() === '') return said({ error: 'Write or paste a text first.' }, 422);
    if (text.length > MOST_TRIED)
      return said({ error: 'That is too long. Try at most 10,000 characters at once.' }, 422);
    if ((await services.limits.count('try words', person.userId, HOUR_MS)) > MOST_TRIES)
      return said(
        { error: 'You have tried very many texts. Wait an hour, then go on. Your text is still here.' },
        429,
      );
    const [accountId = '', subject = null] = typed.account.split('/');
    if (!z.uuid().safeParse(accountId).success) throw notHere();
    const input = { text, withPupils: typed.pupils === 'yes', accountId, subject };
    const findings = await tryWords(services.deps.db, person, school, input, at);
    const reader = { zone: school.zone, now: at, policy: school.settings.policyCited };
    return said({ tried: triedWords(text, findings, reader) }, 200);
  });

export default function TryWords() {
  const { back, accounts, most } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const typed = answer?.typed;
  return (
    <Page>
      <PageHeader title="Try a text" back={back}>
        See what the checks say before you write a post. What you type is forgotten as soon as it is answered.
      </PageHeader>
      {answer?.tried && <TriedWords tried={answer.tried} />}
      <Form method="post" className="flex flex-col gap-6">
        <TextArea
          label="The text"
          name="text"
          rows={6}
          maxLength={most}
          defaultValue={typed?.text}
          {...(answer?.error ? { error: answer.error } : {})}
        />
        <Checkbox
          name="pupils"
          value="yes"
          label="With a photo of pupils"
          hint="Beside a face, names and classes are checked more strictly."
          defaultChecked={typed ? typed.pupils === 'yes' : true}
        />
        {accounts.length > 1 ? (
          <Select label="On which account?" name="account" choices={accounts} defaultValue={typed?.account} />
        ) : (
          <input type="hidden" name="account" value={accounts[0]?.value ?? ''} />
        )}
        <Button icon="check" busy={busy}>
          {answer?.tried ? 'Try it again' : 'Try it'}
        </Button>
      </Form>
    </Page>
  );
}
