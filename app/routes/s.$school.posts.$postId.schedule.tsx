// Giving an approved post its time, moving it, or taking it out of the calendar.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type ScheduleAnswer, SchedulePage } from '#app/components/schedule-page.tsx';
import { timesTogether } from '#app/domain/cross-posts/read-together.ts';
import { scheduleEverywhere, unscheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { readScheduling } from '#app/domain/posts/read-scheduling.ts';
import { schoolDate } from '#app/domain/school/school-month.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { type AtPost, postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { whereOf } from '#app/presenters/platform-words.ts';
import { schedulingView, timeAnswer } from '#app/presenters/scheduling.ts';

export const meta: MetaFunction = () => [{ title: 'When should it go out? · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here } = await postHere(args);
    const scheduling = await readScheduling(services.deps.db, person, of, at);
    const page = schedulingView(scheduling, school);
    if (!page) throw redirect(here);
    const times = await timesTogether(services.deps.db, scheduling.facts);
    return { page, also: times.same.map(whereOf), apart: times.apart.map(whereOf) };
  });

const Press = z.object({
  intent: z.enum(['place', 'unplace']),
  wall: z.string().max(30).default(''),
  which: z.enum(['first', 'second']).optional(),
});
type Press = z.infer<typeof Press>;

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const at = await postHere(args);
    const form = requireFields(await readForm(args.request), Press);
    const { services, person, of, ref, here } = at;
    await readSeenPost(services.deps.db, person, of, at.at);
    if (form.intent === 'place') return place(at, form);
    const done = await orRefused(() => unscheduleEverywhere(services.deps, person, ref));
    if (!done.refused) throw redirect(`${here}?note=unplace`);
    return refused(at, form, done.refused);
  });

async function place(at: AtPost, form: Press) {
  const { services, person, school, ref, here, base } = at;
  const { wall, which } = form;
  const done = await orRefused(() =>
    scheduleEverywhere(services.deps, person, ref, { wall, ...(which ? { which } : {}) }),
  );
  if (done.refused) return refused(at, form, done.refused);
  const placed = done.value;
  if (!placed.ok) {
    const answer = timeAnswer(wall, placed.time, school.zone, at.at);
    return json<ScheduleAnswer>({ ...answer, outside: false }, { status: 422 });
  }
  if (placed.further.some(({ refused: not }) => not !== null)) throw redirect(`${here}?note=placed_not_all`);
  if (placed.delegationEndsBefore) throw redirect(`${here}?note=delegation_ends`);
  const month = schoolDate(placed.dueAt, school.zone).slice(0, 7);
  throw redirect(`${base}/calendar?month=${month}&note=${placed.byHand ? 'placed_by_hand' : 'placed'}`);
}

type RefusedBecause = NonNullable<Awaited<ReturnType<typeof orRefused>>['refused']>;

/** A refusal beside the field; a post that moved on is shown where it stands. */
function refused({ here }: AtPost, { wall }: Press, { reason, sentence, todo, status }: RefusedBecause) {
  if (reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
  const answer = { wall, error: `${sentence} ${todo}`, next: null, twice: null };
  return json<ScheduleAnswer>({ ...answer, outside: reason === 'outside_window' }, { status });
}

export default function ScheduleRoute() {
  const { page, also, apart } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  return <SchedulePage page={page} also={also} apart={apart} answer={answer} />;
}
