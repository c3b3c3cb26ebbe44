// A post's own page: where it stands, the one thing to do, how it looks, who is in it, and everything that happened to it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { PostPage } from '#app/components/post-page.tsx';
import type { Person } from '#app/domain/actor.ts';
import { unscheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import type { Deps } from '#app/domain/deps.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { readPostPage, readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { changeRemoveBy } from '#app/domain/posts/remove-by.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { releasePost } from '#app/domain/posts/schedule-post.ts';
import { sayNotThere } from '#app/domain/posts/settle-unknown.ts';
import { confirmRemovedByHand } from '#app/domain/posts/take-down-post.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { pageNote } from '#app/presenters/post-notes.ts';
import { postPageView } from '#app/presenters/post-page.ts';
import { staysProblem } from '#app/presenters/stays.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.title ?? 'Post'} · Gatepost` },
];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of } = await postHere(args);
    const facts = await readPostPage(services.deps.db, person, of, at);
    return { page: postPageView(facts, school, person), note: pageNote(args.request.url) };
  });

const Press = z.object({
  intent: z.enum([
    'hold',
    'release',
    'cancel',
    'unplace',
    'reopen',
    'say_not_there',
    'confirm_removed',
    'stay',
  ]),
  lastDay: z.string().max(20).default(''),
  evidence: z.string().trim().max(2_000).default(''),
  /** the holds that the page showed */
  holdIds: z.array(z.uuid()).max(50),
});
type Press = z.infer<typeof Press>;

type Does = (deps: Deps, person: Person, ref: PostRef, press: Press) => Promise<void>;

const DOES: Record<Exclude<Press['intent'], 'stay'>, Does> = {
  hold: holdPost,
  release: releasePost,
  cancel: cancelPost,
  unplace: unscheduleEverywhere,
  reopen: reopenPost,
  say_not_there: sayNotThere,
  confirm_removed: (deps, person, ref, { evidence }) => confirmRemovedByHand(deps, person, ref, evidence),
};

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const press = requireFields(await readForm(args.request), Press, ['holdIds']);
    const { intent } = press;
    await readSeenPost(services.deps.db, person, of, at);
    if (intent === 'stay') {
      const changed = await changeRemoveBy(services.deps, person, ref, press.lastDay);
      if (changed.ok) throw redirect(`${here}?note=stay`);
      return json({ intent, sentence: 'Not changed.', todo: staysProblem(changed.issues) }, { status: 422 });
    }
    const done = await orRefused(() => DOES[intent](services.deps, person, ref, press));
    if (!done.refused) throw redirect(intent === 'reopen' ? `${here}/edit` : `${here}?note=${intent}`);
    const { reason, sentence, todo, status } = done.refused;
    if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
    return json({ intent, sentence, todo }, { status: reason === 'evidence_missing' ? 422 : status });
  });

export default function PostRoute() {
  const { page, note } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <PostPage page={page} note={note} refused={refused ?? null} />;
}
