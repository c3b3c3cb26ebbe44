// Who may write about inspections, results and other matters of the school as a whole, named and ended by the headteacher.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { GrantForm } from '#app/components/spokespeople/grant-form.tsx';
import { GrantList } from '#app/components/spokespeople/grant-list.tsx';
import { endGrant } from '#app/domain/words/grants/end-grant.ts';
import { giveGrant } from '#app/domain/words/grants/give-grant.ts';
import { listGrants } from '#app/domain/words/grants/list-grants.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
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

const NOTES: Readonly<Record<string, { title: string; text: string }>> = {
  given: { title: 'They are named.', text: 'The checks of their posts know it from now on.' },
  ended: { title: 'It is ended.', text: 'Such words of theirs wait for the headteacher again.' },
};
const NOTHING_TYPED: Record<string, string[]> = {};

export default function WhoSpeaksForTheSchool() {
  const { lines, writers, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const note = answer ? undefined : NOTES[search.get('note') ?? ''];
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <Page>
      <PageHeader title="Who speaks for the school">
        Posts about results, inspections, money and the like are only for people named here. Everybody else’s
        wait for the headteacher.
      </PageHeader>
      {note && (
        <Notice kind="done" title={note.title} announce>
          {note.text}
        </Notice>
      )}
      <Section id="named" title="Named">
        <GrantList lines={lines} />
      </Section>
      <Section id="give" title="Name somebody">
        <ErrorSummary title="Not saved yet. Nothing is lost." lines={summaryOf(errors)} />
        <GrantForm
          key={requestKey}
          writers={writers}
          requestKey={requestKey}
          errors={errors}
          typed={answer?.typed ?? NOTHING_TYPED}
        />
      </Section>
    </Page>
  );
}
