// Who is in one photo, and how many people can be seen: listed by name, counted, confirmed with one press.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PeopleForm } from '#app/components/people-form.tsx';
import { PeoplePhoto } from '#app/components/people-photo.tsx';
import { found } from '#app/domain/errors.ts';
import { peopleToShow } from '#app/domain/posts/people-to-show.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { settleTyped } from '#app/domain/posts/settle-typed.ts';
import { uuidParam, type WebArgs } from '#app/http/actor.server.ts';
import { readForm } from '#app/http/form.server.ts';
import { tickedIn } from '#app/http/people-form.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { type PeoplePage, peoplePage } from '#app/presenters/people-page.ts';

export const meta: MetaFunction = () => [{ title: 'Who is in it? · Gatepost' }];

/** The draft and the photo that the address names; a draft that can no longer be changed leads to its own page. */
async function photoHere(args: WebArgs) {
  const at = await postHere(args);
  const postPhotoId = uuidParam(args, 'postPhotoId');
  const draft = await readDraft(at.services.deps.db, at.person, at.of, at.at);
  const photo = found(
    draft.facts.photos.find((each) => each.postPhotoId === postPhotoId),
    'photo',
  );
  return { at, draft, photo };
}

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { at, draft, photo } = await photoHere(args);
    if (!draft.editable) throw redirect(at.here);
    const group = new URL(args.request.url).searchParams.get('class');
    const people = await peopleToShow(at.services.deps.db, draft.facts, photo, group);
    const page = peoplePage(draft.facts, photo, people, { base: at.base, here: at.here, group });
    if (!page) throw redirect(`${at.here}/edit#photos`);
    return page;
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { at, draft, photo } = await photoHere(args);
    const form = await readForm(args.request);
    const { people, headCount } = tickedIn(form);
    const { postPhotoId } = photo;
    const base = String(form.get('base') ?? '');
    const intent = String(form.get('intent') ?? 'done');
    const picking = intent.startsWith('class:');
    const counted = picking ? photo.headCount : headCount;
    const settle = { postPhotoId, people, headCount: counted, base };
    const done = await orRefused(() => settleTyped(at.services.deps, at.person, at.ref, settle));
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ problem: `${sentence} ${todo}`, count: false }, { status });
    }
    if (!done.value.ok) return json({ problem: CHANGED, count: false }, { status: 409 });
    const here = `${at.here}/photos/${postPhotoId}`;
    if (picking) throw redirect(`${here}?class=${encodeURIComponent(intent.slice('class:'.length))}`);
    if (headCount === people.length)
      throw redirect(`${at.here}/edit#photo-${draft.facts.photos.indexOf(photo)}`);
    return json({ problem: countProblem(headCount, people.length), count: true }, { status: 422 });
  });

const CHANGED =
  'Somebody changed who is in this photo while you were looking at it. Below is what is saved now: look at it and confirm again.';

function countProblem(counted: number | null, listed: number): string {
  const ticked = listed === 1 ? '1 person is' : `${listed} people are`;
  if (counted === null) return 'Say how many people can be seen, as a number.';
  return counted > listed
    ? `You count ${counted}, but ${ticked} ticked. Tick the others too, or use another photo if somebody is on no list.`
    : `You count ${counted}, but ${ticked} ticked. Take the tick from whoever cannot be seen, or count again.`;
}

export default function PeopleInPhoto() {
  const page = useLoaderData<typeof loader>() as PeoplePage;
  const answer = useActionData<typeof action>();
  const countError = answer?.count ? answer.problem : undefined;
  return (
    <Page>
      <PageHeader
        title="Who is in it?"
        over={`${page.photoName} · ${page.about}`}
        back={{ to: page.editTo, label: 'Your post' }}
      />
      <ErrorSummary
        title={answer?.count ? 'Saved, but the count does not fit.' : 'Not saved yet.'}
        lines={answer ? [{ message: answer.problem, ...(answer.count ? { fieldId: 'headCount' } : {}) }] : []}
      />
      <PeoplePhoto page={page} />
      <PeopleForm key={page.base + (page.group ?? '')} page={page} countError={countError} />
    </Page>
  );
}
