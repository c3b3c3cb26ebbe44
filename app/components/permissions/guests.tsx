// Written releases for children from elsewhere: those on record, each with the one press that ends it, and the form for another.
// No child is named.
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { Button } from '../button.tsx';
import { type Choice, Select } from '../choices.tsx';
import { Field } from '../field.tsx';
import { filledFields } from '../filled-fields.ts';
import {
  DaysItCounts,
  Evidence,
  PermissionForm,
  type PermissionFormProps,
  UNTIL_ENDED,
} from './permission-form.tsx';
import { Ending, PermissionList } from './permission-list.tsx';

export function GuestsList({ lines }: { lines: readonly PermissionLine[] }) {
  return (
    <PermissionList
      lines={lines}
      none="None. Until there is one, children from elsewhere are hidden or cut off."
      ending={({ id, title, runs }) =>
        runs && (
          <Ending summary="End this release" field="guestPermissionId" id={id}>
            <p className="text-quiet">
              Posts with these children that have not gone out are stopped. Those that are live are listed, so
              that somebody decides.
            </p>
            <Button kind="danger" name="intent" value="end" icon="stop">
              End “{title}” now
            </Button>
          </Ending>
        )
      }
    />
  );
}

interface GuestsFormProps extends PermissionFormProps {
  accounts: Choice[];
  trips: Choice[];
}

export function GuestsForm({ accounts, trips, ...form }: GuestsFormProps) {
  const { text } = filledFields(form);
  return (
    <PermissionForm form={form} press={{ intent: 'record', label: 'Record this release' }}>
      <Field
        label="Where are they from, and what for?"
        hint="Such as “Elm Park Primary, football match”. No child’s name."
        maxLength={200}
        {...text('about')}
      />
      <Field
        label="How many children does it cover?"
        hint="At most so many may be shown in one photo."
        type="number"
        inputMode="numeric"
        min={1}
        max={200}
        {...text('children')}
      />
      <Select label="On which account may they be shown?" choices={accounts} {...text('accountId')} />
      <Select
        label="For one trip or event only?"
        prompt="No, for anything on these days"
        choices={trips}
        optional
        {...text('tripId')}
      />
      <DaysItCounts form={form} lastDayHint={UNTIL_ENDED} />
      <Evidence
        form={form}
        label="What is on paper, and where is it?"
        hint="Such as “letter from their head of 3 June, office folder”."
      />
    </PermissionForm>
  );
}
