// Who is in one photo: every face settled, everyone else placed, everything hidden that has to be, and a count at the end.
// The page's script sends its steps elsewhere one by one; the action here takes the same steps as plain forms.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { facesNow } from '#app/components/faces/accounted.ts';
import { AccountScreen } from '#app/components/faces/account-screen.tsx';
import { nextOpen } from '#app/components/faces/face-order.ts';
import { Page, PageHeader } from '#app/components/page.tsx';
import { settlePhoto } from '#app/domain/posts/settle-photo.ts';
import { accountHere, photoHere } from '#app/http/account-here.server.ts';
import { readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { plainStepFrom } from '#app/http/settle-step.server.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';

export const meta: MetaFunction = () => [{ title: 'Who is in it? · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const photo = await photoHere(args);
    if (!photo.editable) throw redirect(photo.at.here);
    const page = await accountHere(args, photo);
    if (!page) throw redirect(`${photo.at.here}/edit#photos`);
    return page;
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const photo = await photoHere(args);
    const { at, postPhotoId, here } = photo;
    const sent = plainStepFrom(await readForm(args.request));
    if (!sent)
      return json({ problem: 'Say how many people can be recognised, as a number.' }, { status: 422 });
    const { version, step } = sent;
    const settle = { version, postPhotoId, step };
    const done = await orRefused(() => settlePhoto(at.services.deps, at.person, at.ref, settle));
    if (done.refused) {
      const { sentence, todo, stale, status } = done.refused;
      return json({ problem: stale ? CHANGED : `${sentence} ${todo}` }, { status });
    }
    const page = await accountHere(args, await photoHere(args));
    if (step.step === 'count' && page?.done) throw redirect(page.nextTo);
    const settled = step.step === 'answer' && page?.saved.faces.find(({ id }) => id === step.faceId);
    const next = page && settled && nextOpen(facesNow(page.saved), settled.number);
    throw redirect(next ? `${here}?face=${next.id}` : here);
  });

const CHANGED =
  'Your post was changed while you were looking at it. Below is what is saved now: look at it, and do this once more.';

export default function WhoIsInIt() {
  const page = useLoaderData<typeof loader>() as AccountPage;
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const asked = search.get('face') ?? search.get('open') ?? (search.has('group') ? 'group' : null);
  return (
    <Page width="wide">
      <PageHeader
        title="Who is in it?"
        over={`${page.photoName} · ${page.about}`}
        back={{ to: page.editTo, label: 'Your post' }}
      />
      <ErrorSummary title="Not saved yet." lines={answer ? [{ message: answer.problem }] : []} />
      <AccountScreen page={page} asked={asked} />
    </Page>
  );
}
