// The form of a trip: what it is called, where it goes, when, who leads it, and how soon after posts may tell of it.
import { Form, useNavigation } from '@remix-run/react';
import { Button } from './button.tsx';
import { type Choice, Select } from './choices.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { Field } from './field.tsx';
import { filledFields } from './filled-fields.ts';
import { StickyActions } from './sticky-actions.tsx';

interface TripFormProps {
  leaders: Choice[];
  /** how soon after the end posts may tell of it */
  delays: Choice[];
  /** "UK time" */
  zone: string;
  /** names the trip so that a double tap makes one; absent when one is changed */
  requestKey?: string;
  errors: Readonly<Record<string, string>>;
  /** what stands in the fields */
  typed: Readonly<Record<string, string>>;
  /** words on the button */
  action: string;
}

export function TripForm({ leaders, delays, zone, requestKey, errors, typed, action }: TripFormProps) {
  const busy = useNavigation().state === 'submitting';
  const { text: of } = filledFields({ typed, errors });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      {requestKey && <input type="hidden" name="requestKey" value={typed['requestKey'] ?? requestKey} />}
      <Field
        label="What is it called?"
        hint="Such as “Year 4 at Tidewater Farm”. No pupil’s name."
        maxLength={200}
        {...of('name')}
      />
      <Field label="Where does it go?" maxLength={200} {...of('place')} />
      <DateTimeField label="When does it leave?" zone={zone} {...of('starts')} />
      <DateTimeField label="When is everyone back?" zone={zone} {...of('ends')} />
      <Select label="Who leads it?" prompt="Choose a colleague" choices={leaders} {...of('leaderId')} />
      <Select
        label="When may posts tell of it?"
        hint="Nothing goes out while it would show where children are."
        choices={delays}
        {...of('postDelayMinutes')}
      />
      <StickyActions>
        <Button icon="next" wide busy={busy}>
          {action}
        </Button>
      </StickyActions>
    </Form>
  );
}
