// Calling a trip off, asked once more on a page of its own.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { cancelTrip } from '#app/domain/trips/keep-trip.ts';
import { readForm } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { requireTripDoor } from '#app/http/trip-here.server.ts';

export const meta: MetaFunction = () => [{ title: 'Call a trip off · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { to, trip } = await requireTripDoor(args, 'trip.keep');
    return { to, name: trip.name };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, to, ref } = await requireTripDoor(args, 'trip.keep');
    await readForm(args.request);
    const done = await orRefused(() => cancelTrip(services.deps, person, ref));
    if (!done.refused) throw redirect(`${to}?note=cancelled`);
    const { sentence, todo, status } = done.refused;
    return json({ refused: `${sentence} ${todo}` }, { status });
  });

export default function CancelTrip() {
  const { to, name } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  return (
    <Page>
      <PageHeader title="Call this trip off?" over={name} back={{ to, label: 'The trip' }}>
        Nothing goes out about it any more: posts on their way are stopped, and an account of its own is
        closed. It stays on record, and cannot be taken up again.
      </PageHeader>
      <ErrorSummary title="Not called off." lines={answer ? [{ message: answer.refused }] : []} />
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="cancel" />
        <Button kind="danger" icon="stop" wide busy={busy}>
          Call it off
        </Button>
      </Form>
      <ButtonLink to={to} kind="quiet" wide>
        Leave it as it is
      </ButtonLink>
    </Page>
  );
}
