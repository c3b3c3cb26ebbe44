// The form by which any permission is recorded: its own questions, then the days on which it counts, then what is in writing.
import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { type FilledForm, filledFields } from '../filled-fields.ts';

/** What every such form is given by its page. */
export interface PermissionFormProps extends FilledForm {
  /** made with the page: a double tap records one permission */
  requestKey: string;
}

interface PermissionShellProps {
  form: PermissionFormProps;
  /** the one main button: its `intent`, and what it says */
  press: { intent: string; label: string };
  children: ReactNode;
}

/** The form itself, which a double tap sends as one. */
export function PermissionForm({ form, press, children }: PermissionShellProps) {
  const busy = useNavigation().state === 'submitting';
  const { defaultValue: sentBefore } = filledFields(form).text('requestKey');
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={sentBefore ?? form.requestKey} />
      {children}
      <Button name="intent" value={press.intent} icon="check" busy={busy}>
        {press.label}
      </Button>
    </Form>
  );
}

interface DaysItCountsProps {
  form: FilledForm;
  /** said below "Last day": what it means to leave it empty, or how late it may be */
  lastDayHint: string;
  /** left empty, it counts from now on; else the first day is needed and the last is not */
  fromNow?: boolean;
}

/** The first and the last day. */
export function DaysItCounts({ form, lastDayHint, fromNow = false }: DaysItCountsProps) {
  const { text } = filledFields(form);
  return (
    <>
      {fromNow ? (
        <Field
          label="First day"
          type="date"
          optional
          hint="Left empty, it counts from now."
          {...text('firstDay')}
        />
      ) : (
        <Field label="First day on which it counts" type="date" {...text('firstDay')} />
      )}
      <Field label="Last day" type="date" optional={!fromNow} hint={lastDayHint} {...text('lastDay')} />
    </>
  );
}

/** Said where the last day may stay open. */
export const UNTIL_ENDED = 'Left empty, it counts until somebody ends it here.';

/** What is in writing, and where it is kept. */
export function Evidence({ form, label, hint }: { form: FilledForm; label: string; hint: string }) {
  return <Field label={label} hint={hint} maxLength={500} {...filledFields(form).text('evidence')} />;
}
