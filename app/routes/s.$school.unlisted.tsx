// The office finds children who are not on the list yet: one at a time, by a person who looks at the school's own records.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { listUnlisted, searchForUnlisted } from '#app/domain/unlisted/list-unlisted.ts';
import { matchUnlisted } from '#app/domain/unlisted/match-unlisted.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { pupilChoice, unlistedWords } from '#app/presenters/unlisted.ts';

export const meta: MetaFunction = () => [{ title: 'Not on the list yet · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'unlisted.match');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const page = await listUnlisted(services.deps.db, person, scope, at);
    return { base, ...unlistedWords(page, school.zone, at) };
  });

const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('search'), unlistedId: z.uuid(), typed: z.string().max(200) }),
  z.object({
    intent: z.literal('match'),
    unlistedId: z.uuid(),
    pupilId: z.union([z.uuid(), z.literal('')]).default(''),
  }),
  z.object({ intent: z.literal('nobody'), unlistedId: z.uuid() }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'unlisted.match');
    const form = requireFields(await readForm(args.request), Pressed);
    const { unlistedId } = form;
    const none = { unlistedId, found: null, typed: '', problem: null };
    if (form.intent === 'search') {
      const rows = await searchForUnlisted(services.deps.db, person, school.id, form.typed, at);
      return json({ ...none, found: rows.map(pupilChoice), typed: form.typed });
    }
    if (form.intent === 'match' && form.pupilId === '')
      return json({ ...none, problem: 'Choose the pupil.' }, { status: 422 });
    const pupilId = form.intent === 'match' ? form.pupilId : null;
    const done = await orRefused(() =>
      matchUnlisted(services.deps, person, { schoolId: school.id, unlistedId, pupilId }),
    );
    if (!done.refused) throw redirect(`${base}/unlisted?note=${pupilId ? 'found' : 'nobody'}`);
    const { sentence, todo, status } = done.refused;
    return json({ ...none, problem: `${sentence} ${todo}` }, { status });
  });

export default function Unlisted() {
  const { base, waiting, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const note = answer ? null : search.get('note');
  return (
    <Page>
      <PageHeader title="Not on the list yet">
        Children whom a teacher met in a photo and did not find among the pupils. Their faces stay hidden
        until you say who they are in the school’s own records.
      </PageHeader>
      {note === 'found' && (
        <Notice kind="done" title="Found." announce>
          Whoever added the child is told that they can be chosen now, and nothing else.
        </Notice>
      )}
      {note === 'nobody' && (
        <Notice kind="done" title="Noted that it is nobody of this school." announce>
          The face stays hidden.
        </Notice>
      )}
      {waiting.length === 0 && (
        <EmptyState title="Nobody waits to be found">
          A child who has just joined is on the list as soon as they are in the school’s records here.
        </EmptyState>
      )}
      {waiting.map((child) => (
        <Child
          key={child.id}
          child={child}
          base={base}
          answer={answer?.unlistedId === child.id ? answer : null}
        />
      ))}
      {done.length > 0 && (
        <Section id="done" title="Looked up before">
          <ul className="flex flex-col">
            {done.map(({ id, pupilId, text }) => (
              <li key={id}>
                {pupilId ? (
                  <Link to={`${base}/pupils/${pupilId}`} className="inline-flex min-h-11 items-center">
                    {text}
                  </Link>
                ) : (
                  <span className="inline-flex min-h-11 items-center text-quiet">{text}</span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

interface ChildProps {
  child: ReturnType<typeof useLoaderData<typeof loader>>['waiting'][number];
  base: string;
  answer: NonNullable<ReturnType<typeof useActionData<typeof action>>> | null;
}

function Child({ child: { id, title, about, maybe }, base, answer }: ChildProps) {
  const busy = useNavigation().state === 'submitting';
  const choices = answer?.found ?? maybe;
  return (
    <Card as="section">
      <div>
        <h2 className="text-lead font-bold">{title}</h2>
        <p className="text-small text-quiet">{about}</p>
      </div>
      {answer?.problem && <Notice kind="stopped" word="Not done" title={answer.problem} announce />}
      <Form method="post" className="flex flex-col gap-4">
        <input type="hidden" name="unlistedId" value={id} />
        {choices.length > 0 ? (
          <RadioGroup
            id={`pupil-${id}`}
            label={answer?.found ? 'Found. Which of them is it?' : 'Is it one of these?'}
            name="pupilId"
            choices={choices}
          />
        ) : (
          <p className="text-quiet">
            Nobody is called that. Look in the school’s own records: if the child is new,{' '}
            <Link to={`${base}/pupils/new`}>add them here</Link> or bring in a new export.
          </p>
        )}
        <div className="flex flex-wrap gap-3">
          {choices.length > 0 && (
            <Button name="intent" value="match" icon="check" busy={busy}>
              This is the pupil
            </Button>
          )}
          <Button kind="quiet" name="intent" value="nobody" busy={busy}>
            Nobody of this school
          </Button>
        </div>
      </Form>
      <Form method="post" role="search" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="unlistedId" value={id} />
        <div className="min-w-0 grow basis-48">
          <Field
            id={`typed-${id}`}
            label="Look up another name"
            name="typed"
            type="search"
            autoComplete="off"
            maxLength={200}
            defaultValue={answer?.typed}
          />
        </div>
        <Button kind="quiet" icon="search" name="intent" value="search">
          Find
        </Button>
      </Form>
    </Card>
  );
}
