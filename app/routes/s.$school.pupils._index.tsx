// Finding a pupil: by what is typed or by class. What is typed is sent as a form and never becomes part of an address, because
// addresses are kept in histories and logs and a name has no place there.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { ChoiceLinks } from '#app/components/choice-links.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Field } from '#app/components/field.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import {
  classesOfSchool,
  findPupils,
  type FoundPupil,
  pupilsOfClass,
} from '#app/domain/consent/find-pupils.ts';
import { may } from '#app/domain/permissions.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { classWords } from '#app/presenters/pupil-consent.ts';

export const meta: MetaFunction = () => [{ title: 'Pupils · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.find');
    const { db } = services.deps;
    const classes = await classesOfSchool(db, person, school.id, at);
    const chosen = new URL(args.request.url).searchParams.get('class');
    const pupils = chosen ? await pupilsOfClass(db, person, school.id, chosen, at) : null;
    const keeps = may(person, 'pupil.keep', school.id, at);
    return { base, classes, chosen, pupils, keeps };
  });

const Search = z.object({ typed: z.string().max(200) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'pupil.find');
    const { typed } = requireFields(await readForm(args.request), Search);
    return json({ typed, ...(await findPupils(services.deps.db, person, school.id, typed, at)) });
  });

export default function Pupils() {
  const { base, classes, chosen, pupils, keeps } = useLoaderData<typeof loader>();
  const search = useActionData<typeof action>();
  const shown = search ? search.pupils : pupils;
  return (
    <Page>
      <PageHeader
        title="Find a pupil"
        actions={
          keeps && (
            <ButtonLink kind="quiet" icon="plus" to={`${base}/pupils/new`}>
              Add a pupil
            </ButtonLink>
          )
        }
      />
      <Form method="post" role="search" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-[16rem]">
          <Field
            label="Name"
            name="typed"
            type="search"
            autoComplete="off"
            enterKeyHint="search"
            maxLength={200}
            defaultValue={search?.typed}
          />
        </div>
        <Button icon="search">Find</Button>
      </Form>
      <Section id="classes" title="Or by class">
        {classes.length === 0 ? (
          <p className="text-quiet">No pupils are on record at this school yet.</p>
        ) : (
          <ChoiceLinks
            label="Classes"
            links={classes.map(({ group }) => ({
              to: `${base}/pupils?class=${encodeURIComponent(group)}`,
              label: group,
              here: !search && group === chosen,
            }))}
          />
        )}
      </Section>
      {shown && (
        <Section id="found" title={search ? 'Found' : `Class ${chosen}`}>
          <PupilList pupils={shown} base={base} />
          {search?.more && <p className="text-quiet">There are more. Type more of the name.</p>}
        </Section>
      )}
    </Page>
  );
}

function PupilList({ pupils, base }: { pupils: FoundPupil[]; base: string }) {
  return (
    <StackList
      label="Pupils"
      items={pupils.map((pupil) => ({
        id: pupil.id,
        to: `${base}/pupils/${pupil.id}`,
        title: pupil.name,
        children: <p className="text-small text-quiet">{classWords(pupil)}</p>,
      }))}
      empty={
        <EmptyState title="Nobody found">
          Check the spelling, or type only part of the name. A pupil who has just joined is here once the
          office has entered them.
        </EmptyState>
      }
    />
  );
}
