// What has to be known of how somebody can be seen, asked only where the answer for them depends on it.
import type { AccountedPerson } from '#app/domain/photos/accounting.ts';
import type { PersonToPlace, Seen } from '#app/domain/photos/settle-steps.ts';
import { VERSION } from '#app/http/settle-form.ts';
import type { AccountPage, PickRow } from '#app/presenters/account-page.ts';
import { Button } from '../button.tsx';

interface SeenQuestionsProps {
  row: PickRow;
  person: Pick<AccountedPerson, 'faceOn' | 'uniform'>;
  page: Pick<AccountPage, 'here' | 'version'>;
  /** null before scripts run: then the answers are sent as a form */
  onSay: ((known: Pick<PersonToPlace, 'faceOn' | 'uniform'>) => void) | null;
}

/** Whether a question about this person has no answer yet. */
export const unsaid = (row: PickRow, person: Pick<AccountedPerson, 'faceOn' | 'uniform'>): boolean =>
  (row.asks.face && person.faceOn === 'unknown') || (row.asks.uniform && person.uniform === 'unknown');

export function SeenQuestions({ row, person, page, onSay }: SeenQuestionsProps) {
  const name = row.name.split(' ')[0] ?? row.name;
  return (
    <form
      method="post"
      action={page.here}
      className="flex flex-col gap-2"
      onSubmit={(event) => onSay && event.preventDefault()}
    >
      <input type="hidden" name={VERSION} value={page.version} />
      {row.asks.face && (
        <YesNo
          name={`face:${row.id}`}
          question={`Can you see ${name}’s face?`}
          value={person.faceOn}
          onSay={onSay && ((faceOn) => onSay({ faceOn }))}
        />
      )}
      {row.asks.uniform && (
        <YesNo
          name={`uniform:${row.id}`}
          question={`Can you see the school’s uniform or badge on ${name}?`}
          value={person.uniform}
          onSay={onSay && ((uniform) => onSay({ uniform }))}
        />
      )}
      {!onSay && (
        <Button kind="quiet" name="intent" value={`describe:${row.value}`}>
          Save this answer
        </Button>
      )}
    </form>
  );
}

interface YesNoProps {
  name: string;
  question: string;
  value: Seen;
  onSay: ((value: 'yes' | 'no') => void) | null;
}

function YesNo({ name, question, value, onSay }: YesNoProps) {
  return (
    <fieldset className="rounded-card border border-amber bg-amber-wash p-3">
      <legend className="contents text-small font-semibold">{question}</legend>
      <div className="flex gap-3 pt-2">
        {(['yes', 'no'] as const).map((each) => (
          <label key={each} className="thing-choice flex-1 justify-center">
            <input
              type="radio"
              name={name}
              value={each}
              {...(onSay
                ? { checked: value === each, onChange: () => onSay(each) }
                : { defaultChecked: value === each })}
              className="size-[1.3em] accent-green"
            />
            {each === 'yes' ? 'Yes' : 'No'}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
