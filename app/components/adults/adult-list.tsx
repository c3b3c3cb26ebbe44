// Adults who may be shown, those whose permission is about to end first, each with the two ways in which it can end.
import { Form } from '@remix-run/react';
import type { AdultLine } from '#app/presenters/adults.ts';
import { Button } from '../button.tsx';

export function AdultList({ lines }: { lines: readonly AdultLine[] }) {
  if (lines.length === 0)
    return <p className="text-quiet">None. Until there is one, adults in photos have to be hidden.</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">
            {line.standing} · {line.kind}
          </p>
          <p className="font-semibold">{line.name}</p>
          <p>{line.covers}</p>
          <p className="text-small text-quiet">{line.days}</p>
          <p className="text-small text-quiet">In writing: {line.kept}</p>
          {!line.takenBack && <End line={line} />}
        </li>
      ))}
    </ul>
  );
}

/** Opens first, so that nobody ends one who only looked. */
function End({ line: { id, name, runs } }: { line: AdultLine }) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
        {runs ? 'End this permission' : 'They take it back'}
      </summary>
      <Form method="post" className="flex flex-col items-start gap-3 pt-1">
        <input type="hidden" name="adultPermissionId" value={id} />
        <p className="text-quiet">
          If {name} wants to be shown no more, posts that show them are stopped, and live ones come down.
        </p>
        <Button kind="danger" name="intent" value="withdraw" icon="stop">
          They took it back
        </Button>
        {runs && (
          <>
            <p className="text-quiet">
              If it is only over, or was a mistake, posts that have not gone out are stopped. Live ones are
              listed, so that somebody decides.
            </p>
            <Button kind="quiet" name="intent" value="end">
              It is only over
            </Button>
          </>
        )}
      </Form>
    </details>
  );
}
