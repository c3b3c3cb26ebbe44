// Who is asked first when a post must come down and needs a person: the school's list, kept by the headteacher or a safeguarding lead.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/choices.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { changeOnCall } from '#app/domain/on-call/change-on-call.ts';
import { readOnCall } from '#app/domain/on-call/read-on-call.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';

export const meta: MetaFunction = () => [{ title: 'Who is asked first · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'post.takeDown');
    const scope = { trustId: school.trustId, schoolId: school.id };
    return readOnCall(services.deps.db, person, scope, at);
  });

const Change = z.object({
  kind: z.enum(['add', 'remove', 'earlier']),
  userId: z.uuid(),
  from: z.coerce.number().int().min(0).max(1_000).default(0),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'onCall.set');
    const change = requireFields(await readForm(args.request), Change);
    const done = await orRefused(() => changeOnCall(services.deps, person, school.id, change));
    if (!done.refused) throw redirect(`${base}/on-call`);
    const last = done.refused.reason === 'last_on_call';
    const sentence = last
      ? 'Somebody has to be on the list.'
      : 'They may not take posts down at this school.';
    return json({ sentence }, { status: done.refused.status });
  });

export default function OnCall() {
  const { people, others, isSet, mayChange } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <Page>
      <PageHeader title="Who is asked first">
        When a post must come down and only a person can do it, the first is asked, at any hour. If they do
        not press “I have it” within 15 minutes, the next is asked, and so on from the top again.
      </PageHeader>
      {refused && (
        <Notice kind="stopped" word="Not done" title={refused.sentence} announce>
          The list is as it was.
        </Notice>
      )}
      {!isSet && (
        <Notice kind="needs-you" title="Nobody has made this list yet.">
          Until then everybody who may take posts down is asked, in this order.
        </Notice>
      )}
      <ol className="flex list-decimal flex-col gap-2 pl-6">
        {people.map(({ id, name }, place) => (
          <li key={id}>
            <div className="flex min-h-11 flex-col gap-x-4 gap-y-1 sm:flex-row sm:items-center sm:justify-between">
              <span className="font-semibold">{name}</span>
              {mayChange && (
                <Form method="post" className="flex flex-wrap gap-2">
                  <input type="hidden" name="userId" value={id} />
                  <input type="hidden" name="from" value={place} />
                  {place > 0 && (
                    <Button kind="quiet" name="kind" value="earlier" aria-label={`Ask ${name} earlier`}>
                      Earlier
                    </Button>
                  )}
                  {people.length > 1 && (
                    <Button kind="quiet" name="kind" value="remove" aria-label={`Take ${name} off`}>
                      Take off
                    </Button>
                  )}
                </Form>
              )}
            </div>
          </li>
        ))}
      </ol>
      {mayChange && others.length > 0 && (
        <Section id="add" title="Put somebody on it" hint="Only people who may take posts down can be on it.">
          <Form method="post" className="flex flex-col items-start gap-3">
            <Select
              label="Who"
              name="userId"
              choices={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Button name="kind" value="add" icon="plus">
              Put on the list
            </Button>
          </Form>
        </Section>
      )}
    </Page>
  );
}
