// How far apart posts go out, how late one may be, and how early one may be opened by hand, as the school settles it.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { setPostTimes } from '#app/domain/school/set-post-times.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { postTimeErrors, postTimesPage } from '#app/presenters/post-times.ts';

export const meta: MetaFunction = () => [{ title: 'Times of posts · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, base: home } = await requireDoor(args, 'postTimes.set');
    return { home, school: school.name, ...postTimesPage(school.settings) };
  });

const count = z.string().max(8);
const Typed = z.object({ base: z.string().max(64), apart: count, late: count, early: count });

const minutesOf = (typed: string): number =>
  /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Number(typed) : Number.NaN;

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base: home } = await requireDoor(args, 'postTimes.set');
    const { base, ...typed } = requireFields(await readForm(args.request), Typed);
    const times = {
      apart: minutesOf(typed.apart),
      late: minutesOf(typed.late),
      early: minutesOf(typed.early),
    };
    const set = await setPostTimes(services.deps, person, { schoolId: school.id, times, base });
    if (set.ok) throw redirect(`${home}/post-times?note=${set.changed ? 'set' : 'same'}`);
    if (set.why === 'stale') return json({ stale: true, errors: {}, typed }, { status: 409 });
    return json({ stale: false, errors: postTimeErrors(set.issues), typed }, { status: 422 });
  });

export default function PostTimes() {
  const { home, school, base, fields } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [search] = useSearchParams();
  const note = answer ? null : search.get('note');
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? {};
  return (
    <Page>
      <PageHeader title="Times of posts" over={school} back={{ to: `${home}/tasks`, label: 'Tasks' }}>
        They count for every post of this school that has not gone out yet, from the moment they are set.
      </PageHeader>
      {note === 'set' && <Notice kind="done" title="These times count from now on." announce />}
      {note === 'same' && (
        <Notice kind="info" title="Nothing was different, so nothing was changed." announce />
      )}
      {answer?.stale && (
        <Notice kind="needs-you" title="Somebody else set these times while you had them open." announce>
          Nothing of yours is lost: it stands below as you chose it. Set yours again if you still want to.
        </Notice>
      )}
      <ErrorSummary title="Not set yet. Nothing is lost." lines={summaryOf(errors)} />
      <Form key={answer ? 'typed' : base} method="post" noValidate className="flex flex-col gap-8">
        <input type="hidden" name="base" value={base} />
        {fields.map(({ name, label, hint, value, choices }) => (
          <Select
            key={name}
            name={name}
            label={label}
            hint={hint}
            choices={choices}
            defaultValue={typed[name] ?? value}
            {...(errors[name] ? { error: errors[name] } : {})}
          />
        ))}
        <Button icon="check" busy={busy}>
          Set these times
        </Button>
      </Form>
    </Page>
  );
}
