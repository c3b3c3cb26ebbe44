// The buttons of an import: start it, let its permissions in, leave it; with a second question when many would change.
import { Form } from '@remix-run/react';
import { Button } from './button.tsx';
import { Checkbox, Select } from './choices.tsx';

interface StepProps {
  twice: boolean;
  error?: string | undefined;
  busy: boolean;
}

const sure = (label: string, error: string | undefined) => (
  <Checkbox name="sure" value="yes" label={label} {...(error ? { error } : {})} />
);

export function StartForm({ twice, error, busy }: StepProps) {
  return (
    <Form method="post" className="flex flex-col gap-4">
      {twice &&
        sure(
          'Many pupils would lose permission at once. I have looked at the numbers, and they are right.',
          error,
        )}
      <Button name="intent" value="start" icon="check" wide busy={busy}>
        Start this import
      </Button>
    </Form>
  );
}

export function ConfirmForm({ twice, flips, error, busy }: StepProps & { flips: number }) {
  return (
    <Form method="post" className="flex flex-col gap-4">
      {twice && sure(`${flips} pupils would turn to a yes at once. I have looked, and that is right.`, error)}
      <Button name="intent" value="let-in" icon="check" wide busy={busy}>
        Let these permissions in
      </Button>
      <Button name="intent" value="leave-out" kind="quiet" wide busy={busy}>
        Leave them out
      </Button>
    </Form>
  );
}

/** Going back, and leaving the file: nothing was changed so far. */
export function WayOut({ canGoBack, busy }: { canGoBack: boolean; busy: boolean }) {
  return (
    <Form method="post" className="flex flex-wrap gap-3">
      {canGoBack && (
        <Button name="intent" value="back" kind="quiet" busy={busy}>
          Change which column is which
        </Button>
      )}
      <Button name="intent" value="drop" kind="quiet" busy={busy}>
        Leave this file, change nothing
      </Button>
    </Form>
  );
}

interface ReadAs {
  sentence: string;
  sheets: { value: string; label: string }[];
  sheet: string;
  encoding: string | null;
  delimiter: string | null;
}

/** Reading the same file in another way. */
export function ReadAgainForm({ as, busy }: { as: ReadAs; busy: boolean }) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
        This does not look right: read it another way
      </summary>
      <Form method="post" className="mt-2 flex flex-col gap-4">
        {as.sheets.length > 0 ? (
          <Select label="Sheet" name="sheet" choices={as.sheets} defaultValue={as.sheet} />
        ) : (
          <>
            <Select
              label="Letters"
              name="encoding"
              defaultValue={as.encoding ?? ''}
              choices={[
                { value: 'utf-8', label: 'UTF-8' },
                { value: 'windows-1252', label: 'Windows (Western Europe)' },
              ]}
            />
            <Select
              label="What parts the cells?"
              name="delimiter"
              defaultValue={as.delimiter ?? ''}
              choices={[
                { value: ',', label: 'Commas' },
                { value: ';', label: 'Semicolons' },
                { value: '\t', label: 'Tabs' },
              ]}
            />
          </>
        )}
        <div>
          <Button name="intent" value="read-again" kind="quiet" busy={busy}>
            Read it again
          </Button>
        </div>
      </Form>
    </details>
  );
}
