// Photos shared from another app: asks which draft they are for. They wait on the device, where its service worker put them;
// a device without one sends them here whole, and they become a draft at once.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { SharedDevice } from '#app/components/shared-device.tsx';
import { FOR_SHARED, keepShareTarget } from '#app/components/uploads/use-shared-photos.ts';
import { may } from '#app/domain/permissions.ts';
import { readOwnDrafts } from '#app/domain/posts/list-posts.ts';
import { startSharedPost } from '#app/domain/posts/start-shared-post.ts';
import { ownSchools, requirePerson } from '#app/http/actor.server.ts';
import { readPhotoForm } from '#app/http/photo-form.server.ts';
import { takingInto } from '#app/http/photos-of-form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { postRow } from '#app/presenters/post-list.ts';

export const meta: MetaFunction = () => [{ title: 'Photos you shared · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const who = await requirePerson(args);
    const { person, services, at, shared } = who;
    const schools = (await ownSchools(who)).filter(({ id }) => may(person, 'post.draft', id, at));
    const places = [];
    for (const school of schools) {
      const drafts = await readOwnDrafts(services.deps.db, person, school.id);
      places.push({
        name: school.name,
        newTo: `/s/${school.slug}/posts/new?${FOR_SHARED}`,
        drafts: drafts.map((post) => postRow(post, school, at)),
      });
    }
    const refused = new URL(args.request.url).searchParams.has('refused');
    return { places, shared, refused, practice: schools.some(({ practice }) => practice) };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const site = args.request.headers.get('sec-fetch-site');
    // The phone itself sends this when its person shares a photo: from no page at all, or from ours.
    if (site !== 'none' && site !== 'same-origin')
      throw Response.json({ message: 'Share a photo with Gatepost from your phone.' }, { status: 403 });
    const who = await requirePerson(args);
    const { services, person } = who;
    const key = randomUUID();
    const draft = await startSharedPost(services.deps, person, await ownSchools(who), key);
    if (!draft) throw redirect('/share?refused');
    const ref = { schoolId: draft.school.id, postId: draft.postId };
    const { take, refusals } = takingInto(services.deps, person, ref, key);
    await readPhotoForm(args.request, take);
    const to = `/s/${draft.school.slug}/posts/${draft.postId}/edit`;
    if (refusals.length > 0) return json({ refusals, draft: to }, { status: 422 });
    throw redirect(to);
  });

export default function Share() {
  const left = useActionData<typeof action>();
  return left ? <LeftOut {...left} /> : <WhichPost />;
}

/** Some of what a phone sent by itself could not be added; the rest is in a draft already. */
function LeftOut({ refusals, draft }: { refusals: string[]; draft: string }) {
  const { shared, practice } = useLoaderData<typeof loader>();
  return (
    <PlainFrame practice={practice}>
      {shared && <SharedDevice signOut="/sign-out" />}
      <Page>
        <PageHeader title="Not all photos could be added" over="Photos you shared">
          Those that could are in a new post, which nobody else sees yet.
        </PageHeader>
        {refusals.map((sentence, index) => (
          <Notice key={index} kind="needs-you" title={sentence} announce />
        ))}
        <div>
          <ButtonLink to={draft}>Open the post</ButtonLink>
        </div>
      </Page>
    </PlainFrame>
  );
}

function WhichPost() {
  const { places, shared, refused, practice } = useLoaderData<typeof loader>();
  const waiting = useWaiting(shared);
  const several = places.length > 1;
  return (
    <PlainFrame practice={practice}>
      {shared && <SharedDevice signOut="/sign-out" />}
      <Page>
        <PageHeader
          title={waiting === 0 ? 'Add photos to a post' : 'Which post are they for?'}
          over={waiting ? counted(waiting) : 'Photos you shared'}
        />
        {shared && (
          <Notice kind="needs-you" title="This is a shared device, so no photo is kept on it.">
            Open a post and add your photos there.
          </Notice>
        )}
        {!shared && waiting === 0 && (
          <Notice kind="needs-you" title="No photos wait on this device." announce>
            They are kept for an hour only. Share them again, or open a post and add them there.
          </Notice>
        )}
        {(refused || places.length === 0) && (
          <EmptyState title="You cannot start a post at the moment">
            There is no open account you may write for, or your training or the policy is not up to date.
            Nothing of the photos was kept.
          </EmptyState>
        )}
        {places.map((place, index) => (
          <Section key={place.newTo} id={`place-${index}`} title={several ? place.name : 'Choose a post'}>
            <StackList
              label={`Posts at ${place.name}`}
              items={[
                { id: 'new', to: place.newTo, title: 'A new post', over: 'Not started yet' },
                ...place.drafts.map((draft) => ({
                  id: draft.id,
                  to: `${draft.to}?${FOR_SHARED}`,
                  title: draft.title,
                  over: draft.over,
                  children: (
                    <p className="text-small text-quiet">
                      {draft.moment.label} {draft.moment.when.relative}
                    </p>
                  ),
                })),
              ]}
              empty={null}
            />
          </Section>
        ))}
      </Page>
    </PlainFrame>
  );
}

const counted = (photos: number): string =>
  photos === 1 ? '1 photo you shared' : `${photos} photos you shared`;

/** How many photos wait on this device; null until it is known. */
function useWaiting(shared: boolean): number | null {
  const [waiting, setWaiting] = useState<number | null>(null);
  useEffect(() => {
    if (shared) return;
    keepShareTarget();
    void import('#app/components/uploads/shared-photos.ts')
      .then(({ sharedPhotos }) => sharedPhotos())
      .then((photos) => setWaiting(photos.length));
  }, [shared]);
  return waiting;
}
