// The questions of a form as a family answers them: yes and no beside each other, the same size, nothing ticked beforehand. A no
// counts for everything unless the part below it is opened.
import { clsx } from 'clsx';
import type { FamilyQuestion } from '#app/presenters/family-page.ts';
import type { FamilyWords } from '#app/presenters/family-words.ts';
import { FieldError } from './field.tsx';

const TICK = 'mt-[0.1em] size-[1.4em] shrink-0 cursor-pointer accent-green';
const ROW =
  'flex min-h-11 cursor-pointer items-start gap-3 rounded-card border border-quiet bg-paper px-4 py-2.5 has-checked:border-green has-checked:bg-green-wash';

interface QuestionsProps {
  questions: readonly FamilyQuestion[];
  /** of the form's own words */
  language: string;
  words: FamilyWords['page'];
  errors?: Readonly<Record<string, string>>;
  /** what was chosen before, by field */
  typed?: Readonly<Record<string, string[]>>;
  /** for a look at the form, not for answers */
  preview?: boolean;
}

export function FamilyQuestions({
  questions,
  language,
  words,
  errors = {},
  typed = {},
  preview = false,
}: QuestionsProps) {
  return (
    <ol className="flex flex-col gap-5">
      {questions.map((question) => (
        <li key={question.key}>
          <Question
            question={question}
            language={language}
            words={words}
            error={errors[`answer-${question.key}`]}
            typed={typed}
            preview={preview}
          />
        </li>
      ))}
    </ol>
  );
}

function Question({
  question: { key, label, standing, places },
  language,
  words,
  error,
  typed,
  preview,
}: Required<Pick<QuestionsProps, 'language' | 'words' | 'typed' | 'preview'>> & {
  question: FamilyQuestion;
  error: string | undefined;
}) {
  const id = `answer-${key}`;
  const chosen = typed[id]?.[0];
  return (
    <fieldset
      disabled={preview}
      aria-describedby={`${id}-standing${error ? ` ${id}-error` : ''}`}
      className={clsx(
        'flex min-w-0 flex-col gap-2 rounded-card border bg-paper p-4 shadow-card',
        error ? 'border-red' : 'border-line',
      )}
    >
      <legend lang={language} dir="auto" className="float-left mb-1 w-full font-semibold">
        {label}
      </legend>
      {!preview && (
        <p id={`${id}-standing`} className="clear-both text-small text-quiet">
          {standing.join(' ')}
        </p>
      )}
      <FieldError id={id} error={error} />
      <div className="clear-both grid gap-2 sm:grid-cols-2">
        {(['yes', 'no'] as const).map((answer) => (
          <label key={answer} className={ROW}>
            <input
              type="radio"
              id={answer === 'yes' ? id : undefined}
              name={id}
              value={answer}
              defaultChecked={chosen === answer}
              className={TICK}
            />
            {words[answer]}
          </label>
        ))}
      </div>
      <OnlySome of={key} places={places} words={words} typed={typed} />
    </fieldset>
  );
}

/** Which places, and old posts too? All and both unless somebody chooses. */
function OnlySome({
  of,
  places,
  words,
  typed,
}: {
  of: string;
  places: FamilyQuestion['places'];
  words: FamilyWords['page'];
  typed: Readonly<Record<string, string[]>>;
}) {
  const chosen = typed[`places-${of}`] ?? places.map(({ value }) => value);
  const posts = typed[`posts-${of}`]?.[0] ?? 'all';
  return (
    <details className="text-small">
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
        {words.onlySome}
      </summary>
      <div className="flex flex-col gap-3 pb-2">
        <p>{words.unlessChosen}</p>
        {places.length > 1 && (
          <fieldset className="flex flex-col gap-1.5">
            <legend className="mb-1 font-semibold">{words.where}</legend>
            {places.map(({ value, label }) => (
              <label key={value} className={ROW}>
                <input
                  type="checkbox"
                  name={`places-${of}`}
                  value={value}
                  defaultChecked={chosen.includes(value)}
                  className={TICK}
                />
                {label}
              </label>
            ))}
          </fieldset>
        )}
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 font-semibold">{words.whichPosts}</legend>
          {(
            [
              ['all', words.oldAndNew],
              ['new', words.newOnly],
            ] as const
          ).map(([value, label]) => (
            <label key={value} className={ROW}>
              <input
                type="radio"
                name={`posts-${of}`}
                value={value}
                defaultChecked={posts === value}
                className={TICK}
              />
              {label}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  );
}
