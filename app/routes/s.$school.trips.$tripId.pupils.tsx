// Who goes on a trip: class by class with a tick for each pupil, or one by one by name. What is typed never becomes part of an
// address.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonLink } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { ClassesToPick, ClassTicks, FindForTrip } from '#app/components/trip-pupils.tsx';
import { classForTrip, searchForTrip, tripClasses } from '#app/domain/trips/pick-pupils.ts';
import { changeTripList } from '#app/domain/trips/trip-list.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { requireTripDoor } from '#app/http/trip-here.server.ts';
import { tripNote } from '#app/presenters/trip-page.ts';

export const meta: MetaFunction = () => [{ title: 'A trip’s pupils · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services, at, to, ref, trip } = await requireTripDoor(args, 'trip.keep');
    const { db } = services.deps;
    const asked = new URL(args.request.url).searchParams;
    const group = asked.get('class');
    const list = await tripClasses(db, ref);
    const known = list.classes.some((each) => each.group === group);
    const klass = group && known ? { group, ...(await classForTrip(db, ref, school, group, at)) } : null;
    return { to, name: trip.name, note: tripNote(asked), ...list, klass };
  });

const ids = z.array(z.uuid()).max(1_000);
const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('find'), typed: z.string().max(200), pupil: ids }),
  z.object({ intent: z.enum(['on', 'off']), pupil: ids }),
  z.object({
    intent: z.literal('class'),
    pupil: ids,
    was: z
      .string()
      .max(40_000)
      .transform((text) => text.split(' ').filter(Boolean))
      .pipe(ids),
  }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, to, ref } = await requireTripDoor(args, 'trip.keep');
    const form = requireFields(await readForm(args.request), Pressed, ['pupil']);
    if (form.intent === 'find') {
      const found = await searchForTrip(services.deps.db, ref, school, form.typed, at);
      return json({ typed: form.typed, ...found });
    }
    const change =
      form.intent === 'class'
        ? {
            on: form.pupil.filter((id) => !form.was.includes(id)),
            off: form.was.filter((id) => !form.pupil.includes(id)),
          }
        : { on: form.intent === 'on' ? form.pupil : [], off: form.intent === 'off' ? form.pupil : [] };
    const { stopped } = await changeTripList(services.deps, person, ref, change);
    throw redirect(`${to}/pupils?note=list&stopped=${stopped.length}`);
  });

export default function TripPupils() {
  const { to, name, note, classes, going, klass } = useLoaderData<typeof loader>();
  const found = useActionData<typeof action>() ?? null;
  const here = `${to}/pupils`;
  if (klass && !found)
    return (
      <Page>
        <PageHeader title={klass.group} over={name} back={{ to: here, label: 'Classes' }} />
        <ClassTicks key={klass.group} {...klass} />
      </Page>
    );
  return (
    <Page>
      <PageHeader title="Who goes?" over={name} back={{ to, label: 'The trip' }}>
        {going === 0 ? 'Nobody is on its list yet.' : `${going} on its list.`}
      </PageHeader>
      {note && !found && (
        <Notice kind="done" title={note.title} announce>
          {note.text}
        </Notice>
      )}
      <Section id="classes" title="By class">
        <ClassesToPick classes={classes} to={here} />
      </Section>
      <Section id="one" title="Or one pupil">
        <FindForTrip found={found} />
      </Section>
      <StickyActions>
        <ButtonLink to={to} icon="next" wide>
          See the trip
        </ButtonLink>
      </StickyActions>
    </Page>
  );
}
