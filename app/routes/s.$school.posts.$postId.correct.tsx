// Putting right a post that was taken down: what comes along into a new draft and what does not, said before anything is started.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { LeftBehindList } from '#app/components/correction-notices.tsx';
import { FactsList } from '#app/components/facts-list.tsx';
import { Notice, RefusalNote } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { readCorrectionToStart } from '#app/domain/corrections/read-correction.ts';
import { startCorrection } from '#app/domain/corrections/start-correction.ts';
import { readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { correctionPage } from '#app/presenters/corrections.ts';

export const meta: MetaFunction = () => [{ title: 'Put it right in a new post · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, base, here } = await postHere(args);
    const read = await orRefused(() => readCorrectionToStart(services.deps.db, person, of, at));
    if (read.refused) throw redirect(`${here}?note=moved_on`);
    if (read.value.existing) throw redirect(`${base}/posts/${read.value.existing}`);
    return { here, ...correctionPage(read.value) };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, base, here } = await postHere(args);
    await readSeenPost(services.deps.db, person, of, at);
    const done = await orRefused(() => startCorrection(services.deps, person, ref));
    if (!done.refused) throw redirect(`${base}/posts/${done.value.postId}/edit`);
    const { reason, sentence, todo, status } = done.refused;
    if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
    return json({ sentence, todo }, { status });
  });

export default function CorrectRoute() {
  const { here, over, words, photos, behind, sayWhyFirst, refused } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Page>
      <PageHeader
        title="Put it right in a new post"
        over={over}
        back={{ to: here, label: 'Back to the post' }}
      >
        The post that was taken down stays as it is. The new one starts as a draft, is checked and declared
        anew, and goes to the headteacher like any other.
      </PageHeader>
      {answer && (
        <Notice kind="stopped" word="Not started" title={answer.sentence} announce>
          {answer.todo}
        </Notice>
      )}
      {sayWhyFirst && (
        <Notice
          kind="needs-you"
          title="Nobody has said yet why it came down."
          action={
            sayWhyFirst === 'you' ? (
              <ButtonLink to={`${here}/why`} icon="pencil">
                Say why first
              </ButtonLink>
            ) : undefined
          }
        >
          Until then its photos count as not to be used again, and stay behind.
        </Notice>
      )}
      <FactsList
        facts={[
          { label: 'Words', text: words || 'None.' },
          { label: 'Photos', text: photos },
        ]}
      />
      {behind.length > 0 && (
        <Notice kind="info" word="Left behind" title="These do not come along.">
          <LeftBehindList lines={behind} />
        </Notice>
      )}
      {refused ? (
        <RefusalNote reason={`${refused.sentence} ${refused.todo}`} />
      ) : (
        <Form method="post">
          <Button icon="pencil" wide kind={sayWhyFirst === 'you' ? 'quiet' : 'primary'} busy={busy}>
            {busy ? 'One moment…' : 'Start the new post'}
          </Button>
        </Form>
      )}
    </Page>
  );
}
