// The school year: holidays and training days, which every count of school days leaves out.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { ClosedDays } from '#app/components/closed-days.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { filledFields } from '#app/components/filled-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { readSchoolYear } from '#app/domain/school/read-school-year.ts';
import { CLOSED_WHY, closeDays, openDays } from '#app/domain/school/set-school-year.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { schoolYearErrors, schoolYearWords, WHY_CHOICES } from '#app/presenters/school-year.ts';

export const meta: MetaFunction = () => [{ title: 'School year · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at } = await requireDoor(args, 'schoolYear.set');
    return schoolYearWords(await readSchoolYear(services.deps.db, person, school, at));
  });

const Days = { firstDay: z.string().max(20), lastDay: z.string().max(20) };
const Pressed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('open'), ...Days }),
  z.object({ intent: z.literal('close'), ...Days, why: z.enum(CLOSED_WHY) }),
]);

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'schoolYear.set');
    const form = requireFields(await readForm(args.request), Pressed);
    const { firstDay } = form;
    const days = { schoolId: school.id, firstDay, lastDay: form.lastDay || null };
    const set =
      form.intent === 'close'
        ? await closeDays(services.deps, person, { ...days, why: form.why })
        : await openDays(services.deps, person, days);
    if (set.ok) throw redirect(`${base}/school-year?note=${form.intent}`);
    const { intent: _, ...typed } = form;
    return json({ errors: schoolYearErrors(set.issues), typed }, { status: 422 });
  });

export default function SchoolYear() {
  const year = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [search] = useSearchParams();
  const note = answer ? null : search.get('note');
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? {};
  const { text: of } = filledFields({ typed, errors });
  return (
    <Page>
      <PageHeader title={year.title}>
        Whatever is counted in days of school leaves these days out. Weekends are understood.
      </PageHeader>
      {note === 'close' && <Notice kind="done" title="Those days are in the calendar." announce />}
      {note === 'open' && <Notice kind="done" title="There is school on those days again." announce />}
      <Notice kind={year.known ? 'info' : 'needs-you'} title={year.sentence} />
      <Section id="ahead" title="Days without school ahead">
        <ClosedDays lines={year.ahead} empty="None. Add the next holiday below." />
      </Section>
      <Section id="add" title="Add days without school">
        <ErrorSummary title="Not added yet. Nothing is lost." lines={summaryOf(errors)} />
        <Form
          key={year.ahead.map(({ from }) => from).join()}
          method="post"
          noValidate
          className="flex flex-col gap-6"
        >
          <Field label="First day without school" type="date" {...of('firstDay')} />
          <Field
            label="Last day"
            type="date"
            optional
            hint="Left empty, it is that one day."
            {...of('lastDay')}
          />
          <RadioGroup
            label="What is it?"
            choices={WHY_CHOICES}
            {...of('why')}
            defaultValue={typed['why'] ?? 'holiday'}
          />
          <Button name="intent" value="close" icon="plus" busy={busy}>
            Add these days
          </Button>
        </Form>
      </Section>
      {year.over.length > 0 && (
        <Section id="over" title="Over, this school year">
          <ClosedDays lines={year.over} empty="" />
        </Section>
      )}
    </Page>
  );
}
