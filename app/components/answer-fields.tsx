// The fields of an answer: who, what, about what, how. A no needs no ticks; a yes says what it is a yes to.
import type { AnswerFormFacts } from '#app/domain/consent/answer-form.ts';
import {
  MAIN_PLACES,
  MAIN_USES,
  METHOD_CHOICES,
  PLACE_CHOICES,
  PURPOSE_CHOICES,
  USE_CHOICES,
} from '#app/presenters/consent-labels.ts';
import { RadioGroup, Select } from './choices.tsx';
import { Field } from './field.tsx';
import { TickGroup } from './tick-group.tsx';

/** As it comes out of a loader: dates as text. */
type Facts = Pick<AnswerFormFacts, 'people' | 'trips' | 'today' | 'lastDay'> & {
  forms: readonly { id: string; title: string }[];
};

interface AnswerFieldsProps {
  form: Facts;
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string[]>>;
}

export const peopleChoices = (
  people: readonly Pick<Facts['people'][number], 'id' | 'name' | 'relationship'>[],
) => people.map(({ id, name, relationship }) => ({ value: id, label: name, hint: relationship }));

export function AnswerFields({ form, errors, typed }: AnswerFieldsProps) {
  const first = (name: string) => typed[name]?.[0];
  const [onlyForm] = form.forms;
  return (
    <>
      <RadioGroup
        label="Who answered?"
        name="holderId"
        choices={peopleChoices(form.people)}
        defaultValue={first('holderId')}
        error={errors['holderId']}
      />
      <RadioGroup
        label="What did they say?"
        name="answer"
        choices={[
          { value: 'granted', label: 'Yes' },
          {
            value: 'refused',
            label: 'No',
            hint: 'Counts at once. Without ticks below it is a no to everything.',
          },
          { value: 'not_answered', label: 'They have been asked and have not answered' },
        ]}
        defaultValue={first('answer')}
        error={errors['answer']}
      />
      <TickGroup
        label="What is it about?"
        name="subjects"
        choices={USE_CHOICES}
        usual={MAIN_USES.length}
        chosen={typed['subjects']}
        error={errors['subjects']}
      />
      <TickGroup
        label="Where?"
        name="channels"
        hint="A yes for one place is never a yes for another."
        choices={PLACE_CHOICES}
        usual={MAIN_PLACES.length}
        chosen={typed['channels']}
        error={errors['channels']}
      />
      <TickGroup
        label="What for?"
        name="purposes"
        choices={PURPOSE_CHOICES}
        chosen={typed['purposes']}
        error={errors['purposes']}
      />
      <TickGroup
        label="On condition"
        name="conditions"
        optional
        choices={[
          { value: 'groupOnly', label: 'Only in a group' },
          { value: 'notFaceOn', label: 'Not facing the camera' },
          { value: 'noUniform', label: 'Not in uniform' },
        ]}
        chosen={typed['conditions']}
      />
      <RadioGroup
        label="How did they answer?"
        name="method"
        choices={METHOD_CHOICES}
        defaultValue={first('method')}
        error={errors['method']}
      />
      <Field
        label="When did they answer?"
        name="answeredOn"
        type="date"
        max={form.today}
        defaultValue={first('answeredOn') ?? form.today}
        error={errors['answeredOn']}
        hint="For a paper form, the date on it."
      />
      <EvidenceField errors={errors} typed={typed} />
      <details className="flex flex-col gap-6" open={Boolean(errors['lastDay'])}>
        <summary className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4">
          One trip, the form, how long, whose accounts
        </summary>
        <div className="flex flex-col gap-6 pt-3">
          <Select
            label="For one trip only?"
            name="eventId"
            choices={[
              { value: '', label: 'No, for every occasion' },
              ...form.trips.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            defaultValue={first('eventId') ?? ''}
          />
          <Select
            label="Which form did they sign?"
            name="formVersionId"
            choices={[
              { value: '', label: 'None' },
              ...form.forms.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            defaultValue={first('formVersionId') ?? onlyForm?.id ?? ''}
          />
          <Field
            label="Last day of a yes"
            name="lastDay"
            type="date"
            min={form.today}
            defaultValue={first('lastDay') ?? form.lastDay}
            error={errors['lastDay']}
            hint="Usually the end of the school year, so that families are asked again every year."
          />
          <Select
            label="On whose accounts?"
            name="accountScope"
            choices={[
              { value: 'own_school', label: 'This school’s' },
              { value: 'trust', label: 'This school’s and the trust’s' },
              { value: 'trust_schools', label: 'Those of every school in the trust' },
            ]}
            defaultValue={first('accountScope') ?? 'own_school'}
          />
        </div>
      </details>
    </>
  );
}

/** Where the proof is kept; in sight, because a yes without one cannot be shown to anybody later. */
export function EvidenceField({ errors, typed }: Pick<AnswerFieldsProps, 'errors' | 'typed'>) {
  return (
    <Field
      label="Where is the evidence?"
      name="evidence"
      maxLength={500}
      defaultValue={typed['evidence']?.[0]}
      error={errors['evidence']}
      hint="For example: “signed form in the pupil file”, or “call taken by Mrs Pugh”. A no needs none."
    />
  );
}
