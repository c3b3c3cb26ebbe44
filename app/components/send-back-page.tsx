// Sending back as a page of its own: the same question as the sheet's, for browsers without scripts.
import { useNavigation } from '@remix-run/react';
import type { ReviewView } from '#app/presenters/review.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Page, PageHeader } from './page.tsx';
import { missingReason, type ReviewAnswer } from './review-page.tsx';
import { SendBackForm } from './send-back-form.tsx';

export function SendBackPage({ page, answer }: { page: ReviewView; answer: ReviewAnswer | null }) {
  const busy = useNavigation().state !== 'idle';
  const missing = missingReason(answer);
  return (
    <Page>
      <PageHeader
        title="Send it back"
        over={page.title}
        back={{ to: `${page.here}/review`, label: 'Back to the post' }}
      >
        {page.author} is told at once, and keeps everything that was written.
      </PageHeader>
      <ErrorSummary
        title="Not sent back yet."
        lines={
          missing
            ? [
                {
                  message: 'Say what should change',
                  fieldId: missing === 'reject' ? 'reject-reason' : 'reason',
                },
              ]
            : []
        }
      />
      <SendBackForm
        action={`${page.here}/review?ask=send-back`}
        author={page.author}
        shown={page.shown}
        missing={missing}
        busy={busy}
      />
    </Page>
  );
}
