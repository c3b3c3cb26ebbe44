// Photos that look like one that was taken down or may no longer be used: a safeguarding or data lead looks, and says of
// those that are other pictures that they may go on.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PhotoFigure } from '#app/components/photo-figure.tsx';
import { allowPicture, MAX_ALLOW_REASON } from '#app/domain/posts/allow-picture.ts';
import { listKnownPictures } from '#app/domain/posts/list-known-pictures.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Stopped photos · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'picture.allow');
    const photos = await listKnownPictures(services.deps.db, person, school.id, at);
    return {
      photos: photos.map(({ postId, postPhotoId, version, altText, sameness, author, removesAt }) => ({
        postId,
        postPhotoId,
        src: `${base}/pictures/${postId}/${postPhotoId}`,
        width: version.width,
        height: version.height,
        alt: altText.trim() || null,
        says: removesAt
          ? `It is live, and is deleted ${whenWords(removesAt, school.zone, at).text} unless you say that it is another picture.`
          : sameness === 'same'
            ? 'It stops the post.'
            : 'It is pointed out, and does not stop the post.',
        live: removesAt !== null,
        author,
      })),
      mostReason: MAX_ALLOW_REASON,
    };
  });

const Allow = z.object({ postId: z.uuid(), postPhotoId: z.uuid(), reason: z.string().max(2_000) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'picture.allow');
    const { postId, postPhotoId, reason } = requireFields(await readForm(args.request), Allow);
    if (reason.trim() === '' || reason.trim().length > MAX_ALLOW_REASON)
      return json(
        { postPhotoId, reason, problem: `Say in a few words why it is another picture.` },
        { status: 422 },
      );
    const ref = { schoolId: school.id, postId };
    const done = await orRefused(() => allowPicture(services.deps, person, ref, { postPhotoId, reason }));
    if (!done.refused) throw redirect(`${base}/pictures?note=allowed`);
    const { sentence, todo, status } = done.refused;
    return json({ postPhotoId, reason, problem: `${sentence} ${todo}` }, { status });
  });

export default function StoppedPhotos() {
  const { photos, mostReason } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const busy = useNavigation().state === 'submitting';
  return (
    <Page>
      <PageHeader title="Stopped photos">
        Each of these looks like a picture that was taken down, turned down or withdrawn. Only a likeness was
        kept of that one, so it cannot be shown beside it. If you know that this is another picture, say so;
        the post then goes its ordinary way.
      </PageHeader>
      {search.get('note') === 'allowed' && !answer && (
        <Notice kind="done" title="It may go on." announce>
          What you wrote is on record.
        </Notice>
      )}
      <ErrorSummary
        title="Not done yet."
        lines={answer ? [{ message: answer.problem, fieldId: `reason-${answer.postPhotoId}` }] : []}
      />
      {photos.length === 0 && (
        <EmptyState title="None">
          No photo in an open post looks like one that may no longer be used.
        </EmptyState>
      )}
      <ul className="flex flex-col gap-5">
        {photos.map((photo) => (
          <li key={photo.postPhotoId}>
            <PhotoFigure
              photo={{ state: 'ready', src: photo.src, width: photo.width, height: photo.height }}
              alt={photo.alt}
              name={`In a post by ${photo.author}`}
            >
              <p className={photo.live ? 'font-semibold' : undefined}>{photo.says}</p>
              <Form method="post" className="flex flex-col items-start gap-3">
                <input type="hidden" name="postId" value={photo.postId} />
                <input type="hidden" name="postPhotoId" value={photo.postPhotoId} />
                <Field
                  label="How do you know that it is another picture?"
                  name="reason"
                  id={`reason-${photo.postPhotoId}`}
                  maxLength={mostReason}
                  required
                  {...(answer?.postPhotoId === photo.postPhotoId
                    ? { error: answer.problem, defaultValue: answer.reason }
                    : {})}
                />
                <Button kind="quiet" icon="check" busy={busy}>
                  It is another picture
                </Button>
              </Form>
            </PhotoFigure>
          </li>
        ))}
      </ul>
    </Page>
  );
}
