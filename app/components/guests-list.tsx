// Releases on record, what runs first, each with the one press that ends it.
import { Form } from '@remix-run/react';
import { type GuestsLine, guestsStateWords } from '#app/presenters/guests.ts';
import { Button } from './button.tsx';

export function GuestsList({ lines }: { lines: readonly GuestsLine[] }) {
  if (lines.length === 0)
    return (
      <p className="text-quiet">None. Until there is one, children from elsewhere are hidden or cut off.</p>
    );
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">{guestsStateWords(line.state)}</p>
          <p className="font-semibold">{line.about}</p>
          <p>{line.covers}</p>
          <p className="text-small text-quiet">{line.days}</p>
          <p className="text-small text-quiet">
            On paper: {line.evidence}. Recorded by {line.recordedBy}.
          </p>
          {line.state !== 'over' && <End line={line} />}
        </li>
      ))}
    </ul>
  );
}

/** Opens first, so that nobody ends one who only looked. */
function End({ line }: { line: GuestsLine }) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
        End this release
      </summary>
      <Form method="post" className="flex flex-col items-start gap-3 pt-1">
        <input type="hidden" name="guestPermissionId" value={line.id} />
        <p className="text-quiet">
          Posts with these children that have not gone out are stopped. Those that are live are listed, so
          that somebody decides.
        </p>
        <Button kind="danger" name="intent" value="end" icon="stop">
          End “{line.about}” now
        </Button>
      </Form>
    </details>
  );
}
