// Many withdrawals, one after another: find the pupil by name, or scan or type what stands on the letter; then one more tap. What is
// typed is sent as a form and never becomes part of an address.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { findPupils } from '#app/domain/consent/find-pupils.ts';
import { postsShowingPupil } from '#app/domain/consent/posts-showing-pupil.ts';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { findLetter, looksLikeLetter } from '#app/domain/requests/find-letter.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { classWords, pupilHead } from '#app/presenters/pupil-consent.ts';
import { reachedInShort } from '#app/presenters/pupil-posts.ts';

export const meta: MetaFunction = () => [{ title: 'Many withdrawals · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const { db } = services.deps;
    const last = z.uuid().safeParse(new URL(args.request.url).searchParams.get('last')).data;
    if (!last) return { base, done: null };
    const ref = { schoolId: school.id, pupilId: last };
    const pupil = pupilHead(await readPupil(db, person, school, ref, at, 'consent.record'));
    const posts = await postsShowingPupil(db, person, school, ref, at);
    return { base, done: { ...pupil, reached: reachedInShort(posts) } };
  });

const Search = z.object({ typed: z.string().max(400) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.record');
    const { db } = services.deps;
    const { typed } = requireFields(await readForm(args.request), Search);
    if (looksLikeLetter(typed)) {
      const letter = await findLetter(db, person, school.id, typed, at);
      if (letter) throw redirect(`${base}/withdrawals/${letter.pupilId}?letter=${letter.holderId}`);
    }
    const { pupils, more } = await findPupils(db, person, school.id, typed, at);
    return json({ pupils, more });
  });

export default function Withdrawals() {
  const { base, done } = useLoaderData<typeof loader>();
  const search = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader title="Many withdrawals">
        For a day when many families take their permission back. Find the pupil, tap who said it, and go on to
        the next.
      </PageHeader>
      {done && !search && (
        <Notice kind="done" title={`Everything is withdrawn for ${done.name}, ${done.over}.`} announce>
          {done.reached}.
        </Notice>
      )}
      <Form method="post" action="?index" role="search" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-[16rem]">
          <Field
            label="Pupil’s name, or the letter"
            name="typed"
            type="search"
            autoComplete="off"
            enterKeyHint="search"
            maxLength={400}
            autoFocus
            hint="Scan the square on the letter, or type its reference, such as 7K2QM-0XR4T."
          />
        </div>
        <Button icon="search">Find</Button>
      </Form>
      {search && (
        <Section id="found" title="Found">
          <StackList
            label="Pupils"
            items={search.pupils.map((pupil) => ({
              id: pupil.id,
              to: `${base}/withdrawals/${pupil.id}`,
              title: pupil.name,
              children: <p className="text-small text-quiet">{classWords(pupil)}</p>,
            }))}
            empty={
              <EmptyState title="Nobody found">
                Check the spelling or the reference, or type only part of the name.
              </EmptyState>
            }
          />
          {search.more && <p className="text-quiet">There are more. Type more of the name.</p>}
        </Section>
      )}
    </Page>
  );
}
