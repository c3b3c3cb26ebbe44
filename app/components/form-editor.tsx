// The page on which a consent form is written: its words, and for each question what a yes to it means. Works without scripts: a
// new question comes by a button that draws the page again.
import type { FormOption, FormText } from '#app/domain/consent/form-text.ts';
import { PLACE_CHOICES, PURPOSE_CHOICES, USE_CHOICES } from '#app/presenters/consent-labels.ts';
import { SCOPE_CHOICES } from '#app/presenters/forms.ts';
import { Checkbox, Select } from './choices.tsx';
import { Field, FieldError } from './field.tsx';
import { TextArea } from './text-area.tsx';
import { TickGroup } from './tick-group.tsx';

interface EditorProps {
  text: FormText;
  errors: Readonly<Record<string, string>>;
}

/** Everything around the questions. */
export function FormWords({ text, errors }: EditorProps) {
  return (
    <>
      <Field label="Title" name="title" defaultValue={text.title} error={errors['title']} maxLength={120} />
      <TextArea
        label="The words above the questions"
        name="wording"
        rows={14}
        hint="An empty line starts a new paragraph."
        defaultValue={text.wording}
        error={errors['wording']}
      />
      <TextArea
        label="How to change your mind"
        name="howToWithdraw"
        rows={3}
        defaultValue={text.howToWithdraw}
        error={errors['howToWithdraw']}
      />
      <TextArea
        label="Who is responsible in law"
        name="controllers"
        rows={2}
        hint="One a line: the school, the trust, anybody who decides with them how the photos are used."
        defaultValue={text.controllers.join('\n')}
        error={errors['controllers']}
      />
    </>
  );
}

/** The questions with their meanings; the last one may be empty, for a new question. */
export function FormQuestions({ text, errors, blank }: EditorProps & { blank: boolean }) {
  const questions: (FormOption | null)[] = [...text.options, ...(blank ? [null] : [])];
  return (
    <div className="flex flex-col gap-5" id="questions">
      <FieldError id="questions" error={errors['questions']} />
      <input type="hidden" name="questions" value={questions.length} />
      {questions.map((option, index) => (
        <QuestionFields
          key={option?.key ?? 'new'}
          option={option}
          index={index}
          error={errors[`option-${index}`]}
        />
      ))}
    </div>
  );
}

function QuestionFields({
  option,
  index,
  error,
}: {
  option: FormOption | null;
  index: number;
  error: string | undefined;
}) {
  const field = (name: string) => `${name}-${index}`;
  const number = index + 1;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-paper p-4 shadow-card">
      <legend className="float-left w-full font-semibold">
        {option ? `Question ${number}` : `Question ${number}, new`}
      </legend>
      <input type="hidden" name={field('key')} value={option?.key ?? ''} />
      <div className="clear-both">
        <TextArea
          label="As a family reads it"
          name={field('label')}
          id={field('option')}
          rows={2}
          defaultValue={option?.label}
          error={error}
        />
      </div>
      <details open={!option || Boolean(error)}>
        <summary className="inline-flex min-h-11 items-center text-small underline underline-offset-4">
          What a yes to question {number} means
        </summary>
        <div className="flex flex-col gap-4 pt-2">
          <TickGroup
            label="What is shown"
            name={field('subjects')}
            choices={USE_CHOICES}
            chosen={option?.subjects ?? []}
          />
          <TickGroup
            label="Where"
            name={field('channels')}
            choices={PLACE_CHOICES}
            chosen={option?.channels ?? []}
          />
          <TickGroup
            label="What for"
            name={field('purposes')}
            choices={PURPOSE_CHOICES}
            chosen={option?.purposes ?? []}
          />
          <Select
            label="On whose accounts"
            name={field('scope')}
            choices={SCOPE_CHOICES}
            defaultValue={option?.accountScope ?? 'own_school'}
          />
          {option && <Checkbox name={field('leaveOut')} value="yes" label={`Leave question ${number} out`} />}
        </div>
      </details>
    </fieldset>
  );
}

/** The questions of a translation: words alone, each below what it translates. */
export function TranslatedQuestions({
  original,
  text,
  errors,
}: EditorProps & { original: readonly FormOption[] }) {
  return (
    <div className="flex flex-col gap-5" id="questions">
      <FieldError id="questions" error={errors['questions']} />
      {original.map(({ key, label }, index) => (
        <TextArea
          key={key}
          label={label}
          name={`label-${key}`}
          id={`option-${index}`}
          rows={2}
          defaultValue={text.options.find((option) => option.key === key)?.label}
          error={errors[`option-${index}`]}
        />
      ))}
    </div>
  );
}
