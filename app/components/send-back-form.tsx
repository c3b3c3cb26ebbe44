// Sending a post back with a reason that costs one tap, and, out of the way below it, turning it down for good.
import { Form } from '@remix-run/react';
import { READY_PHRASES } from '#app/presenters/review-words.ts';
import { Button } from './button.tsx';
import { Checkbox } from './choices.tsx';
import { TextArea } from './text-area.tsx';

interface SendBackFormProps {
  /** the review page's address, where the form is sent */
  action: string;
  author: string;
  shown: { digest: string; verdictHash: string };
  /** which of the two was pressed without a reason */
  missing: 'send_back' | 'reject' | null;
  busy: boolean;
}

const MISSING = 'Tick a phrase, or write in a few words what should change.';

export function SendBackForm({ action, author, shown, missing, busy }: SendBackFormProps) {
  const carried = (
    <>
      <input type="hidden" name="digest" value={shown.digest} />
      <input type="hidden" name="verdictHash" value={shown.verdictHash} />
    </>
  );
  return (
    <div className="flex flex-col gap-6">
      <Form method="post" action={action} className="flex flex-col gap-4">
        {carried}
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 font-semibold">What should change?</legend>
          {READY_PHRASES.map((phrase, index) => (
            <Checkbox key={phrase} id={`phrase-${index}`} name="phrase" value={index} label={phrase} />
          ))}
        </fieldset>
        <TextArea
          label="In your own words"
          name="reason"
          rows={3}
          maxLength={1500}
          optional
          {...(missing === 'send_back' ? { error: MISSING } : {})}
        />
        <Button name="intent" value="send_back" icon="undo" wide busy={busy}>
          Send it back to {author}
        </Button>
      </Form>
      <details className="rounded-card border border-line px-4" open={missing === 'reject'}>
        <summary className="min-h-11 content-center font-semibold">Should it never go out?</summary>
        <Form method="post" action={action} className="flex flex-col gap-4 pt-1 pb-4">
          {carried}
          <p>
            Turned down, it ends here. It cannot be changed and sent again, and its photos cannot be used in
            another post.
          </p>
          <TextArea
            label="Why should it not go out?"
            name="reason"
            id="reject-reason"
            rows={3}
            maxLength={1500}
            {...(missing === 'reject' ? { error: 'Write in a few words why.' } : {})}
          />
          <Button name="intent" value="reject" kind="danger" icon="stop" busy={busy}>
            Turn it down for good
          </Button>
        </Form>
      </details>
    </div>
  );
}
