// Showing a live post by another account of the school: a repost, pressed on the platform by a person who is named.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { RepostRows } from '#app/components/reposts-page.tsx';
import { readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { answerRepost, askRepost, openRepost } from '#app/domain/reposts/make-repost.ts';
import { readReposts } from '#app/domain/reposts/read-reposts.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { repostsView } from '#app/presenters/reposts.ts';

export const meta: MetaFunction = () => [{ title: 'Reposts · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here } = await postHere(args);
    return { here, ...repostsView(await readReposts(services.deps.db, person, of, at), school.zone) };
  });

const Press = z.discriminatedUnion('press', [
  z.object({ press: z.literal('ask'), accountId: z.uuid() }),
  z.object({ press: z.enum(['open', 'reposted', 'not_made', 'taken_back']), repostId: z.uuid() }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const { deps } = services;
    const pressed = requireFields(await readForm(args.request), Press);
    await readSeenPost(deps.db, person, of, at);
    const done = await orRefused(async () => {
      if (pressed.press === 'ask') await askRepost(deps, person, ref, pressed.accountId);
      else if (pressed.press === 'open') await openRepost(deps, person, ref, pressed.repostId);
      else await answerRepost(deps, person, ref, pressed.repostId, pressed.press);
    });
    if (!done.refused) throw redirect(`${here}/reposts`);
    const { sentence, todo, status } = done.refused;
    return json({ sentence, todo }, { status });
  });

export default function RepostsRoute() {
  const { here, ...view } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader title="Reposts" back={{ to: here, label: 'Back to the post' }}>
        The same words on a second account of {view.platformName} are not allowed. A repost is: it shows the
        very post, and is gone when the post is. Who may be shown is asked for each account.
      </PageHeader>
      {refused && (
        <Notice kind="stopped" word="Not done" title={refused.sentence} announce>
          {refused.todo}
        </Notice>
      )}
      {view.rows.length > 0 ? (
        <RepostRows {...view} />
      ) : (
        <p className="text-quiet">The school has no other account on {view.platformName}.</p>
      )}
    </Page>
  );
}
