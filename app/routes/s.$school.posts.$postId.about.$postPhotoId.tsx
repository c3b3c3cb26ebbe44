// The questions about one photo beside who is in it, on a page of their own: where the form goes, and where a problem
// with an answer is said.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AboutPhoto } from '#app/components/about-photo.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PhotoFigure } from '#app/components/photo-figure.tsx';
import { found } from '#app/domain/errors.ts';
import { materialsForPost } from '#app/domain/materials/list-materials.ts';
import { answerAboutPhoto } from '#app/domain/posts/answer-about-photo.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { aboutIn } from '#app/http/about-photo-form.ts';
import { uuidParam, type WebArgs } from '#app/http/actor.server.ts';
import { readForm } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { aboutPhotoView } from '#app/presenters/about-photo.ts';

export const meta: MetaFunction = () => [{ title: 'About this photo · Gatepost' }];

/** The draft and the photo that the address names; a draft that can no longer be changed leads to its own page. */
async function photoHere(args: WebArgs) {
  const at = await postHere(args);
  const postPhotoId = uuidParam(args, 'postPhotoId');
  const draft = await readDraft(at.services.deps.db, at.person, at.of, at.at);
  const photo = found(
    draft.facts.photos.find((each) => each.postPhotoId === postPhotoId),
    'photo',
  );
  return { at, draft, photo, index: draft.facts.photos.indexOf(photo) };
}

async function pageHere(args: WebArgs, sent: boolean) {
  const { at, draft, photo, index } = await photoHere(args);
  if (!draft.editable) throw redirect(at.here);
  const picture = photo.version ?? photo.master;
  if (!picture) throw redirect(`${at.here}/edit#photos`);
  return {
    editTo: `${at.here}/edit#photo-${index}`,
    over: `Photo ${index + 1} of ${draft.facts.photos.length}`,
    photo: {
      src: `${at.base}/photos/${picture.id}`,
      width: picture.width,
      height: picture.height,
    },
    alt: photo.altText || null,
    view: aboutPhotoView(
      draft.facts,
      photo,
      {
        here: at.here,
        people: draft.people,
        materials: await materialsForPost(at.services.deps.db, draft.facts),
      },
      sent,
    ),
  };
}

export const loader = (args: LoaderFunctionArgs) => answering(() => pageHere(args, false));

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { at, photo, index } = await photoHere(args);
    const form = await readForm(args.request);
    const input = {
      postPhotoId: photo.postPhotoId,
      answers: aboutIn(form),
      forAll: form.get('intent') === 'about_all',
    };
    const done = await orRefused(() => answerAboutPhoto(at.services.deps, at.person, at.ref, input));
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ problem: `${sentence} ${todo}`, view: null }, { status });
    }
    const { view } = await pageHere(args, true);
    if (view.problems.length > 0) return json({ problem: null, view }, { status: 422 });
    throw redirect(`${at.here}/edit#photo-${index}`);
  });

export default function AboutThisPhoto() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const view = answer?.view ?? page.view;
  const lines = answer?.problem
    ? [{ message: answer.problem }]
    : view.problems.map(({ field, sentence }) => ({ message: sentence, fieldId: field }));
  return (
    <Page>
      <PageHeader title="About this photo" over={page.over} back={{ to: page.editTo, label: 'Your post' }} />
      <ErrorSummary
        title={answer?.problem ? 'Not saved yet.' : 'Saved, but the photo cannot go out like this.'}
        lines={lines}
      />
      <PhotoFigure photo={{ state: 'ready', ...page.photo }} alt={page.alt} name={page.over} />
      <AboutPhoto key={answer ? 'answered' : 'asked'} view={view} />
    </Page>
  );
}
