// Taking a live post down: one press, here or on the post's own page. Nobody has to agree, and why is asked afterwards.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { OfferNotes } from '#app/components/post-actions.tsx';
import { ByHandPanel } from '#app/components/settle-panels.tsx';
import { TakedownClock } from '#app/components/takedown-clock.tsx';
import { PostPreview } from '#app/components/post-preview.tsx';
import { takeDownEverywhere } from '#app/domain/cross-posts/take-down-everywhere.ts';
import { readPostPage, readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { postPageView } from '#app/presenters/post-page.ts';

export const meta: MetaFunction = () => [{ title: 'Take a post down · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here } = await postHere(args);
    const facts = await readPostPage(services.deps.db, person, of, at);
    const page = postPageView(facts, school, person);
    const { content, offers } = page;
    // Already on its way down: what is left to do by hand stands here, for whoever follows a notice.
    if (page.standing.status === 'takedown_failed')
      return { here, content, down: offers.down, live: false, byHand: page, elsewhere: false };
    if (offers.down.offers.length + offers.down.notes.length === 0) throw redirect(`${here}?note=moved_on`);
    const elsewhere = page.together?.upElsewhere ?? false;
    const live = facts.facts.post.status === 'published';
    return { here, content, down: offers.down, live, byHand: null, elsewhere };
  });

const NOT_SAID = 'not_said';
/** A cause that is not one of ours is no reason to leave a post live. */
const Wish = z.object({
  cause: z
    .enum(['should_not_be_shown', 'permission_changed', 'mistake', 'asked_from_outside', 'other', NOT_SAID])
    .catch(NOT_SAID),
  /** of a post on several accounts: from all of them, unless somebody says otherwise */
  where: z.enum(['everywhere', 'here']).catch('everywhere'),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const { cause, where } = requireFields(await readForm(args.request), Wish);
    await readSeenPost(services.deps.db, person, of, at);
    const takeDown = where === 'here' ? requestTakedown : takeDownEverywhere;
    const done = await orRefused(() => takeDown(services.deps, person, ref, cause));
    if (!done.refused) throw redirect(cause === NOT_SAID ? `${here}/why` : `${here}?note=take_down`);
    const { reason, sentence, todo, status } = done.refused;
    if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
    return json({ refused: { sentence, todo } }, { status });
  });

export default function TakeDownRoute() {
  const { here, content, down, live, byHand, elsewhere } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  if (byHand)
    return (
      <Page>
        <PageHeader title="A live post must be deleted" back={{ to: here, label: 'Back to the post' }}>
          {byHand.deleting
            ? 'A person published it, so only a person can delete it.'
            : 'Gatepost cannot reach it: the platform or the account does not answer.'}
        </PageHeader>
        {byHand.clock && <TakedownClock clock={byHand.clock} />}
        <ByHandPanel page={byHand} problem={null} />
      </Page>
    );
  return (
    <Page>
      <PageHeader title="Take this post down?" back={{ to: here, label: 'Back to the post' }}>
        {live
          ? `It is deleted from ${content.platformName} at once, and looked for again to be sure that it is gone.`
          : `It may be live. As soon as it is found on ${content.platformName} it is deleted; it is never sent again.`}{' '}
        {elsewhere &&
          'It comes down from every other account as well, and where it has not gone out it is stopped. '}
        Copies that others made cannot be called back. You need nobody’s agreement.
      </PageHeader>
      {answer?.refused && (
        <Notice kind="stopped" word="Not done" title={answer.refused.sentence} announce>
          {answer.refused.todo}
        </Notice>
      )}
      <OfferNotes notes={down.notes} />
      {down.offers.includes('take_down') && (
        <Form method="post" className="flex flex-col gap-5">
          <Button kind="danger" icon="bin" wide busy={busy}>
            {busy ? 'Taking it down…' : elsewhere ? 'Take it down everywhere now' : 'Take it down now'}
          </Button>
          {elsewhere && (
            <Button kind="quiet" name="where" value="here" wide busy={busy}>
              Only from {content.platformName}
            </Button>
          )}
        </Form>
      )}
      <PostPreview
        accountName={content.accountName}
        platformName={content.platformName}
        handle={content.handle}
        words={content.words}
        photos={content.preview}
      />
    </Page>
  );
}
