// Where no yes is needed: what is on record, each with the one press that ends it, and the form for another place and purpose.
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { TASK_PLACES, TASK_PURPOSES } from '#app/presenters/consent-settled.ts';
import { Button } from '../button.tsx';
import { Select } from '../choices.tsx';
import { Field } from '../field.tsx';
import { filledFields } from '../filled-fields.ts';
import { DaysItCounts, PermissionForm, type PermissionFormProps, UNTIL_ENDED } from './permission-form.tsx';
import { Ending, PermissionList } from './permission-list.tsx';

export function BasisList({ lines }: { lines: readonly PermissionLine[] }) {
  return (
    <PermissionList
      lines={lines}
      none="Nothing. Everywhere a pupil is shown, somebody has said yes."
      ending={({ id, title, runs }) =>
        runs && (
          <Ending summary="End it" field="basisId" id={id}>
            <p className="text-quiet">From then on a yes is needed there again.</p>
            <Button kind="danger" name="intent" value="end" icon="stop" aria-label={`End “${title}” now`}>
              End it now
            </Button>
          </Ending>
        )
      }
    />
  );
}

export function BasisForm(form: PermissionFormProps) {
  const { text } = filledFields(form);
  return (
    <PermissionForm form={form} press={{ intent: 'record', label: 'Record it' }}>
      <Select label="Where?" choices={TASK_PLACES} {...text('channel')} />
      <Select label="What for?" choices={TASK_PURPOSES} {...text('purpose')} />
      <Field
        label="Where is it written down?"
        hint="Such as “Privacy notice 2026, section 4”."
        maxLength={300}
        {...text('reference')}
      />
      <DaysItCounts form={form} lastDayHint={UNTIL_ENDED} />
    </PermissionForm>
  );
}
