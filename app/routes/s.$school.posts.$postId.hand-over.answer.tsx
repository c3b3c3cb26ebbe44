// What became of a post that a person had to publish by hand: their word settles it, and nothing else does.
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { HandOverAnswerForm } from '#app/components/hand-over/answer-form.tsx';
import { answerHandOver } from '#app/domain/hand-overs/answer-hand-over.ts';
import { readHandOver } from '#app/domain/hand-overs/read-hand-over.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { answerProblems, handOverView } from '#app/presenters/hand-over-page.ts';

export const meta: MetaFunction = () => [{ title: 'Published by hand? · Gatepost' }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' });

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here } = await postHere(args);
    const page = await readHandOver(services.deps.db, person, of, at);
    const { standing, mayAct } = page;
    if (!mayAct || standing.at === 'waiting' || standing.at === 'over') throw redirect(`${here}/hand-over`);
    // Nothing of the post itself is on this page.
    return json(
      { view: { ...handOverView(page, school), pack: null } },
      { headers: { 'Cache-Control': 'private, no-store' } },
    );
  });

const Said = z.object({
  answer: z.enum(['published', 'not_published', 'deleted'], 'Choose what became of it.'),
  link: z.string().trim().max(2_000).default(''),
  evidence: z.string().trim().max(2_000).default(''),
  copiesDeleted: z.string().max(10).default(''),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const form = await readForm(args.request);
    const fields = fieldsOf(form, Said);
    await readHandOver(services.deps.db, person, of, at);
    const typed = (name: string): string => String(form.get(name) ?? '').slice(0, 2_000);
    const again = (problems: Record<string, string>, status: number) =>
      json(
        { answer: typed('answer'), link: typed('link'), evidence: typed('evidence'), problems },
        { status },
      );
    if (!fields.ok) return again(fields.errors, 400);
    const said = { ...fields.value, copiesDeleted: fields.value.copiesDeleted === 'yes' };
    const done = await orRefused(() => answerHandOver(services.deps, person, ref, said));
    if (done.refused) {
      if (done.refused.reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
      return again({ answer: `${done.refused.sentence} ${done.refused.todo}` }, done.refused.status);
    }
    if (!done.value.ok) return again(answerProblems(done.value.issues), 422);
    throw redirect(`${here}?note=hand_over_${done.value.outcome}`);
  });

export default function HandOverAnswerRoute() {
  const { view } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>();
  return <HandOverAnswerForm view={view} typed={typed ?? null} />;
}
