// Stopping everything at once, and letting it go on post by post. The page says what a pause can no longer stop.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Checkbox } from '#app/components/choices.tsx';
import { Notice, RefusalNote } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PostList } from '#app/components/post-list.tsx';
import { WhenText } from '#app/components/when-text.tsx';
import { may } from '#app/domain/permissions.ts';
import { pausePublishing, resumePublishing } from '#app/domain/school/pause-publishing.ts';
import { readPause } from '#app/domain/school/read-pause.ts';
import { notHere, requireAtSchool } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { pausePage } from '#app/presenters/pause.ts';
import { refusalWords } from '#app/presenters/refusals.ts';

export const meta: MetaFunction = () => [{ title: 'Pause publishing · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    const pauses = may(person, 'publishing.pause', school.id, at);
    if (!pauses && !may(person, 'post.read', school.id, at)) throw notHere();
    const facts = await readPause(services.deps.db, { schoolId: school.id, trustId: school.trustId });
    // Whoever works for the whole trust knows numbers, not posts.
    const mayRead = may(person, 'post.read', school.id, at);
    return {
      base,
      refusal: pauses ? null : refusalWords('not_permitted'),
      ...pausePage(facts, school, at, mayRead),
    };
  });

const Press = z.object({
  intent: z.enum(['pause', 'resume']),
  /** which pause the person saw, when there was one */
  pauseId: z.uuid().optional(),
  goOn: z.array(z.uuid()),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireAtSchool(args);
    const { intent, pauseId = null, goOn } = requireFields(await readForm(args.request), Press, ['goOn']);
    const { deps } = services;
    const done = await orRefused(() =>
      intent === 'pause'
        ? pausePublishing(deps, person, { schoolId: school.id })
        : resumePublishing(deps, person, { schoolId: school.id, pauseId, goOn }),
    );
    if (!done.refused) throw redirect(`${base}/pause`);
    const { sentence, todo, status } = done.refused;
    return json({ refused: `${sentence} ${todo}` }, { status });
  });

export default function PausePage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { base, paused, refusal } = page;
  return (
    <Page>
      <PageHeader
        title={paused ? 'Publishing is paused' : 'Pause publishing?'}
        back={{ to: base, label: 'Home' }}
      >
        {paused ? (
          <>
            {paused.byName ?? 'Somebody'} paused {paused.wholeTrust ? 'the whole trust' : 'this school'}{' '}
            <WhenText when={paused.when} relative={paused.when.relative} />. Nothing goes out until somebody
            lets it go on here.
          </>
        ) : (
          'Nothing goes out from this school until somebody lets it go on. Posts keep their words, photos and approval.'
        )}
      </PageHeader>
      {answer && <Notice kind="stopped" title={answer.refused} announce />}
      {page.inFlightCount > 0 && (
        <Section
          id="in-flight"
          title="Already on the way"
          hint="These had left when it was paused, or may have. A pause cannot call them back: open one to take it down."
        >
          {page.inFlight ? (
            <PostList label="Already on the way" authors rows={page.inFlight} empty={null} />
          ) : (
            <p>{page.inFlightCount}</p>
          )}
        </Section>
      )}
      {refusal ? (
        <RefusalNote reason={refusal.sentence} who={refusal.todo} />
      ) : paused ? (
        <Resume page={page} pauseId={paused.id} />
      ) : (
        <Form method="post" className="flex flex-col gap-4">
          <p>
            {page.placedCount === 0
              ? 'No post has a time at the moment.'
              : `${page.placedCount} ${page.placedCount === 1 ? 'post has a time and waits' : 'posts have a time and wait'}.`}{' '}
            The headteacher and the comms lead are told.
          </p>
          <Button kind="danger" name="intent" value="pause" icon="pause" wide>
            Pause publishing now
          </Button>
        </Form>
      )}
    </Page>
  );
}

/** Nothing resumes by itself: only the posts that are ticked go on. */
function Resume({
  page,
  pauseId,
}: {
  page: ReturnType<typeof useLoaderData<typeof loader>>;
  pauseId: string;
}) {
  return (
    <Form method="post" className="flex flex-col gap-5">
      <input type="hidden" name="pauseId" value={pauseId} />
      <Section
        id="placed"
        title="Posts that had a time"
        hint="Tick each one that may still go out as planned. The others stay approved and are given a new time by a person."
      >
        {page.placedCount === 0 && <p className="text-quiet">None. You can let publishing go on.</p>}
        {page.placed?.map((post) =>
          post.over ? (
            <p key={post.row.id} className="rounded-card border border-line px-4 py-2.5">
              {post.row.title}
              <span className="block text-small text-quiet">Its time has passed. It needs a new one.</span>
            </p>
          ) : (
            <Checkbox
              key={post.row.id}
              id={`go-on-${post.row.id}`}
              name="goOn"
              value={post.row.id}
              label={post.row.title}
              hint={`${post.row.moment.label} ${post.row.moment.when.text}, by ${post.row.authorName}`}
            />
          ),
        )}
        {!page.placed && page.placedCount > 0 && (
          <p>
            {page.placedCount} posts had a time. They stay approved, and the school gives each a new time.
          </p>
        )}
      </Section>
      <Button name="intent" value="resume" wide>
        Let publishing go on
      </Button>
    </Form>
  );
}
