// The second step of a round of asking: how they are reached, about whom there is nobody to ask, the form, the last day, reminders.
import { Form, Link, useNavigation } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { RadioGroup, Select } from '#app/components/choices.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import type { PlanWords } from '#app/presenters/requests.ts';

interface StartRoundFormProps {
  base: string;
  plan: PlanWords;
  /** whom it is for, as hidden fields */
  carried: [string, string][];
  forms: { series: string; title: string }[];
  reminders: readonly number[];
  typed: { formSeries: string; dueOn: string; remindEveryDays: number; requestKey: string };
  errors: Record<string, string>;
}

export function StartRoundForm({
  base,
  plan,
  carried,
  forms,
  reminders,
  typed,
  errors,
}: StartRoundFormProps) {
  const busy = useNavigation().state === 'submitting';
  return (
    <>
      {plan.lines.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {plan.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <NobodyToAsk base={base} nobody={plan.nobody} />
      {forms.length === 0 ? (
        <Notice kind="needs-you" title="There is no form to ask with yet.">
          The data lead publishes one under Forms: the exact words that families are asked.
        </Notice>
      ) : !plan.any ? (
        <Notice kind="info" title="There is nobody to ask.">
          Go back and choose others.
        </Notice>
      ) : (
        <Form method="post" noValidate className="flex flex-col gap-6">
          <input type="hidden" name="requestKey" value={typed.requestKey} />
          {carried.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <Select
            label="Which form?"
            name="formSeries"
            choices={forms.map(({ series, title }) => ({ value: series, label: title }))}
            defaultValue={typed.formSeries}
            error={errors['formSeries']}
          />
          <Field
            label="Last day to answer"
            name="dueOn"
            type="date"
            defaultValue={typed.dueOn}
            error={errors['dueOn']}
            hint="A late answer counts all the same. Without one the answer stays no."
          />
          <RadioGroup
            label="Remind those who have not answered"
            name="remindEveryDays"
            choices={reminders.map((days) => ({
              value: String(days),
              label:
                days === 0
                  ? 'Not by itself'
                  : days === 7
                    ? 'Every week'
                    : days === 14
                      ? 'Every two weeks'
                      : `Every ${days} days`,
            }))}
            defaultValue={String(typed.remindEveryDays)}
            error={errors['remindEveryDays']}
          />
          <StickyActions>
            <Button icon="send" wide busy={busy}>
              {busy ? 'Starting' : 'Ask them now'}
            </Button>
          </StickyActions>
        </Form>
      )}
    </>
  );
}

function NobodyToAsk({ base, nobody }: { base: string; nobody: PlanWords['nobody'] }) {
  if (nobody.length === 0) return null;
  return (
    <Notice
      kind="needs-you"
      title={
        nobody.length === 1
          ? 'For 1 pupil there is nobody to ask.'
          : `For ${nobody.length} pupils there is nobody to ask.`
      }
    >
      <p>No person with authority is on record for them, so they are not shown.</p>
      <details open={nobody.length <= 5}>
        <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
          Who they are
        </summary>
        <ul>
          {nobody.map(({ id, text }) => (
            <li key={id}>
              <Link to={`${base}/pupils/${id}`} className="inline-flex min-h-11 items-center">
                {text}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
