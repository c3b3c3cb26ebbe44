// Who may write about inspections, results and other matters of the school as a whole, named and ended by the headteacher.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type DoneNotes, PermissionPage } from '#app/components/permissions/permission-page.tsx';
import { GrantForm, GrantList } from '#app/components/permissions/spokespeople.tsx';
import { endGrant } from '#app/domain/words/grants/end-grant.ts';
import { giveGrant } from '#app/domain/words/grants/give-grant.ts';
import { listGrants } from '#app/domain/words/grants/list-grants.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { grantErrors, grantLines } from '#app/presenters/spokespeople.ts';

export const meta: MetaFunction = () => [{ title: 'Who speaks for the school · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'spokesperson.grant');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await listGrants(services.deps.db, person, scope, at);
    return {
      lines: grantLines(page, school.zone, at),
      writers: page.writers.map(({ id, name }) => ({ value: id, label: name })),
      requestKey: randomUUID(),
    };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('end'), grantId: z.uuid() }),
  z.object({
    intent: z.literal('give'),
    requestKey: z.uuid(),
    userId: z.union([z.uuid(), z.literal('')]),
    topics: z.array(z.string().max(40)).max(40),
    firstDay: z.string().max(20),
    lastDay: z.string().max(20),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'spokesperson.grant');
    const form = await readForm(args.request);
    const pressed = requireFields(form, Pressed, ['topics']);
    const schoolId = school.id;
    if (pressed.intent === 'end') {
      await endGrant(services.deps, person, { schoolId, grantId: pressed.grantId });
      throw redirect(`${base}/spokespeople?note=ended`);
    }
    const given = await giveGrant(services.deps, person, { ...pressed, schoolId });
    if (given.ok) throw redirect(`${base}/spokespeople?note=given`);
    return json({ errors: grantErrors(given.issues), typed: typedIn(form) }, { status: 422 });
  });

const NOTES: DoneNotes = {
  given: { title: 'They are named.', text: 'The checks of their posts know it from now on.' },
  ended: { title: 'It is ended.', text: 'Such words of theirs wait for the headteacher again.' },
};

export default function WhoSpeaksForTheSchool() {
  const { lines, writers, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PermissionPage
      title="Who speaks for the school"
      lead="Posts about results, inspections, money and the like are only for people named here. Everybody else’s wait for the headteacher."
      notes={NOTES}
      errors={answer?.errors ?? null}
      list={{ id: 'named', title: 'Named', body: <GrantList lines={lines} /> }}
      form={{
        id: 'give',
        title: 'Name somebody',
        body: (
          <GrantForm
            key={requestKey}
            writers={writers}
            requestKey={requestKey}
            errors={answer?.errors ?? {}}
            typed={answer?.typed ?? {}}
          />
        ),
      }}
    />
  );
}
