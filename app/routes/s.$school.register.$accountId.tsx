// One account of the register: who answers for it, how it is connected and since when, and the way from asking to a connection and its end.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AccountEndings, AccountSteps, GoThere } from '#app/components/accounts/account-steps.tsx';
import { FactsList } from '#app/components/facts-list.tsx';
import { Notice, RefusalNote } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PostStory } from '#app/components/post-story.tsx';
import { readAccountHistory } from '#app/domain/accounts/account-history.ts';
import { readRegistered } from '#app/domain/accounts/read-registered.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { pressedOnAccount } from '#app/http/account-press.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { accountStory } from '#app/presenters/account-story.ts';
import { accountPage } from '#app/presenters/registered-account.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? 'Account'} · Gatepost` },
  // The worker needs a few seconds; the page looks again by itself, with or without JavaScript.
  ...(data?.asking ? [{ httpEquiv: 'refresh', content: '2' }] : []),
];

/** The page may hold an address with a secret in it. */
export const headers: HeadersFunction = () => ({
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
});

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'accounts.read');
    const accountId = uuidParam(args, 'accountId');
    const of = { schoolId: school.id, trustId: school.trustId, accountId };
    const { deps } = services;
    const detail = await readRegistered(deps.db, person, of, deps.connecting, at);
    const view = accountPage({ detail, school, at });
    const history = await readAccountHistory(deps.db, person, of, at);
    const reader = { zone: school.zone, at, userId: person.userId, platform: view.platform };
    return {
      base,
      requestKey: randomUUID(),
      standIn: deps.connecting.standIn,
      story: history && accountStory(history, reader),
      ...view,
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const here = await requireDoor(args, 'accounts.read');
    const accountId = uuidParam(args, 'accountId');
    const done = await pressedOnAccount(args.request, here, accountId);
    if ('goTo' in done)
      return json({ goTo: done.goTo, refused: null }, { headers: { 'Cache-Control': 'no-store' } });
    if (done.refused)
      return json({ goTo: null, refused: done.refused.words }, { status: done.refused.status });
    throw redirect(`${here.base}/register/${accountId}`);
  });

export default function Account() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { standing, lastTry, refusal } = page;
  // Whoever decides reads first what the account is.
  const deciding = page.step.do === 'decide';
  const about = (
    <Section id="about" title="About this account">
      <FactsList facts={page.facts} />
    </Section>
  );
  return (
    <Page>
      <PageHeader
        title={page.title}
        over={page.over}
        back={{ to: `${page.base}/register`, label: 'Accounts' }}
      />
      {answer?.refused && <Notice kind="stopped" title={answer.refused} announce />}
      {answer?.goTo ? (
        <GoThere to={answer.goTo} platform={page.platform} handle={page.handle} />
      ) : page.asking ? (
        <Notice kind="info" title={`We are asking ${page.platform}.`} announce>
          This takes a few seconds. The page looks again by itself.
        </Notice>
      ) : (
        <Notice kind={standing.box} title={standing.title}>
          {standing.text}
        </Notice>
      )}
      {lastTry && !page.asking && (
        <Notice kind="needs-you" title={lastTry.sentence} word="The last try">
          {lastTry.todo}
        </Notice>
      )}
      {deciding && about}
      {page.connection.length > 0 && <FactsList facts={page.connection} />}
      {page.rights.length > 0 && (
        <Section id="rights" title={page.rightsTitle}>
          <ul className="list-disc pl-5">
            {page.rights.map((right) => (
              <li key={right}>{right}</li>
            ))}
          </ul>
        </Section>
      )}
      {page.standIn && page.step.do === 'visit' && (
        <p className="text-small text-quiet">
          This installation uses a stand-in for {page.platform} on this machine. Nothing leaves it.
        </p>
      )}
      {!answer?.goTo && <AccountSteps {...page} />}
      {refusal && <RefusalNote reason={refusal.sentence} who={refusal.todo} />}
      {!deciding && about}
      {page.use && !deciding && (
        <Section id="use" title={page.use.title}>
          <FactsList facts={page.use.lines} />
        </Section>
      )}
      {page.story && page.story.length > 0 && (
        <Section
          id="story"
          title="What happened"
          hint="From the school’s log, which nobody can change afterwards."
        >
          <PostStory lines={page.story} />
        </Section>
      )}
      <AccountEndings {...page} />
    </Page>
  );
}
