// Pupils about whom the last export left a doubt, each with the two answers there are. Until somebody decides they are not shown.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { readDoubts, settleDoubt } from '#app/domain/pupils/settle-doubt.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { doubtLines, keptErrors } from '#app/presenters/kept-pupils.ts';

export const meta: MetaFunction = () => [{ title: 'Pupils to check · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.keep');
    const pupils = await readDoubts(services.deps.db, person, school.id, at);
    return { base, today: dateInSchool(at, school.zone), ...doubtLines(pupils, school.zone, at) };
  });

const text = z.string().max(2_000).default('');
const Pressed = z.object({
  pupilId: z.uuid(),
  is: z.enum(['left', 'still_here', 'recorded']),
  lastDay: text,
  evidence: text,
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'pupil.keep');
    const { pupilId, is, lastDay, evidence } = requireFields(await readForm(args.request), Pressed);
    const answer = is === 'left' ? { is, lastDay } : { is, evidence };
    const done = await settleDoubt(services.deps, person, { schoolId: school.id, pupilId }, answer);
    if (done.ok) throw redirect(`${base}/missing?note=${is}`);
    return json(
      { pupilId, is, typed: { lastDay, evidence }, errors: keptErrors(done.issues) },
      { status: 422 },
    );
  });

const NOTES: Readonly<Record<string, string>> = {
  left: 'Written down as left. Nothing that waits shows them.',
  still_here: 'They are back on the list, until a later full export misses them again.',
  recorded: 'They count by what is on record now.',
};

export default function Missing() {
  const { base, today, missing, unclear } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const note = answer ? undefined : NOTES[search.get('note') ?? ''];
  const answerFor = (pupilId: string) => (answer?.pupilId === pupilId ? answer : null);
  return (
    <Page>
      <PageHeader title="Pupils to check" back={{ to: `${base}/imports`, label: 'Import' }}>
        The last export left a doubt about these pupils. They are not shown until you decide.
      </PageHeader>
      {note && <Notice kind="done" title={note} announce />}
      {missing.length + unclear.length === 0 && (
        <EmptyState title="Nobody to check">
          Pupils who are missing from a full export, or whose row could not be read, stand here.
        </EmptyState>
      )}
      {missing.length > 0 && (
        <Section
          id="missing"
          title={`Missing from the export: ${missing.length}`}
          hint="Look each of them up in the school’s own records."
        >
          <ul className="flex flex-col gap-4">
            {missing.map(({ id, name, about }) => (
              <li key={id}>
                <Card>
                  <Head to={`${base}/pupils/${id}`} name={name} about={about} />
                  <DoubtForm
                    pupilId={id}
                    is="left"
                    label="Their last day here"
                    field="lastDay"
                    type="date"
                    fallback={today}
                    press="They have left"
                    answer={answerFor(id)}
                  />
                  <DoubtForm
                    pupilId={id}
                    is="still_here"
                    label="They are still here. How do you know?"
                    field="evidence"
                    press="Still here"
                    answer={answerFor(id)}
                  />
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {unclear.length > 0 && (
        <Section
          id="unclear"
          title={`A row could not be read: ${unclear.length}`}
          hint="It may have been a no. Find out what it meant, and record that first."
        >
          <ul className="flex flex-col gap-4">
            {unclear.map(({ id, name, about }) => (
              <li key={id}>
                <Card>
                  <Head to={`${base}/pupils/${id}`} name={name} about={about} />
                  <p>
                    <Link to={`${base}/pupils/${id}/record`} className="inline-flex min-h-11 items-center">
                      Record what it meant
                    </Link>
                  </p>
                  <DoubtForm
                    pupilId={id}
                    is="recorded"
                    label="It is on record now. Where did you look it up?"
                    field="evidence"
                    press="This is settled"
                    answer={answerFor(id)}
                  />
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

const Head = ({ to, name, about }: { to: string; name: string; about: string }) => (
  <div>
    <h3 className="font-semibold">
      <Link to={to}>{name}</Link>
    </h3>
    <p className="text-small text-quiet">{about}</p>
  </div>
);

interface DoubtFormProps {
  pupilId: string;
  is: 'left' | 'still_here' | 'recorded';
  label: string;
  field: 'lastDay' | 'evidence';
  type?: 'date';
  fallback?: string;
  press: string;
  answer: {
    is: string;
    typed: Record<'lastDay' | 'evidence', string>;
    errors: Readonly<Record<string, string>>;
  } | null;
}

function DoubtForm({ pupilId, is, label, field, type, fallback, press, answer }: DoubtFormProps) {
  const busy = useNavigation().state === 'submitting';
  const own = answer?.is === is ? answer : null;
  const error = own?.errors[field];
  return (
    <Form method="post" noValidate className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="pupilId" value={pupilId} />
      <input type="hidden" name="is" value={is} />
      <div className="min-w-0 grow basis-56">
        <Field
          id={`${field}-${is}-${pupilId}`}
          label={label}
          name={field}
          defaultValue={own?.typed[field] ?? fallback}
          maxLength={500}
          {...(type ? { type } : {})}
          {...(error ? { error } : {})}
        />
      </div>
      <Button kind="quiet" busy={busy}>
        {press}
      </Button>
    </Form>
  );
}
