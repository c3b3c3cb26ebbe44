// Codes for people without a sign-in: makes one for an event, shows it this once, and lists those given out lately.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { Select } from '#app/components/choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { tripsToPostAbout } from '#app/domain/school/list-trips.ts';
import { giveCode } from '#app/domain/uploads/give-code.ts';
import { listCodes } from '#app/domain/uploads/received-photos.ts';
import { requireAtSchool, requireDoor } from '#app/http/actor.server.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { codeRow } from '#app/presenters/codes.ts';
import { whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Guest photos · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'post.draft');
    const { db } = services.deps;
    const trips = await tripsToPostAbout(db, school.id, person.userId, at);
    const codes = await listCodes(db, person, school.id, at);
    return {
      base,
      trips: trips.map(({ id, name }) => ({ value: id, label: name })),
      codes: codes.map((each) => codeRow(each, { base, zone: school.zone, at })),
    };
  });

const Give = z.object({
  event: z.string().trim().min(1, 'Say which event it is for.').max(80, 'Say it in 80 letters or fewer.'),
  tripId: z.uuid().optional().catch(undefined),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireAtSchool(args);
    const fields = fieldsOf(await readForm(args.request), Give);
    if (!fields.ok) return json({ errors: fields.errors, refused: null, made: null }, { status: 400 });
    const { event, tripId = null } = fields.value;
    const done = await orRefused(() =>
      giveCode(services.deps, person, { schoolId: school.id, event, tripId }),
    );
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ errors: {}, refused: `${sentence} ${todo}`, made: null }, { status });
    }
    const { code, expiresAt } = done.value;
    const made = {
      event,
      code,
      link: `${services.publicOrigin}/u/${code}`,
      until: whenWords(expiresAt, school.zone, at).text,
    };
    return json({ errors: {}, refused: null, made });
  });

export default function Codes() {
  const { base, trips, codes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors: Record<string, string> = answer?.errors ?? {};
  const busy = useNavigation().state !== 'idle';
  const lines = [
    ...(answer?.refused ? [{ message: answer.refused }] : []),
    ...Object.entries(errors).map(([fieldId, message]) => ({ message, fieldId })),
  ];
  return (
    <Page>
      <PageHeader title="Guest photos" back={{ to: base, label: 'Home' }}>
        Let a photographer, a helper or supply staff send photos of one event without a sign-in. They can only
        send: they see no names, no posts and no photos.
      </PageHeader>
      <ErrorSummary title="No code was made." lines={lines} />
      {answer?.made && <Made made={answer.made} />}
      <Form method="post" key={answer?.made?.code ?? 'new'} className="flex flex-col gap-5">
        <Field
          label="Which event?"
          name="event"
          hint="The person who sends sees this, so name no child."
          maxLength={80}
          error={errors['event']}
          required
        />
        {trips.length > 0 && (
          <Select label="Trip" name="tripId" optional prompt="No trip" choices={trips} defaultValue="" />
        )}
        <div>
          <Button icon="plus" busy={busy}>
            Make a code for 24 hours
          </Button>
        </div>
      </Form>
      <Section id="given" title="Given out lately">
        <StackList
          label="Codes given out lately"
          items={codes.map(({ id, to, event, standing, waiting }) => ({
            id,
            to,
            title: event,
            over: standing,
            children: <p className="text-small text-quiet">{waiting}</p>,
          }))}
          empty={
            <EmptyState title="No codes yet">
              Make one above. What is sent with it waits here for you, cleaned, for a week.
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}

interface MadeCode {
  event: string;
  code: string;
  link: string;
  until: string;
}

/** The only sight of a code that there ever is. */
function Made({ made }: { made: MadeCode }) {
  return (
    <Notice kind="done" word="Made" title={`Here is the code for ${made.event}.`} announce>
      <p>Write it down or send the link now: it is shown this once only. It is open until {made.until}.</p>
      <p className="mt-3 text-small font-semibold">Link</p>
      <p className="break-words select-all">{made.link}</p>
      <p className="mt-3 text-small font-semibold">Or the code, to type at {new URL(made.link).host}/u</p>
      <p className="text-lead break-words select-all">{made.code}</p>
    </Notice>
  );
}
