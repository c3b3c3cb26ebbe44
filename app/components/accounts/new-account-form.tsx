// Putting an account into the register: which one it is, what it is for, who reads it, and who answers for it.
import { Form, useNavigation } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { type Choice, Select } from '#app/components/choices.tsx';
import { Field } from '#app/components/field.tsx';
import { type FilledForm, filledFields } from '#app/components/filled-fields.ts';
import { StickyActions } from '#app/components/sticky-actions.tsx';

interface NewAccountFormProps extends FilledForm {
  requestKey: string;
  platforms: Choice[];
  owners: Choice[];
}

export function NewAccountForm({ requestKey, platforms, owners, typed, errors }: NewAccountFormProps) {
  const busy = useNavigation().state === 'submitting';
  const { text: of } = filledFields({ typed, errors });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={[typed['requestKey'] ?? requestKey].flat()[0]} />
      <Select
        label="Platform"
        prompt="Choose one"
        choices={platforms}
        hint="Gatepost posts on X and Bluesky itself. Onto the others posts go by hand, after the same approval."
        {...of('platform')}
      />
      <Field
        label="Its handle or page name"
        hint="Exactly as it stands on the platform. It has to exist already."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={260}
        {...of('handle')}
      />
      <Field label="The name it shows" maxLength={60} {...of('displayName')} />
      <Field
        label="What it is for"
        hint="One line, such as: news of the whole school."
        maxLength={220}
        {...of('purpose')}
      />
      <Field
        label="Who reads it"
        hint="Such as: families and neighbours."
        maxLength={220}
        {...of('audience')}
      />
      <Select label="Who answers for it" prompt="Choose a person" choices={owners} {...of('ownerId')} />
      <StickyActions>
        <Button wide busy={busy}>
          Ask for approval
        </Button>
      </StickyActions>
    </Form>
  );
}
