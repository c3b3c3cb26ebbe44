// The form on a school's public page: who asks, how to reach them, which post, and nothing else.
import { Form, useNavigation } from '@remix-run/react';
import { ASKER_CHOICES } from '#app/presenters/public-page.ts';
import { Button } from './button.tsx';
import { RadioGroup } from './choices.tsx';
import { Field } from './field.tsx';
import { TextArea } from './text-area.tsx';

interface AskFormProps {
  requestKey: string;
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string>>;
}

export function AskForm({ requestKey, errors, typed }: AskFormProps) {
  const busy = useNavigation().state === 'submitting';
  const of = (name: string) => ({
    name,
    ...(typed[name] ? { defaultValue: typed[name] } : {}),
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={typed['requestKey'] ?? requestKey} />
      <TextArea
        label="What should be taken down?"
        hint="What it shows, and where and when you saw it. Leave it empty if you paste the address below."
        rows={3}
        maxLength={1500}
        {...of('words')}
      />
      <Field
        label="The address of the post"
        optional
        hint="In most apps: “Share”, then “Copy link”."
        maxLength={500}
        inputMode="url"
        autoComplete="off"
        {...of('address')}
      />
      <TextArea
        label="Why?"
        optional
        hint="You do not have to give a reason."
        rows={2}
        maxLength={500}
        {...of('why')}
      />
      <RadioGroup label="Who are you?" choices={ASKER_CHOICES} {...of('from')} />
      <Field label="Your name" maxLength={200} autoComplete="name" {...of('name')} />
      <Field
        label="How can the school reach you?"
        hint="A telephone number or an e-mail address. It is used to answer you, and for nothing else."
        maxLength={200}
        autoComplete="off"
        {...of('contact')}
      />
      <Button icon="check" wide busy={busy}>
        Send to the school
      </Button>
    </Form>
  );
}
