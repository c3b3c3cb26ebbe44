// "3 waiting for you": the stack a head works through, or the words that wait for a safeguarding lead; then what is held and what is live.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice, RefusalNote } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PostList } from '#app/components/post-list.tsx';
import { may } from '#app/domain/permissions.ts';
import { readHomeLists } from '#app/domain/posts/list-posts.ts';
import { readWaitingForSafety } from '#app/domain/words/answers/waiting-for-safety.ts';
import { notHere, requireAtSchool } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { pageNote } from '#app/presenters/post-notes.ts';
import { reviewStack } from '#app/presenters/review-stack.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.stack.title ?? 'Waiting for approval'} · Gatepost` },
];

/** The post a decision was just taken on, for the links under the note. */
const POST_ID = /^[0-9a-f-]{36}$/;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireAtSchool(args);
    if (!may(person, 'post.read', school.id, at)) throw notHere();
    const lists = await readHomeLists(services.deps.db, person, school, at);
    const forSafety = await readWaitingForSafety(services.deps.db, person, { schoolId: school.id }, at);
    const { searchParams } = new URL(args.request.url);
    const postId = searchParams.get('post') ?? '';
    const approved = searchParams.get('note') === 'approve';
    return {
      stack: reviewStack(lists, forSafety, school, at),
      note: pageNote(args.request.url),
      decided: POST_ID.test(postId) ? postId : null,
      mayPlace: approved && may(person, 'post.schedule', school.id, at),
    };
  });

export default function ReviewStackRoute() {
  const { stack, note, decided, mayPlace } = useLoaderData<typeof loader>();
  const { base, waiting } = stack;
  const notes = new Map(
    [...(waiting ?? []), ...(stack.words ?? []), ...stack.held].map(({ row, note: said }) => [row.id, said]),
  );
  const said = (row: { id: string }) =>
    notes.get(row.id) && <p className="text-small font-semibold">{notes.get(row.id)}</p>;
  return (
    <Page>
      <PageHeader title={stack.title} back={{ to: base, label: 'Home' }} />
      {note && (
        <Notice
          kind={note.kind}
          title={note.title}
          announce
          action={
            decided && (
              <span className="flex flex-wrap gap-3">
                {mayPlace && (
                  <ButtonLink to={`${base}/posts/${decided}/schedule`} kind="quiet" icon="calendar">
                    Give it a time
                  </ButtonLink>
                )}
                <ButtonLink to={`${base}/posts/${decided}`} kind="quiet">
                  See the post
                </ButtonLink>
              </span>
            )
          }
        >
          {note.text}
        </Notice>
      )}
      {stack.refused && <RefusalNote reason={stack.refused.reason} />}
      {stack.words && (
        <Section
          id="words"
          title="Words that wait for you"
          hint="A check stopped something in them. You and the headteacher decide together whether it may stand."
        >
          <PostList
            authors
            label="Words that wait for you"
            rows={stack.words.map(({ row }) => row)}
            note={said}
            empty={<p className="text-quiet">None. When one is sent it appears here, and you are told.</p>}
          />
        </Section>
      )}
      {waiting && (
        <PostList
          authors
          label="Waiting for approval"
          rows={waiting.map(({ row }) => row)}
          note={said}
          empty={
            <EmptyState title="All done">
              When somebody sends a post for approval it appears here, and you are told. Those whose days run
              out first stand at the top.
            </EmptyState>
          }
        />
      )}
      {stack.held.length > 0 && (
        <Section id="held" title="Held" hint="Stopped on the way. None of these goes out by itself.">
          <PostList authors label="Held" rows={stack.held.map(({ row }) => row)} note={said} empty={null} />
        </Section>
      )}
      {stack.live && (
        <Section id="live" title="Live today">
          <PostList
            authors
            label="Live today"
            rows={stack.live}
            empty={<p className="text-quiet">Nothing went out today.</p>}
          />
        </Section>
      )}
    </Page>
  );
}
