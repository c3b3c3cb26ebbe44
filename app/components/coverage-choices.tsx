// Which use, and by class or by year: three rows of links above the plot.
import type { CoverageChoice } from '#app/http/coverage-choice.ts';
import { MAIN_PLACES, PLACE_CHOICES, PURPOSE_CHOICES } from '#app/presenters/consent-labels.ts';
import { ChoiceLinks } from './choice-links.tsx';

interface CoverageChoicesProps {
  choice: CoverageChoice;
  queryOf: (choice: CoverageChoice) => string;
}

const PLACES = PLACE_CHOICES.filter(({ value }) => MAIN_PLACES.includes(value));
const ROWS = [
  { value: 'class', label: 'By class' },
  { value: 'year', label: 'By year' },
] as const;

export function CoverageChoices({ choice, queryOf }: CoverageChoicesProps) {
  const to = (change: Partial<CoverageChoice>) => queryOf({ ...choice, ...change });
  return (
    <details
      className="not-on-paper"
      open={to({}) !== queryOf({ place: 'x', purpose: 'celebration', by: 'class' })}
    >
      <summary className="inline-flex min-h-11 items-center text-small underline underline-offset-4">
        Another place, purpose, or by year
      </summary>
      <div className="flex flex-col gap-3 pt-2">
        <ChoiceLinks
          label="Where"
          links={PLACES.map(({ value, label }) => ({
            to: to({ place: value }),
            label,
            here: value === choice.place,
          }))}
        />
        <ChoiceLinks
          label="What for"
          links={PURPOSE_CHOICES.map(({ value, label }) => ({
            to: to({ purpose: value }),
            label,
            here: value === choice.purpose,
          }))}
        />
        <ChoiceLinks
          label="By class or year"
          links={ROWS.map(({ value, label }) => ({
            to: to({ by: value }),
            label,
            here: value === choice.by,
          }))}
        />
      </div>
    </details>
  );
}
