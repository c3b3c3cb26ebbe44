// What was found in a post’s words, for whoever decides on it: each with what the author said, and a form that lets it stand.
import { Form } from '@remix-run/react';
import type { ReviewFound, ReviewText } from '#app/presenters/review-words-found.ts';
import { Button } from './button.tsx';
import { FoundCard, SaidLines } from './found-card.tsx';
import { MarkedFindings } from './marked-findings.tsx';
import { Section } from './page.tsx';
import { TextArea } from './text-area.tsx';

interface ReviewFoundProps {
  texts: readonly ReviewText[];
  /** the review page’s address, where the forms are sent */
  action: string;
  /** of the version that is shown */
  digest: string;
  busy: boolean;
}

/** Carries the buttons that take an answer back. */
const TAKE_BACK = 'take-back';

export function FoundInReview({ texts, action, digest, busy }: ReviewFoundProps) {
  if (texts.length === 0) return null;
  return (
    <Section id="found" title="Found in the words">
      <Form method="post" action={action} id={TAKE_BACK} hidden>
        <input type="hidden" name="digest" value={digest} />
      </Form>
      {texts.map((text) => (
        <div
          key={text.field}
          className="flex flex-col gap-3 rounded-card border border-line bg-paper p-4 shadow-card"
        >
          <p className="text-small font-semibold text-quiet">{text.title}</p>
          {text.text !== '' && <MarkedFindings text={text.text} marks={text.found} />}
          <ol className="flex flex-col gap-4">
            {text.found.map((found) => (
              <FoundCard key={found.key} found={found}>
                <SaidLines said={found.said} form={TAKE_BACK} />
                {found.waits.map((sentence) => (
                  <p key={sentence} className="text-small font-semibold">
                    {sentence}
                  </p>
                ))}
                <Decisions found={found} action={action} digest={digest} busy={busy} />
              </FoundCard>
            ))}
          </ol>
        </div>
      ))}
    </Section>
  );
}

interface DecisionsProps {
  found: ReviewFound;
  action: string;
  digest: string;
  busy: boolean;
}

function Decisions({ found, ...form }: DecisionsProps) {
  const { accepts, remember, finding, id } = found;
  return (
    <>
      {accepts.map(({ half, label }) => (
        <WithReason
          key={half}
          {...form}
          id={`${id}-${half}`}
          summary={label}
          question="Why may it stand?"
          hint="Everybody who can open this post reads this. It stays with the record."
          finding={finding}
          intent={`accept ${half} ${finding}`}
          button={label}
        />
      ))}
      {remember && (
        <WithReason
          {...form}
          id={`${id}-remember`}
          summary="Keep this answer for every post"
          question="What are these words?"
          hint="Such as “the street beside the school”. The list of what is kept shows only this."
          finding={finding}
          intent={`remember ${remember} ${finding}`}
          button="Keep it for the whole school"
        />
      )}
    </>
  );
}

interface WithReasonProps {
  action: string;
  digest: string;
  busy: boolean;
  id: string;
  summary: string;
  question: string;
  hint: string;
  finding: string;
  intent: string;
  button: string;
}

function WithReason({
  action,
  digest,
  busy,
  id,
  summary,
  question,
  hint,
  finding,
  intent,
  button,
}: WithReasonProps) {
  return (
    <details>
      <summary className="min-h-11 content-center font-semibold">{summary}</summary>
      <Form method="post" action={action} className="flex flex-col items-start gap-3 pb-1">
        <input type="hidden" name="digest" value={digest} />
        <div className="w-full">
          <TextArea
            label={question}
            name={`why ${finding}`}
            id={id}
            hint={hint}
            rows={2}
            maxLength={1_000}
            required
          />
        </div>
        <Button kind="quiet" name="intent" value={intent} busy={busy}>
          {button}
        </Button>
      </Form>
    </details>
  );
}
