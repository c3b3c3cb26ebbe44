// Other people's material that may be used: what is on record, with the two ways in which a permission can end, and the form for
// another.
import { MAIN_PLACES, PLACE_CHOICES } from '#app/presenters/consent-labels.ts';
import { MATERIAL_KIND_WORDS } from '#app/presenters/materials.ts';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { RadioGroup } from '../choices.tsx';
import { Field } from '../field.tsx';
import { filledFields } from '../filled-fields.ts';
import { TickGroup } from '../tick-group.tsx';
import {
  DaysItCounts,
  Evidence,
  PermissionForm,
  type PermissionFormProps,
  UNTIL_ENDED,
} from './permission-form.tsx';
import { EndedOrTakenBack, PermissionList } from './permission-list.tsx';

export function MaterialList({ lines }: { lines: readonly PermissionLine[] }) {
  return (
    <PermissionList
      lines={lines}
      none="None yet. An author can still say where a permission is written down."
      ending={(line) => (
        <EndedOrTakenBack
          line={line}
          field="materialPermissionId"
          ifTakenBack="If its owner wants it used no more, posts with it are stopped, and live ones come down."
          ifOver="If it is only over, posts that have not gone out are stopped. Live ones are listed, so that somebody decides."
        />
      )}
    />
  );
}

const KINDS = Object.entries(MATERIAL_KIND_WORDS).map(([value, label]) => ({ value, label }));

export function MaterialForm(form: PermissionFormProps) {
  const { text, ticks } = filledFields(form);
  return (
    <PermissionForm form={form} press={{ intent: 'record', label: 'Record this permission' }}>
      <Field
        label="What is it?"
        hint="Such as “Photos of the county cross-country”."
        maxLength={200}
        {...text('what')}
      />
      <RadioGroup label="What kind of thing is it?" choices={KINDS} {...text('kind')} />
      <Field
        label="Whose is it?"
        hint="The person or organisation that permits it."
        maxLength={200}
        {...text('givenBy')}
      />
      <TickGroup
        label="Where may it be used?"
        choices={PLACE_CHOICES}
        usual={MAIN_PLACES.length}
        {...ticks('channels')}
      />
      <DaysItCounts form={form} lastDayHint={UNTIL_ENDED} />
      <Evidence
        form={form}
        label="What is in writing, and where is it?"
        hint="Such as “contract of 3 June, office folder”."
      />
    </PermissionForm>
  );
}
