// Everything that stopped the last press, in one box at the top that takes the focus.
import type { ComposeAnswer } from '#app/presenters/compose.ts';
import type { IssueWords } from '#app/presenters/issues.ts';
import { ErrorSummary } from '../error-summary.tsx';

interface ComposeSummaryProps {
  answer: ComposeAnswer | undefined;
  issues: IssueWords[];
  errors: Record<string, string>;
}

export function ComposeSummary({ answer, issues, errors }: ComposeSummaryProps) {
  const lines = [
    ...(answer?.refused ? [{ message: `${answer.refused.sentence} ${answer.refused.todo}` }] : []),
    ...(answer?.photoRefusals ?? []).map((message) => ({ message, fieldId: 'photos' })),
    ...issues
      .filter(({ kind }) => kind === 'stopped')
      .map(({ sentence, fieldId }) => ({ message: sentence, fieldId })),
    ...Object.entries(errors).map(([fieldId, message]) => ({ message, fieldId })),
  ];
  return <ErrorSummary lines={lines} />;
}
