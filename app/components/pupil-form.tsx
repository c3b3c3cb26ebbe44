// A pupil's own record as a form: names, class and dates.
import { Form, useNavigation } from '@remix-run/react';
import type { TypedPupil } from '#app/domain/pupils/keep-pupil.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { StickyActions } from './sticky-actions.tsx';

interface PupilFormProps {
  typed: TypedPupil;
  errors: Readonly<Record<string, string>>;
  /** null: the pupil is there, and their number stays */
  requestKey: string | null;
  classes: string[];
  submit: string;
}

export function PupilForm({ typed, errors, requestKey, classes, submit }: PupilFormProps) {
  const busy = useNavigation().state === 'submitting';
  const of = (name: keyof TypedPupil) => ({
    name,
    maxLength: 120,
    autoComplete: 'off',
    defaultValue: typed[name],
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      {requestKey !== null && (
        <>
          <input type="hidden" name="requestKey" value={requestKey} />
          <Field
            label="Number in the school’s own records"
            hint="It never changes, and the next export is matched by it."
            {...of('misId')}
          />
        </>
      )}
      <Field label="Legal forename" {...of('legalForename')} />
      <Field label="Legal surname" {...of('legalSurname')} />
      <Field
        label="Preferred forename"
        hint="What the pupil goes by. Every list shows this one."
        optional
        {...of('preferredForename')}
      />
      <Field label="Preferred surname" optional {...of('preferredSurname')} />
      <Field
        label="Also known as"
        hint="A short name that everyone uses, such as Tilly or AJ. Posts are searched for it too."
        optional
        {...of('knownAs')}
      />
      <Field label="Year group" {...of('yearGroup')} />
      <Field label="Class" list="classes" {...of('registrationGroup')} />
      <datalist id="classes">
        {classes.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field
        label="Date of birth"
        type="date"
        optional
        hint="Without it the pupil counts as old enough to be asked too."
        {...of('dateOfBirth')}
      />
      <Field label="First day at this school" type="date" {...of('startsOn')} />
      <Field
        label="Last day at this school"
        type="date"
        optional
        hint="From the day after, the pupil is not shown any more. Withdrawals still count."
        {...of('leavesOn')}
      />
      <StickyActions>
        <Button icon="check" wide busy={busy}>
          {submit}
        </Button>
      </StickyActions>
    </Form>
  );
}
