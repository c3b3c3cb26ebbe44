// What somebody answered on a form, question by question, as the office writes it down from the paper or the phone. A question left
// blank on the paper stays blank here.
import { METHOD_CHOICES } from '#app/presenters/consent-labels.ts';
import { EvidenceField, peopleChoices } from './answer-fields.tsx';
import { RadioGroup, Select } from './choices.tsx';
import { Field, FieldError } from './field.tsx';

interface OnFormFieldsProps {
  people: readonly { id: string; name: string; relationship: string }[];
  trips: readonly { id: string; name: string }[];
  form: { id: string; language: string; options: readonly { key: string; label: string }[] };
  today: string;
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string[]>>;
}

const ANSWERS = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: '', label: 'Left blank' },
];

export function OnFormFields({ people, trips, form, today, errors, typed }: OnFormFieldsProps) {
  const first = (name: string) => typed[name]?.[0];
  return (
    <>
      <input type="hidden" name="onForm" value={form.id} />
      <RadioGroup
        label="Who answered?"
        name="holderId"
        choices={peopleChoices(people)}
        defaultValue={first('holderId')}
        error={errors['holderId']}
      />
      <div id="answers" className="flex flex-col gap-4">
        <FieldError id="answers" error={errors['answers']} />
        {form.options.map(({ key, label }) => (
          <Answered
            key={key}
            name={`answer-${key}`}
            label={label}
            language={form.language}
            chosen={first(`answer-${key}`) ?? ''}
            error={errors[`answer-${key}`]}
          />
        ))}
      </div>
      {trips.length > 0 && (
        <Select
          label="For one trip only?"
          name="eventId"
          hint="Then only the questions about trips are written down."
          choices={[
            { value: '', label: 'No, for every occasion' },
            ...trips.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={first('eventId') ?? ''}
        />
      )}
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
        max={today}
        defaultValue={first('answeredOn') ?? today}
        error={errors['answeredOn']}
        hint="For a paper form, the date on it."
      />
      <EvidenceField errors={errors} typed={typed} />
    </>
  );
}

function Answered({
  name,
  label,
  language,
  chosen,
  error,
}: {
  name: string;
  label: string;
  language: string;
  chosen: string;
  error: string | undefined;
}) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-card border border-line bg-paper p-4">
      <legend lang={language} dir="auto" className="float-left w-full font-semibold">
        {label}
      </legend>
      <FieldError id={name} error={error} />
      <div className="clear-both grid grid-cols-3 gap-2">
        {ANSWERS.map(({ value, label: word }) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-card border border-line px-2 has-checked:border-green has-checked:bg-green-wash"
          >
            <input
              type="radio"
              id={value === 'yes' ? name : undefined}
              name={name}
              value={value}
              defaultChecked={chosen === value}
              className="size-[1.4em] shrink-0 cursor-pointer accent-green"
            />
            <span className="leading-tight">{word}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
