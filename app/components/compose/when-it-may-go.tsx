// The days between which a post may go out, as its author proposes them.
import type { ComposePage } from '#app/presenters/compose.ts';
import type { IssueWords } from '#app/presenters/issues.ts';
import { DateTimeField } from '../date-time-field.tsx';

interface WhenItMayGoProps {
  page: ComposePage;
  fields: ComposePage['fields'];
  issues: IssueWords[];
  errors: Record<string, string>;
}

/** When it may go out: a good answer stands there already, so it opens only for those who want another. */
export function WhenItMayGo({ page, fields, issues, errors }: WhenItMayGoProps) {
  const wrong = issues.length > 0 || 'windowFrom' in errors || 'windowUntil' in errors;
  return (
    <details
      id="window"
      open={wrong || undefined}
      className="rounded-card border border-line bg-paper px-4 py-2"
    >
      <summary className="min-h-11 content-center">
        <span className="font-semibold">When it may go out</span>
        <span className="block text-small text-quiet">{page.windowWords}</span>
      </summary>
      <div className="flex flex-col gap-4 py-3">
        <p className="text-small text-quiet">
          The headteacher approves these days with the post. The comms lead picks the time between them.
        </p>
        <DateTimeField
          label="Not before"
          name="windowFrom"
          zone={page.zone}
          defaultValue={fields.windowFrom}
          error={errors['windowFrom'] ?? issues[0]?.sentence}
        />
        <DateTimeField
          label="Not after"
          name="windowUntil"
          zone={page.zone}
          defaultValue={fields.windowUntil}
          error={errors['windowUntil']}
        />
      </div>
    </details>
  );
}
