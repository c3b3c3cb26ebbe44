// The headteacher says whether posts of a trip with nights away may go out while it is away, and who alone approves them then.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { RadioGroup, Select } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { staffForTrip } from '#app/domain/trips/read-trip.ts';
import { setTripPosts } from '#app/domain/trips/set-trip-posts.ts';
import { isResidential, TRIP_POSTS } from '#app/domain/trips/trip-posts.ts';
import { notHere } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { requireTripDoor } from '#app/http/trip-here.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { tripErrors } from '#app/presenters/trip-words.ts';

export const meta: MetaFunction = () => [{ title: 'Posts while a trip is away · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services, at, to, trip } = await requireTripDoor(args, 'trip.setPosts');
    if (!isResidential(trip, school.zone)) throw notHere();
    const approvers = await staffForTrip(services.deps.db, school, 'approver', at);
    return {
      to,
      name: trip.name,
      approvers: approvers.map(({ id, name }) => ({ value: id, label: name })),
      typed: {
        rule: trip.postsWhileAway as string,
        namedApproverId: trip.namedApproverId ?? '',
        placeWords: trip.placeWords.join(', '),
      },
    };
  });

const Setting = z.object({
  rule: z.enum(TRIP_POSTS),
  namedApproverId: z.union([z.uuid(), z.literal('')]).default(''),
  placeWords: z.string().max(4_000).default(''),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, to, ref } = await requireTripDoor(args, 'trip.setPosts');
    const typed = requireFields(await readForm(args.request), Setting);
    const namedApproverId = typed.namedApproverId || null;
    const set = await setTripPosts(services.deps, person, { ...typed, ...ref, namedApproverId });
    if (set.ok) throw redirect(`${to}?note=posts&stopped=${set.stopped.length}`);
    return json({ errors: tripErrors(set.issues), typed }, { status: 422 });
  });

const RULES = [
  {
    value: 'after_return',
    label: 'After everyone is back',
    hint: 'Nothing goes out while the trip is away.',
  },
  {
    value: 'next_day_no_place',
    label: 'The next day, without a word of where',
    hint: 'From 7 am on the day after. No place, tag or time to come, in words or pictures.',
  },
];

export default function TripPosts() {
  const { to, name, approvers, typed: stands } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed = answer?.typed ?? stands;
  return (
    <Page>
      <PageHeader title="When may its posts go out?" over={name} back={{ to, label: 'The trip' }}>
        The safeguarding leads are told what you set.
      </PageHeader>
      <ErrorSummary title="Not set yet. Nothing is lost." lines={summaryOf(errors)} />
      <Form method="post" noValidate className="group/posts flex flex-col gap-6">
        <RadioGroup
          label="Posts about this trip go out"
          name="rule"
          choices={RULES}
          defaultValue={typed.rule}
        />
        <div className="hidden flex-col gap-6 group-has-[[value^=next]:checked]/posts:flex">
          <Select
            label="Who alone approves them until everyone is back?"
            name="namedApproverId"
            prompt="Choose one person"
            hint="A deputy also needs approval passed to them for these days."
            choices={approvers}
            defaultValue={typed.namedApproverId}
            {...(errors['namedApproverId'] ? { error: errors['namedApproverId'] } : {})}
          />
          <TextArea
            label="What else would tell where they are?"
            name="placeWords"
            optional
            hint="The hostel, the village, what pupils call it. Parted by commas. Its name and place are known already."
            rows={3}
            defaultValue={typed.placeWords}
            {...(errors['placeWords'] ? { error: errors['placeWords'] } : {})}
          />
        </div>
        <StickyActions>
          <Button icon="check" wide busy={busy}>
            Set it
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
