// Where no yes is needed, each with the one press that ends it.
import { Form } from '@remix-run/react';
import type { BasisLine } from '#app/presenters/consent-settled.ts';
import { Button } from './button.tsx';

export function BasisList({ lines }: { lines: readonly BasisLine[] }) {
  if (lines.length === 0)
    return <p className="text-quiet">Nothing. Everywhere a pupil is shown, somebody has said yes.</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">{line.stateWords}</p>
          <p className="font-semibold">{line.title}</p>
          <p className="text-small text-quiet">{line.days}</p>
          <p className="text-small text-quiet">{line.about}</p>
          {line.state !== 'over' && (
            <details>
              <summary className="inline-flex min-h-11 items-center underline underline-offset-4">
                End it
              </summary>
              <Form method="post" className="flex flex-col items-start gap-3 pt-1">
                <input type="hidden" name="basisId" value={line.id} />
                <p className="text-quiet">From then on a yes is needed there again.</p>
                <Button
                  kind="danger"
                  name="intent"
                  value="end"
                  icon="stop"
                  aria-label={`End “${line.title}” now`}
                >
                  End it now
                </Button>
              </Form>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}
