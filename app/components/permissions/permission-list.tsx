// Permissions on record, each a card with what it covers and the way in which it is ended.
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { Button } from '../button.tsx';

interface PermissionListProps<Line extends PermissionLine> {
  lines: readonly Line[];
  /** said when there is none: what that means */
  none: string;
  /** how one is ended; nothing for one about which there is nothing left to do */
  ending: (line: Line) => ReactNode;
}

/** The cards in the order given. */
export function PermissionList<Line extends PermissionLine>({
  lines,
  none,
  ending,
}: PermissionListProps<Line>) {
  if (lines.length === 0) return <p className="text-quiet">{none}</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">{line.standing}</p>
          <p className="font-semibold wrap-anywhere">{line.title}</p>
          <Covers parts={line.covers} />
          <p className="text-small text-quiet">{line.days}</p>
          <p className="text-small text-quiet wrap-anywhere">{line.kept}</p>
          {ending(line)}
        </li>
      ))}
    </ul>
  );
}

function Covers({ parts }: { parts: readonly string[] }) {
  if (parts.length < 2) return parts[0] ? <p>{parts[0]}</p> : null;
  return (
    <ul className="list-disc pl-5">
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  );
}

interface EndingProps {
  /** what opens it: "End this permission" */
  summary: string;
  /** the field that names the record */
  field: string;
  id: string;
  children: ReactNode;
}

/** A form behind a press of its own, so that nobody ends a permission who only looked. */
export function Ending({ summary, field, id, children }: EndingProps) {
  return (
    <details>
      <summary className="inline-flex min-h-11 items-center underline underline-offset-4">{summary}</summary>
      <Form method="post" className="flex flex-col items-start gap-3 pt-1">
        <input type="hidden" name={field} value={id} />
        {children}
      </Form>
    </details>
  );
}

interface EndedOrTakenBackProps {
  line: PermissionLine;
  field: string;
  /** what happens when whoever gave it takes it back */
  ifTakenBack: string;
  /** what happens when it only ends */
  ifOver: string;
}

/** The two ways in which somebody's own permission can end: taken back, which a permission that is over still can be; or over. */
export function EndedOrTakenBack({ line, field, ifTakenBack, ifOver }: EndedOrTakenBackProps) {
  if (line.takenBack) return null;
  const summary = line.runs ? 'End this permission' : 'They take it back';
  return (
    <Ending summary={summary} field={field} id={line.id}>
      <p className="text-quiet">{ifTakenBack}</p>
      <Button kind="danger" name="intent" value="withdraw" icon="stop">
        They took it back
      </Button>
      {line.runs && (
        <>
          <p className="text-quiet">{ifOver}</p>
          <Button kind="quiet" name="intent" value="end">
            It is only over
          </Button>
        </>
      )}
    </Ending>
  );
}
