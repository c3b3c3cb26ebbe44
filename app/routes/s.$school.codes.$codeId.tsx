// Photos that guests sent by one code: looked at clean, put into a draft, or all refused.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { Select } from '#app/components/choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import { readOwnDrafts } from '#app/domain/posts/list-posts.ts';
import { endCode } from '#app/domain/uploads/give-code.ts';
import { placeReceived, readTray, refuseReceived } from '#app/domain/uploads/received-photos.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { trayPage } from '#app/presenters/codes.ts';
import { shownHandle } from '#app/presenters/platform-words.ts';
import { titleOf } from '#app/presenters/post-list.ts';

export const meta: MetaFunction = () => [{ title: 'Photos received · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'post.draft');
    const ref = { schoolId: school.id, codeId: uuidParam(args, 'codeId') };
    const tray = await readTray(services.deps.db, person, ref, at);
    const drafts = await readOwnDrafts(services.deps.db, person, school.id);
    const refused = new URL(args.request.url).searchParams.get('refused');
    return {
      base,
      ...trayPage(tray, { base, zone: school.zone, at }),
      refusedNow: refused === null ? null : Number(refused) || 0,
      drafts: drafts.map((post) => ({
        value: post.id,
        label: `${post.tripName ?? shownHandle(post)}: ${titleOf(post)}`,
      })),
    };
  });

const Press = z.object({
  intent: z.enum(['add', 'refuse', 'end']),
  postId: z.uuid().optional().catch(undefined),
  photo: z.array(z.uuid()).max(200),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'post.draft');
    const ref = { schoolId: school.id, codeId: uuidParam(args, 'codeId') };
    await readTray(services.deps.db, person, ref, at);
    const here = `${base}/codes/${ref.codeId}`;
    const fields = fieldsOf(await readForm(args.request), Press, ['photo']);
    if (!fields.ok) return json({ sentence: 'Choose photos and a post.' }, { status: 400 });
    const { intent, postId, photo } = fields.value;
    if (intent === 'end') {
      await endCode(services.deps, person, ref);
      throw redirect(here);
    }
    if (intent === 'refuse')
      throw redirect(`${here}?refused=${await refuseReceived(services.deps, person, ref)}`);
    if (!postId || photo.length === 0)
      return json({ sentence: postId ? 'Choose at least one photo.' : 'Choose a post.' }, { status: 400 });
    const done = await orRefused(() => placeReceived(services.deps, person, ref, postId, photo));
    if (done.refused)
      return json(
        { sentence: `${done.refused.sentence} ${done.refused.todo}` },
        { status: done.refused.status },
      );
    if (done.value.placed === 0)
      return json(
        { sentence: `A post holds at most ${MAX_PHOTOS} photos. Nothing was added.` },
        { status: 422 },
      );
    throw redirect(`${base}/posts/${postId}/edit#photos`);
  });

export default function Tray() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const { base, photos, drafts } = page;
  return (
    <Page>
      <PageHeader
        title="Photos received"
        over={page.event}
        back={{ to: `${base}/codes`, label: 'Guest photos' }}
      >
        {page.standing}
        {page.takenBy && `. Taken by: ${page.takenBy.toLowerCase()}, who said that the school may use them.`}
      </PageHeader>
      <ErrorSummary title="Not added yet." lines={answer ? [{ message: answer.sentence }] : []} />
      {page.refusedNow !== null && (
        <Notice kind="done" title="They are refused." announce>
          {page.refusedNow === 1 ? 'The photo is' : `All ${page.refusedNow} photos are`} destroyed within a
          few minutes.
        </Notice>
      )}
      {page.working > 0 && (
        <p role="status">
          {page.working === 1 ? '1 photo is' : `${page.working} photos are`} still being cleaned. Open this
          page again in a minute.
        </p>
      )}
      {page.refused > 0 && (
        <p className="text-quiet">
          {page.refused === 1 ? '1 file was' : `${page.refused} files were`} no photo that can be used, and{' '}
          {page.refused === 1 ? 'was' : 'were'} not kept.
        </p>
      )}
      {photos.length === 0 ? (
        <EmptyState title="No photos wait here">
          Photos sent with this code appear here once they are clean.
        </EmptyState>
      ) : (
        <Form method="post" className="flex flex-col gap-6">
          <fieldset>
            <legend className="mb-2 font-semibold">Which of them? Up to {MAX_PHOTOS} go into a post.</legend>
            <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
              {photos.map(({ id, name, src, width, height }) => (
                <li key={id}>
                  <label className="flex cursor-pointer flex-col overflow-hidden rounded-card border-2 border-line bg-paper has-checked:border-green has-checked:bg-green-wash">
                    <img
                      src={src}
                      alt=""
                      width={width}
                      height={height}
                      loading="lazy"
                      className="aspect-square w-full bg-desk object-contain"
                    />
                    <span className="flex min-h-11 items-center gap-3 px-3">
                      <input type="checkbox" name="photo" value={id} className="size-[1.4em] accent-green" />
                      {name}
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          {page.kept && <p className="text-small text-quiet">{page.kept}</p>}
          {drafts.length > 0 ? (
            <>
              <Select label="Which post?" name="postId" choices={drafts} defaultValue={drafts[0]?.value} />
              <StickyActions>
                <Button name="intent" value="add" icon="plus" wide busy={busy}>
                  Add to this post
                </Button>
              </StickyActions>
            </>
          ) : (
            <div>
              <ButtonLink to={`${base}/posts/new`} icon="plus">
                Start a post for them first
              </ButtonLink>
            </div>
          )}
        </Form>
      )}
      {(page.open || photos.length > 0) && (
        <Section id="ends" title="When they are done">
          {page.open && (
            <Form method="post">
              <Button kind="quiet" icon="lock" name="intent" value="end">
                End the code now
              </Button>
            </Form>
          )}
          {photos.length > 0 && (
            <details className="rounded-card border border-line bg-paper px-4 py-2">
              <summary className="min-h-11 content-center font-semibold">
                None of these photos are needed
              </summary>
              <Form method="post" className="flex flex-col items-start gap-3 py-3">
                <p>Every photo here that is in no post is destroyed. This cannot be undone.</p>
                <Button kind="danger" icon="bin" name="intent" value="refuse">
                  Refuse all {photos.length}
                </Button>
              </Form>
            </details>
          )}
        </Section>
      )}
    </Page>
  );
}
