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
  /** a further account for which it was found, when it is that account's alone */
  on?: { postId: string; where: string };
}

/** Carries the buttons that take an answer back. */
const TAKE_BACK = 'take-back';

export function FoundInReview({ texts, action, digest, busy, on }: ReviewFoundProps) {
  if (texts.length === 0) return null;
  const takeBack = on ? `${TAKE_BACK}-${on.postId}` : TAKE_BACK;
  const form = { action, digest, busy, ...(on ? { on: on.postId } : {}) };
  return (
    <Section
      id={on ? `found-${on.postId}` : 'found'}
      title={on ? `Found in the words, for ${on.where} alone` : 'Found in the words'}
    >
      <Form method="post" action={action} id={takeBack} hidden>
        <ShownFields {...form} />
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
                <SaidLines said={found.said} form={takeBack} />
                {found.waits.map((sentence) => (
                  <p key={sentence} className="text-small font-semibold">
                    {sentence}
                  </p>
                ))}
                <Decisions found={found} {...form} />
              </FoundCard>
            ))}
          </ol>
        </div>
      ))}
    </Section>
  );
}

interface FormProps {
  action: string;
  digest: string;
  busy: boolean;
  /** id of the further account's post */
  on?: string;
}

/** Which version the page showed, and of which account's post. */
function ShownFields({ digest, on }: FormProps) {
  return (
    <>
      <input type="hidden" name="digest" value={digest} />
      {on && <input type="hidden" name="on" value={on} />}
    </>
  );
}

interface DecisionsProps extends FormProps {
  found: ReviewFound;
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

interface WithReasonProps extends FormProps {
  id: string;
  summary: string;
  question: string;
  hint: string;
  finding: string;
  intent: string;
  button: string;
}

function WithReason({ id, summary, question, hint, finding, intent, button, ...form }: WithReasonProps) {
  return (
    <details>
      <summary className="min-h-11 content-center font-semibold">{summary}</summary>
      <Form method="post" action={form.action} className="flex flex-col items-start gap-3 pb-1">
        <ShownFields {...form} />
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
        <Button kind="quiet" name="intent" value={intent} busy={form.busy}>
          {button}
        </Button>
      </Form>
    </details>
  );
}
