// Days without school as a list, each span with the one press that takes it back.
import { Form } from '@remix-run/react';
import type { SpanLine } from '#app/presenters/school-year.ts';
import { Button } from './button.tsx';

export function ClosedDays({ lines, empty }: { lines: readonly SpanLine[]; empty: string }) {
  if (lines.length === 0) return <p className="text-quiet">{empty}</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.from} className="flex flex-wrap items-center gap-x-4 gap-y-1 p-4">
          <div className="min-w-0 flex-1 basis-60">
            <p className="font-semibold">{line.days}</p>
            <p className="text-small text-quiet">
              {line.title}, {line.count}
            </p>
          </div>
          <Form method="post">
            <input type="hidden" name="firstDay" value={line.from} />
            <input type="hidden" name="lastDay" value={line.to} />
            <Button
              kind="quiet"
              name="intent"
              value="open"
              icon="undo"
              aria-label={`Take back: ${line.days}`}
            >
              Take back
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}
