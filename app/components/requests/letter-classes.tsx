// The classes that have letters to hand out, each with its own button: what is not printed yet, or all of it again.
import { Form } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';

interface LetterClass {
  group: string;
  letters: number;
  toPrint: number;
  printed: string;
  last: string | null;
}

const letters = (count: number): string => (count === 1 ? '1 letter' : `${count} letters`);

export function LetterClasses({ classes }: { classes: LetterClass[] }) {
  return (
    <ul
      aria-label="Classes with letters"
      className="divide-y divide-line rounded-card border border-line bg-paper shadow-card"
    >
      {classes.map(({ group, letters: all, toPrint, printed, last }) => (
        <li key={group} className="flex flex-wrap items-center justify-between gap-3 p-4">
          <div>
            <h2 className="font-semibold">{group}</h2>
            <p className="text-small text-quiet">
              {toPrint > 0 ? `${letters(toPrint)} not printed yet` : `${letters(all)}, printed ${last}`}
            </p>
          </div>
          {/* A press is a page of its own, so that going back does not print again. */}
          <Form method="post" reloadDocument>
            <input type="hidden" name="group" value={group} />
            <input type="hidden" name="printed" value={printed} />
            <input type="hidden" name="which" value={toPrint > 0 ? 'new' : 'all'} />
            <Button icon="register" kind={toPrint > 0 ? 'primary' : 'quiet'}>
              {toPrint > 0 ? 'Print' : 'Print again'}
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
