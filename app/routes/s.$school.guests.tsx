// Children from elsewhere: the written releases under which they may be shown, recorded and ended by the office.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { GuestsForm, GuestsList } from '#app/components/permissions/guests.tsx';
import { type DoneNotes, PermissionPage } from '#app/components/permissions/permission-page.tsx';
import { endGuestPermission } from '#app/domain/consent/end-guest-permission.ts';
import { listGuests } from '#app/domain/consent/list-guests.ts';
import { recordGuestPermission } from '#app/domain/consent/record-guest-permission.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { guestsErrors, guestsLines } from '#app/presenters/guests.ts';
import { shownHandle } from '#app/presenters/platform-words.ts';

export const meta: MetaFunction = () => [{ title: 'Visiting children · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'guests.record');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await listGuests(services.deps.db, person, scope, at);
    return {
      lines: guestsLines(page, school.zone, at),
      accounts: page.accounts.map((account) => ({ value: account.id, label: shownHandle(account) })),
      trips: page.trips.map(({ id, name }) => ({ value: id, label: name })),
      requestKey: randomUUID(),
    };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('end'), guestPermissionId: z.uuid() }),
  z.object({
    intent: z.literal('record'),
    requestKey: z.uuid(),
    about: z.string().max(2_000),
    children: z.string().max(10),
    accountId: z.uuid(),
    tripId: z.union([z.uuid(), z.literal('')]),
    firstDay: z.string().max(20),
    lastDay: z.string().max(20),
    evidence: z.string().max(2_000),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'guests.record');
    const form = requireFields(await readForm(args.request), Pressed);
    const schoolId = school.id;
    if (form.intent === 'end') {
      const { guestPermissionId } = form;
      await endGuestPermission(services.deps, person, { schoolId, guestPermissionId });
      throw redirect(`${base}/guests?note=ended`);
    }
    const { intent: _, ...typed } = form;
    const recorded = await recordGuestPermission(services.deps, person, {
      ...typed,
      schoolId,
      children: /^\d{1,4}$/.test(typed.children.trim()) ? Number(typed.children) : 0,
      tripId: typed.tripId || null,
      lastDay: typed.lastDay || null,
    });
    if (recorded.ok) throw redirect(`${base}/guests?note=recorded`);
    return json({ errors: guestsErrors(recorded.issues), typed }, { status: 422 });
  });

const NOTES: DoneNotes = {
  recorded: {
    title: 'The release is on record.',
    text: 'Whoever says who is in a photo can choose it from now on.',
  },
  ended: { title: 'The release is ended.', text: 'No photo can go out under it any more.' },
};

export default function ChildrenFromElsewhere() {
  const { lines, accounts, trips, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PermissionPage
      title="Visiting children"
      lead="A child of another school is hidden in our photos unless a written release covers them. They are never named."
      notes={NOTES}
      errors={answer?.errors ?? null}
      list={{ id: 'releases', title: 'On record', body: <GuestsList lines={lines} /> }}
      form={{
        id: 'record',
        title: 'Record a release',
        body: (
          <GuestsForm
            key={requestKey}
            accounts={accounts}
            trips={trips}
            requestKey={requestKey}
            errors={answer?.errors ?? {}}
            typed={answer?.typed ?? {}}
          />
        ),
      }}
    />
  );
}
