// Restrictions on record, each with its reason one press away. A reading shows the reason once and leaves a line in the log.
import { Form } from '@remix-run/react';
import type { RestrictionLine } from '#app/presenters/restrictions.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';

interface RestrictionListProps {
  lines: readonly RestrictionLine[];
  /** the reason that was just opened; a null reason means that it could not be */
  read: { restrictionId: string; reason: string | null } | null;
}

export function RestrictionList({ lines, read }: RestrictionListProps) {
  if (lines.length === 0) return <p className="text-quiet">None.</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-2 p-4">
          <p className="font-semibold">{line.title}</p>
          <p>{line.about}</p>
          <p className="text-small text-quiet">{line.set}</p>
          {line.lifted ? (
            <p className="text-small text-quiet">{line.lifted}</p>
          ) : (
            line.review && (
              <p
                className={
                  line.overdue ? 'flex gap-1.5 text-small font-semibold text-amber' : 'text-small text-quiet'
                }
              >
                {line.overdue && <Icon name="warn" size="small" />}
                {line.review}
              </p>
            )
          )}
          {read?.restrictionId === line.id && <Reason reason={read.reason} />}
          <Form method="post" preventScrollReset>
            <input type="hidden" name="restrictionId" value={line.id} />
            <Button kind="quiet" name="intent" value="read" icon="book">
              Read the reason
            </Button>
          </Form>
          {!line.lifted && <Lift line={line} />}
        </li>
      ))}
    </ul>
  );
}

/** Opens first, so that nobody lifts a restriction who only wanted to read. */
function Lift({ line }: { line: RestrictionLine }) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
        Lift this restriction
      </summary>
      <Form method="post" className="flex flex-col items-start gap-3 pt-1">
        <input type="hidden" name="restrictionId" value={line.id} />
        <p className="text-quiet">
          From then on, what the family and the pupil answered decides again. No post goes out by itself.
        </p>
        <Button kind="danger" name="intent" value="lift" icon="undo">
          Lift “{line.title}” now
        </Button>
      </Form>
    </details>
  );
}

function Reason({ reason }: { reason: string | null }) {
  if (reason === null)
    return (
      <Notice kind="needs-you" title="The reason could not be opened just now." announce>
        Nothing was lost. Try again in a minute.
      </Notice>
    );
  return (
    <Notice kind="info" word="The reason" title={reason || 'No reason was written down.'} announce>
      That you read it is on record.
    </Notice>
  );
}
