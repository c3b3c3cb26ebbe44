// Check a use: who of a class or a trip may be shown in a display, a newsletter, on the website or elsewhere, without a post. Nothing
// is recorded but that somebody looked.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Select } from '#app/components/choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { UseAnswer } from '#app/components/use-answer.tsx';
import { checkUse, type UseAsked, choicesOfUse } from '#app/domain/consent/check-use.ts';
import { CHANNELS, PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { answerOfUse, formOfUse } from '#app/presenters/check-use.ts';

export const meta: MetaFunction = () => [{ title: 'Check a use · Gatepost' }];

const Asked = z.object({
  who: z.union([
    z
      .string()
      .regex(/^class:.{1,100}$/)
      .transform((who) => ({ kind: 'class' as const, group: who.slice('class:'.length) })),
    z
      .string()
      .startsWith('trip:')
      .transform((who) => who.slice('trip:'.length))
      .pipe(z.uuid())
      .transform((tripId) => ({ kind: 'trip' as const, tripId })),
  ]),
  place: z.enum(CHANNELS),
  purpose: z.enum(PURPOSES),
});

/** What the address asks; null for nothing yet, and for an address that no form of ours made. */
function askedIn(request: Request): UseAsked | null {
  const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  return asked.success ? asked.data : null;
}

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'use.check');
    const { db } = services.deps;
    const asked = askedIn(args.request);
    const choices = await choicesOfUse(db, person, school.id, at);
    const checked = asked && (await checkUse(db, person, school, asked, at));
    return {
      form: formOfUse(choices, school.zone, at),
      chosen: Object.fromEntries(new URL(args.request.url).searchParams),
      answer: checked && asked ? answerOfUse(checked, asked, school.zone, at) : null,
    };
  });

export default function CheckUse() {
  const { form, chosen, answer } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Check a use">
        <span className="not-on-paper">
          Who may be shown in a display, a newsletter or on the website. No post is needed, and nothing is
          sent.
        </span>
      </PageHeader>
      {form.who.length === 0 ? (
        <EmptyState title="No pupils are on record yet">
          Once the school’s pupils are here, choose a class and see who may be shown where.
        </EmptyState>
      ) : (
        <Form method="get" className="not-on-paper flex flex-col gap-5">
          <Select label="Which class or trip?" name="who" choices={form.who} defaultValue={chosen['who']} />
          <Select
            label="Where will it be seen?"
            name="place"
            choices={form.places}
            defaultValue={chosen['place'] ?? 'display'}
          />
          <Select
            label="What is it for?"
            name="purpose"
            choices={form.purposes}
            defaultValue={chosen['purpose'] ?? 'celebration'}
          />
          <Button icon="search" wide>
            Check
          </Button>
        </Form>
      )}
      {answer && <UseAnswer answer={answer} />}
    </Page>
  );
}
