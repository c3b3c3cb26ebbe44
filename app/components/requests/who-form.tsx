// Whom a round of asking is for: everyone, some classes, a trip, or those whose yes ends. Sent as an address, so that one can go back
// to it; it holds classes and ids, no names.
import { Form } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { RadioGroup, Select } from '#app/components/choices.tsx';
import { TickGroup } from '#app/components/tick-group.tsx';
import type { WhoFields } from '#app/http/round-form.ts';

interface WhoFormProps {
  who: WhoFields | null;
  years: string[];
  classes: string[];
  trips: { value: string; label: string }[];
  error: string | undefined;
}

const asChoices = (values: string[]) => values.map((value) => ({ value, label: value }));

const ENDING = [
  { value: '30', label: 'in the next 30 days' },
  { value: '60', label: 'in the next 60 days' },
  { value: '90', label: 'in the next 90 days' },
];

export function WhoForm({ who, years, classes, trips, error }: WhoFormProps) {
  return (
    <Form method="get" className="flex flex-col gap-6">
      <RadioGroup
        label="For whom?"
        name="who"
        choices={[
          { value: 'all', label: 'The whole school' },
          { value: 'classes', label: 'Some years or classes', hint: 'Tick them below.' },
          {
            value: 'ending',
            label: 'Those whose permission ends soon',
            hint: 'It counts until its end, or until they answer.',
          },
          ...(trips.length > 0 ? [{ value: 'trip', label: 'A trip', hint: 'The pupils on its list.' }] : []),
        ]}
        defaultValue={who?.who ?? 'classes'}
        error={error}
      />
      <TickGroup label="Years" name="years" optional choices={asChoices(years)} chosen={who?.years} />
      <TickGroup label="Classes" name="classes" optional choices={asChoices(classes)} chosen={who?.classes} />
      <Select
        label="Permission that ends"
        name="ending"
        optional
        choices={ENDING}
        defaultValue={who?.ending ?? '60'}
      />
      {trips.length > 0 && (
        <Select
          label="Trip"
          name="trip"
          optional
          prompt="Choose a trip"
          choices={trips}
          defaultValue={who?.trip ?? ''}
        />
      )}
      <Button icon="next" wide>
        See who is asked
      </Button>
    </Form>
  );
}
