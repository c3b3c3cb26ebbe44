// The fields of a restriction: what, why, and when to look at it again.
import { RESTRICTION_CHOICES } from '#app/presenters/consent-labels.ts';
import { RadioGroup } from './choices.tsx';
import { Field } from './field.tsx';
import { TextArea } from './text-area.tsx';

interface RestrictionFormProps {
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string[]>>;
}

export function RestrictionForm({ errors, typed }: RestrictionFormProps) {
  return (
    <>
      <RadioGroup
        label="What is restricted?"
        name="type"
        choices={RESTRICTION_CHOICES}
        defaultValue={typed['type']?.[0]}
        error={errors['type']}
      />
      <TextArea
        label="Why?"
        name="reason"
        rows={3}
        defaultValue={typed['reason']?.[0]}
        error={errors['reason']}
        hint="Kept sealed. Only safeguarding leads can read it, and every reading is recorded."
      />
      <Field
        label="Look at it again on"
        name="reviewOn"
        type="date"
        optional
        defaultValue={typed['reviewOn']?.[0]}
        error={errors['reviewOn']}
      />
    </>
  );
}
