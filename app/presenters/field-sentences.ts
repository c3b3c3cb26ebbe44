// What is wrong with a form as it was typed: one sentence beside each field, and the same as lines at the top, each a link to
// its field. Every form has its own sentences; how they find their field is the same.
import type { SummaryLine } from '#app/components/error-summary.tsx';
import type { Issue } from '#app/domain/issues.ts';

/** A sentence by the issue's code, or one made from the issue's own facts. */
export type FieldSentences = Readonly<Record<string, string | ((issue: Issue) => string)>>;

/** One sentence by field name, in the order of the issues; a field keeps its first. */
export const sentencesByField =
  (sentences: FieldSentences) =>
  (issues: readonly Issue[]): Record<string, string> => {
    const errors: Record<string, string> = {};
    for (const issue of issues) {
      const said = sentences[issue.code] ?? 'Please look at this again.';
      errors[issue.field] ??= typeof said === 'string' ? said : said(issue);
    }
    return errors;
  };

/** Lines for the summary at the top of a form, each a link to its field. */
export const summaryOf = (errors: Readonly<Record<string, string>>): SummaryLine[] =>
  Object.entries(errors).map(([fieldId, message]) => ({ fieldId, message }));
