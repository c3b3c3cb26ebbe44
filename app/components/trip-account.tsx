// Opening an account for one trip, and closing it.
import { Form, useNavigation } from '@remix-run/react';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { Field } from './field.tsx';
import { filledFields } from './filled-fields.ts';
import { StickyActions } from './sticky-actions.tsx';

interface OpenAccountFormProps {
  requestKey: string;
  /** of the list that is decided on */
  seen: string;
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
}

export function OpenAccountForm({ requestKey, seen, errors, typed }: OpenAccountFormProps) {
  const busy = useNavigation().state === 'submitting';
  const { text: of } = filledFields({ typed, errors });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="intent" value="open" />
      <input type="hidden" name="requestKey" value={typed['requestKey'] ?? requestKey} />
      <input type="hidden" name="seen" value={seen} />
      <Field
        label="Its handle"
        hint="Up to 15 letters, digits or underscores, without the @. No pupil’s name, and not where they go."
        autoComplete="off"
        maxLength={40}
        {...of('handle')}
      />
      <Field label="The name it shows" maxLength={100} {...of('displayName')} />
      <Field
        label="Its last day"
        type="date"
        hint="After that day nothing goes out on it, and it is closed by itself."
        {...of('lastDay')}
      />
      <StickyActions>
        <Button icon="check" wide busy={busy}>
          Approve and open
        </Button>
      </StickyActions>
    </Form>
  );
}

export function CloseAccount({ sentence, open }: { sentence: string; open: boolean }) {
  const busy = useNavigation().state === 'submitting';
  return (
    <Card>
      <p>{sentence}</p>
      {open && (
        <Form method="post">
          <input type="hidden" name="intent" value="close" />
          <Button kind="danger" icon="stop" busy={busy}>
            Close it now
          </Button>
        </Form>
      )}
    </Card>
  );
}
