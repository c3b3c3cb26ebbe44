// The review page: one post, everything a head needs to decide, and the decision bound to exactly what was shown.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { type ReviewAnswer, ReviewPage } from '#app/components/review-page.tsx';
import { SendBackPage } from '#app/components/send-back-page.tsx';
import { readReview } from '#app/domain/posts/read-review.ts';
import { approvePost, rejectPost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { identityIsConfirmed } from '#app/domain/school/identity-confirmation.ts';
import { confirmedNow } from '#app/http/confirm-identity.server.ts';
import { isFindingPress, pressFinding } from '#app/http/finding-press.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { type AtPost, postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { reviewView } from '#app/presenters/review.ts';
import { reasonOf } from '#app/presenters/review-words.ts';

export const meta: MetaFunction = () => [{ title: 'May this go out? · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here, confirmedAt } = await postHere(args);
    const review = await readReview(services.deps.db, person, of, at);
    if (review.leadPostId) throw redirect(`/s/${school.slug}/posts/${review.leadPostId}/review`);
    const page = reviewView(review, school, person);
    if (!page) throw redirect(here);
    return { page, askPassword: !identityIsConfirmed(confirmedAt, at) };
  });

const SHOWN_FURTHER = /^[0-9a-f-]{36}:[0-9a-f]{64}:[0-9a-f]{64}$/;

const Decision = z.object({
  intent: z.enum(['approve', 'send_back', 'reject']),
  digest: z.string().max(64),
  verdictHash: z.string().max(64),
  count: z.array(z.string().max(6)).max(4),
  viewed: z.array(z.uuid()).max(4),
  phrase: z.array(z.coerce.number().int()).max(20),
  reason: z.string().max(2_000).default(''),
  password: z.string().max(1_000).default(''),
  /** post id, digest and verdict hash of each further account's post that the page showed */
  further: z.array(z.string().regex(SHOWN_FURTHER)).max(10),
});
type Decision = z.infer<typeof Decision>;

const NOTHING: Omit<ReviewAnswer, 'intent'> = {
  stale: null,
  password: null,
  counts: null,
  viewed: null,
  reasonMissing: false,
  refused: null,
};

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const here = await postHere(args);
    const sent = await readForm(args.request);
    if (isFindingPress(String(sent.get('intent')))) return answerFound(here, sent);
    const form = requireFields(sent, Decision, ['count', 'phrase', 'viewed', 'further']);
    await readReview(here.services.deps.db, here.person, here.of, here.at);
    const again = (answer: Partial<ReviewAnswer>, status: number) =>
      json<ReviewAnswer>({ intent: form.intent, ...NOTHING, ...answer }, { status });
    if (form.intent === 'approve') {
      const problem = await confirmedNow(here, form.password);
      if (problem)
        return again(
          { password: problem.sentence, counts: countsOf(form), viewed: form.viewed },
          problem.status,
        );
    }
    const done = await orRefused(() => decide(here, form));
    if (!done.refused) throw decided(here, form.intent);
    const { reason, sentence, todo, status } = done.refused;
    if (reason === 'not_in_this_state') throw await whereItStands(here, form);
    if (reason === 'count_differs') return again({ counts: countsOf(form), viewed: form.viewed }, 422);
    if (reason === 'not_viewed') return again({ counts: countsOf(form), viewed: form.viewed }, 422);
    if (reason === 'reason_missing') return again({ reasonMissing: true }, 422);
    if (done.refused.stale) return again({ stale: await whatChanged(here, form) }, status);
    return again({ refused: { sentence, todo } }, status);
  });

/** What somebody says of a finding; the page then stands where the findings are. */
async function answerFound(here: AtPost, form: FormData) {
  const digest = String(form.get('digest') ?? '');
  const { further } = await readReview(here.services.deps.db, here.person, here.of, here.at);
  const on = form.get('on');
  const there = further.find(({ postId }) => postId === on);
  if (on !== null && !there) throw redirect(`${here.here}/review`);
  const at = there ? { ...here, ref: { ...here.ref, postId: there.postId } } : here;
  const done = await orRefused(() => pressFinding(at, form, { digest }));
  if (!done.refused) throw redirect(`${here.here}/review#found${there ? `-${there.postId}` : ''}`);
  const { reason, stale, sentence, todo, status } = done.refused;
  if (reason === 'not_in_this_state') throw redirect(`${here.here}?note=moved_on`);
  const shown = stale ? { stale: await whatChanged(here, { digest }) } : { refused: { sentence, todo } };
  return json<ReviewAnswer>({ intent: 'found', ...NOTHING, ...shown }, { status });
}

/** A number for each photo in the order shown; what is no number can never be the right one. */
const countsOf = ({ count }: Decision): number[] =>
  count.map((typed) => (/^\d+$/.test(typed) ? Number(typed) : -1));

function decide({ services, person, ref }: AtPost, form: Decision): Promise<void> {
  const { digest, verdictHash, viewed } = form;
  const { deps } = services;
  if (form.intent === 'approve')
    return approvePost(deps, person, ref, {
      ...{ digest, verdictHash, headCounts: countsOf(form), viewed },
      further: form.further.map((shown) => {
        const [postId = '', itsDigest = '', itsVerdicts = ''] = shown.split(':');
        return { postId, digest: itsDigest, verdictHash: itsVerdicts };
      }),
    });
  const reason = reasonOf(form.phrase, form.reason);
  const turnDown = form.intent === 'reject' ? rejectPost : sendBackPost;
  return turnDown(deps, person, ref, { digest, verdictHash, reason });
}

const decided = ({ base, of }: AtPost, intent: Decision['intent']): Response =>
  redirect(`${base}/review?note=${intent}&post=${of.postId}`);

/** A second press finds the post approved by the first, and that is no fault; anything else has moved on. */
async function whereItStands(at: AtPost, form: Decision): Promise<Response> {
  const { facts } = await readReview(at.services.deps.db, at.person, at.of, at.at);
  const { review } = facts;
  const byFirstPress =
    form.intent === 'approve' &&
    review?.decision === 'approved' &&
    review.decidedBy === at.person.userId &&
    review.digest === form.digest;
  return byFirstPress ? decided(at, form.intent) : redirect(`${at.here}?note=moved_on`);
}

async function whatChanged(
  { services, person, school, of, at }: AtPost,
  form: Pick<Decision, 'digest'>,
): Promise<ReviewAnswer['stale']> {
  const review = await readReview(services.deps.db, person, of, at, form.digest);
  return { changes: reviewView(review, school, person)?.changes ?? null };
}

export default function ReviewRoute() {
  const { page, askPassword } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const [search] = useSearchParams();
  if (search.get('ask') === 'send-back' && page.maySendBack && !answer?.stale)
    return <SendBackPage page={page} answer={answer} />;
  return <ReviewPage key={page.shown.digest} page={page} askPassword={askPassword} answer={answer} />;
}
