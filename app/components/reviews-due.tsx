// Restrictions that are to be looked at again, each with the date that keeps it and the page on which it is lifted.
import { Form, Link } from '@remix-run/react';
import type { SafeguardingLine } from '#app/presenters/safeguarding.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { Field } from './field.tsx';

interface ReviewsDueProps {
  lines: readonly SafeguardingLine[];
  base: string;
  /** what was typed wrongly, and for which of them */
  answer: { restrictionId: string; reviewOn: string; error: string } | null;
}

export function ReviewsDue({ lines, base, answer }: ReviewsDueProps) {
  return (
    <ul className="flex flex-col gap-4">
      {lines.map((line) => {
        const own = answer?.restrictionId === line.id ? answer : null;
        return (
          <li key={line.id}>
            <Card>
              <div>
                <p className="text-small text-quiet">{line.group}</p>
                <p className="font-semibold">{line.name}</p>
                <p>{line.title}</p>
                <p className="text-small text-quiet">
                  {line.set}. {line.review}.
                </p>
              </div>
              <Form method="post" noValidate className="flex flex-wrap items-end gap-3">
                <input type="hidden" name="pupilId" value={line.pupilId} />
                <input type="hidden" name="restrictionId" value={line.id} />
                <Field
                  label="Still needed. Look at it again on"
                  name="reviewOn"
                  id={`reviewOn-${line.id}`}
                  type="date"
                  {...(own ? { error: own.error, defaultValue: own.reviewOn } : {})}
                />
                <Button icon="check" aria-label={`Keep it for ${line.name}`}>
                  Keep it
                </Button>
              </Form>
              <Link
                to={`${base}/pupils/${line.pupilId}/restrictions`}
                className="inline-flex min-h-11 items-center"
              >
                Read why, or lift it
              </Link>
            </Card>
          </li>
        );
      })}
    </ul>
  );
}
