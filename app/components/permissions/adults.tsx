// Adults who may be shown: those on record, with the two ways in which a permission can end, and the form for another.
import { ADULT_KIND_WORDS } from '#app/presenters/adults.ts';
import { MAIN_PLACES, PLACE_CHOICES, PURPOSE_CHOICES, USE_CHOICES } from '#app/presenters/consent-labels.ts';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { type Choice, RadioGroup, Select } from '../choices.tsx';
import { Field } from '../field.tsx';
import { filledFields } from '../filled-fields.ts';
import { TickGroup } from '../tick-group.tsx';
import { DaysItCounts, Evidence, PermissionForm, type PermissionFormProps } from './permission-form.tsx';
import { EndedOrTakenBack, PermissionList } from './permission-list.tsx';

/** Those whose permission is about to end come first. */
export function AdultList({ lines }: { lines: readonly PermissionLine[] }) {
  return (
    <PermissionList
      lines={lines}
      none="None. Until there is one, adults in photos have to be hidden."
      ending={(line) => (
        <EndedOrTakenBack
          line={line}
          field="adultPermissionId"
          ifTakenBack={`If ${line.title} wants to be shown no more, posts that show them are stopped, and live ones come down.`}
          ifOver="If it is only over, or was a mistake, posts that have not gone out are stopped. Live ones are listed, so that somebody decides."
        />
      )}
    />
  );
}

const USES = USE_CHOICES.filter(({ value }) => ['image', 'video', 'voice', 'full_name'].includes(value));
const KINDS = Object.entries(ADULT_KIND_WORDS).map(([value, label]) => ({ value, label }));

export function AdultForm({ trips, ...form }: PermissionFormProps & { trips: Choice[] }) {
  const { text, ticks } = filledFields(form);
  return (
    <PermissionForm form={form} press={{ intent: 'record', label: 'Record this permission' }}>
      <Field label="Their name" maxLength={120} autoComplete="off" {...text('name')} />
      <RadioGroup label="Who are they to the school?" choices={KINDS} {...text('kind')} />
      <TickGroup label="What did they agree to?" choices={USES} {...ticks('subjects')} />
      <TickGroup
        label="Where may they be shown?"
        hint="A yes for one place is never a yes for another."
        choices={PLACE_CHOICES}
        usual={MAIN_PLACES.length}
        {...ticks('channels')}
      />
      <TickGroup
        label="Only for some purposes?"
        hint="Without a tick it covers every purpose."
        optional
        choices={PURPOSE_CHOICES}
        {...ticks('purposes')}
      />
      <Select
        label="For one trip or event only?"
        prompt="No, for anything on these days"
        choices={trips}
        optional
        {...text('tripId')}
      />
      <DaysItCounts form={form} lastDayHint="Left empty, it counts to the end of the school year." />
      <Evidence
        form={form}
        label="What is in writing, and where is it?"
        hint="Such as “e-mail of 3 June, office folder”."
      />
    </PermissionForm>
  );
}
