// Who speaks for the school, what runs first, each with the one press that ends it.
import { Form } from '@remix-run/react';
import { type GrantLine, grantStateWords } from '#app/presenters/spokespeople.ts';
import { Button } from '../button.tsx';

export function GrantList({ lines }: { lines: readonly GrantLine[] }) {
  if (lines.length === 0)
    return (
      <p className="text-quiet">
        Nobody. Words about results, inspections and the like wait for the headteacher, post by post.
      </p>
    );
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">{grantStateWords(line.state)}</p>
          <p className="font-semibold">{line.person}</p>
          <ul className="list-disc pl-5">
            {line.topics.map((topic) => (
              <li key={topic}>{topic}</li>
            ))}
          </ul>
          <p className="text-small text-quiet">
            {line.days}. Named by {line.grantedBy}.
          </p>
          {line.state !== 'over' && <End line={line} />}
        </li>
      ))}
    </ul>
  );
}

/** Opens first, so that nobody ends one who only looked. */
function End({ line }: { line: GrantLine }) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">End this</summary>
      <Form method="post" className="flex flex-col items-start gap-3 pt-1">
        <input type="hidden" name="grantId" value={line.id} />
        <p className="text-quiet">
          Posts of theirs about this that have not gone out will wait for the headteacher. What is live stays.
        </p>
        <Button kind="danger" name="intent" value="end" icon="stop">
          End it for {line.person} now
        </Button>
      </Form>
    </details>
  );
}
