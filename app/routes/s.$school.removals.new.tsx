// Writing down that somebody asks for something to be removed: who, how, when, what; and which post, if they know it.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { RemovalForm } from '#app/components/removal-form.tsx';
import { readPupil } from '#app/domain/consent/read-pupil-consent.ts';
import { may } from '#app/domain/permissions.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { recentLivePosts } from '#app/domain/removals/recent-posts.ts';
import { ASKED_WAYS, ASKERS, logRequest } from '#app/domain/removals/log-request.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { titleOf } from '#app/presenters/post-list.ts';
import { pupilHead } from '#app/presenters/pupil-consent.ts';
import { removalErrors } from '#app/presenters/removals.ts';

export const meta: MetaFunction = () => [{ title: 'Somebody asks for something to be removed · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'removal.log');
    const { db } = services.deps;
    const asked = z.uuid().safeParse(new URL(args.request.url).searchParams.get('pupil'));
    const ref = asked.success ? { schoolId: school.id, pupilId: asked.data } : null;
    const pupil =
      ref && may(person, 'pupil.find', school.id, at)
        ? pupilHead(await readPupil(db, person, school, ref, at, 'pupil.find'))
        : null;
    const posts = await recentLivePosts(db, person, school.id, at);
    return {
      base,
      pupil: pupil && { id: pupil.id, name: pupil.name },
      posts: posts.map((post) => ({ value: post.id, label: titleOf(post) })),
      receivedWall: wallTimeOf(at, school.zone),
      requestKey: randomUUID(),
    };
  });

const Request = z.object({
  from: z.enum(ASKERS, 'Say who asks.'),
  way: z.enum(ASKED_WAYS, 'Say how they asked.'),
  receivedWall: z.string().max(40),
  words: z.string().max(10_000),
  postId: z.union([z.uuid(), z.literal('')]).default(''),
  address: z.string().max(500).default(''),
  pupilId: z.union([z.uuid(), z.literal('')]).default(''),
  requestKey: z.uuid(),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'removal.log');
    const form = await readForm(args.request);
    const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >;
    const fields = fieldsOf(form, Request);
    if (!fields.ok) return json({ errors: fields.errors, typed }, { status: 422 });
    const { postId, pupilId, ...rest } = fields.value;
    const logged = await logRequest(services.deps, person, {
      ...rest,
      schoolId: school.id,
      postId: postId || null,
      pupilId: pupilId || null,
    });
    if (logged.ok) throw redirect(`${base}/removals/${logged.requestId}`);
    return json({ errors: removalErrors(logged.issues), typed }, { status: 422 });
  });

export default function NewRemoval() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader
        title="Somebody asks for something to be removed"
        back={{ to: `${page.base}/removals`, label: 'Requests to remove' }}
      >
        Say to them: “I have written it down, and we look at it today.” No more than that until you know who
        they are.
      </PageHeader>
      {answer && (
        <ErrorSummary title="Not written down yet. Nothing is lost." lines={summaryOf(answer.errors)} />
      )}
      <RemovalForm page={page} errors={answer?.errors ?? {}} typed={answer?.typed ?? {}} />
    </Page>
  );
}
