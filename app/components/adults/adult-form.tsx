// Recording that an adult may be shown: who, what they agreed to, where, until when, and what is in writing.
import { Form, useNavigation } from '@remix-run/react';
import { ADULT_KIND_WORDS } from '#app/presenters/adults.ts';
import { MAIN_PLACES, PLACE_CHOICES, PURPOSE_CHOICES, USE_CHOICES } from '#app/presenters/consent-labels.ts';
import { Button } from '../button.tsx';
import { type Choice, RadioGroup, Select } from '../choices.tsx';
import { Field } from '../field.tsx';
import { TickGroup } from '../tick-group.tsx';

interface AdultFormProps {
  trips: Choice[];
  requestKey: string;
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string[]>>;
}

const USES = USE_CHOICES.filter(({ value }) => ['image', 'video', 'voice', 'full_name'].includes(value));
const KINDS = Object.entries(ADULT_KIND_WORDS).map(([value, label]) => ({ value, label }));

export function AdultForm({ trips, requestKey, errors, typed }: AdultFormProps) {
  const busy = useNavigation().state === 'submitting';
  const error = (name: string) => (errors[name] ? { error: errors[name] } : {});
  const text = (name: string) => ({
    name,
    ...(typed[name]?.[0] ? { defaultValue: typed[name][0] } : {}),
    ...error(name),
  });
  const ticks = (name: string, usual: string[]) => ({ name, chosen: typed[name] ?? usual, ...error(name) });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={typed['requestKey']?.[0] ?? requestKey} />
      <Field label="Their name" maxLength={120} autoComplete="off" {...text('name')} />
      <RadioGroup label="Who are they to the school?" choices={KINDS} {...text('kind')} />
      <TickGroup label="What did they agree to?" choices={USES} {...ticks('subjects', [])} />
      <TickGroup
        label="Where may they be shown?"
        hint="A yes for one place is never a yes for another."
        choices={PLACE_CHOICES}
        usual={MAIN_PLACES.length}
        {...ticks('channels', [])}
      />
      <TickGroup
        label="Only for some purposes?"
        hint="Without a tick it covers every purpose."
        optional
        choices={PURPOSE_CHOICES}
        {...ticks('purposes', [])}
      />
      <Select
        label="For one trip or event only?"
        prompt="No, for anything on these days"
        choices={trips}
        optional
        {...text('tripId')}
      />
      <Field label="First day on which it counts" type="date" {...text('firstDay')} />
      <Field
        label="Last day"
        type="date"
        optional
        hint="Left empty, it counts to the end of the school year."
        {...text('lastDay')}
      />
      <Field
        label="What is in writing, and where is it?"
        hint="Such as “e-mail of 3 June, office folder”."
        maxLength={500}
        {...text('evidence')}
      />
      <Button name="intent" value="record" icon="check" busy={busy}>
        Record this permission
      </Button>
    </Form>
  );
}
