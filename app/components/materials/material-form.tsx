// Recording that somebody else's material may be used: what, whose, where, until when, and what is in writing.
import { Form, useNavigation } from '@remix-run/react';
import { MAIN_PLACES, PLACE_CHOICES } from '#app/presenters/consent-labels.ts';
import { MATERIAL_KIND_WORDS } from '#app/presenters/materials.ts';
import { Button } from '../button.tsx';
import { RadioGroup } from '../choices.tsx';
import { Field } from '../field.tsx';
import { TickGroup } from '../tick-group.tsx';

interface MaterialFormProps {
  requestKey: string;
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string[]>>;
}

const KINDS = Object.entries(MATERIAL_KIND_WORDS).map(([value, label]) => ({ value, label }));

export function MaterialForm({ requestKey, errors, typed }: MaterialFormProps) {
  const busy = useNavigation().state === 'submitting';
  const text = (name: string) => ({
    name,
    ...(typed[name]?.[0] ? { defaultValue: typed[name][0] } : {}),
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={typed['requestKey']?.[0] ?? requestKey} />
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
        name="channels"
        choices={PLACE_CHOICES}
        usual={MAIN_PLACES.length}
        chosen={typed['channels'] ?? []}
        {...(errors['channels'] ? { error: errors['channels'] } : {})}
      />
      <Field label="First day on which it counts" type="date" {...text('firstDay')} />
      <Field
        label="Last day"
        type="date"
        optional
        hint="Left empty, it counts until somebody ends it here."
        {...text('lastDay')}
      />
      <Field
        label="What is in writing, and where is it?"
        hint="Such as “contract of 3 June, office folder”."
        maxLength={500}
        {...text('evidence')}
      />
      <Button name="intent" value="record" icon="check" busy={busy}>
        Record this permission
      </Button>
    </Form>
  );
}
