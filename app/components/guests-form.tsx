// Recording a written release for children from elsewhere: where they are from, how many, where they may be shown, and what
// is on paper. No child is named.
import { Form, useNavigation } from '@remix-run/react';
import { Button } from './button.tsx';
import { type Choice, Select } from './choices.tsx';
import { Field } from './field.tsx';

interface GuestsFormProps {
  accounts: Choice[];
  trips: Choice[];
  requestKey: string;
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string>>;
}

export function GuestsForm({ accounts, trips, requestKey, errors, typed }: GuestsFormProps) {
  const busy = useNavigation().state === 'submitting';
  const of = (name: string) => ({
    name,
    ...(typed[name] ? { defaultValue: typed[name] } : {}),
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={typed['requestKey'] ?? requestKey} />
      <Field
        label="Where are they from, and what for?"
        hint="Such as “Elm Park Primary, football match”. No child’s name."
        maxLength={200}
        {...of('about')}
      />
      <Field
        label="How many children does it cover?"
        hint="At most so many may be shown in one photo."
        type="number"
        inputMode="numeric"
        min={1}
        max={200}
        {...of('children')}
      />
      <Select label="On which account may they be shown?" choices={accounts} {...of('accountId')} />
      <Select
        label="For one trip or event only?"
        prompt="No, for anything on these days"
        choices={trips}
        optional
        {...of('tripId')}
      />
      <Field label="First day on which it counts" type="date" {...of('firstDay')} />
      <Field
        label="Last day"
        type="date"
        optional
        hint="Left empty, it counts until somebody ends it here."
        {...of('lastDay')}
      />
      <Field
        label="What is on paper, and where is it?"
        hint="Such as “letter from their head of 3 June, office folder”."
        maxLength={500}
        {...of('evidence')}
      />
      <Button name="intent" value="record" icon="check" busy={busy}>
        Record this release
      </Button>
    </Form>
  );
}
