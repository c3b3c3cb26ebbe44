// What became of a post that somebody had to publish by hand: one question, the post's address, and that nothing is left on the phone.
import { Form, useNavigation } from '@remix-run/react';
import type { HandOverView } from '#app/presenters/hand-over-page.ts';
import { STOP_TITLE } from '#app/presenters/hand-over-words.ts';
import { Button } from '../button.tsx';
import { Checkbox, RadioGroup } from '../choices.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { Page, PageHeader } from '../page.tsx';
import { TextArea } from '../text-area.tsx';

export interface Typed {
  answer: string;
  link: string;
  evidence: string;
  problems: Record<string, string>;
}

const OUT = { value: 'published', label: 'It is published' };
const NOT_OUT = { value: 'not_published', label: 'It was not published' };
const STOPPED = [
  { value: 'not_published', label: 'It was never posted' },
  { value: 'deleted', label: 'It was posted, and I have deleted it' },
  {
    value: 'published',
    label: 'It is posted, and I cannot delete it now',
    hint: 'You are shown how, and others are asked to help.',
  },
];

const STOPPED_FOR_ANOTHER = STOPPED.map((choice) =>
  choice.value === 'deleted' ? { ...choice, label: 'It was posted, and is deleted' } : choice,
);

export function HandOverAnswerForm({ view, typed }: { view: HandOverView; typed: Typed | null }) {
  const busy = useNavigation().state !== 'idle';
  const stopped = view.standing === 'stopped';
  const out = stopped ? (view.answersFor ? STOPPED_FOR_ANOTHER : STOPPED) : [OUT, NOT_OUT];
  const problems = typed?.problems ?? {};
  const lines = Object.entries(problems).map(([fieldId, message]) => ({ message, fieldId }));
  const problem = (field: string) => (problems[field] ? { error: problems[field] } : {});
  return (
    <Page>
      <PageHeader
        title={stopped ? STOP_TITLE : 'What became of it?'}
        over={`By hand on ${view.platformName}`}
        back={{ to: view.here, label: 'Back' }}
      />
      {stopped && (
        <Notice kind="stopped" word="Stop" title="This post must not be public." announce>
          If it is posted, delete it now. Then say here what you did.
        </Notice>
      )}
      <ErrorSummary title="Not noted yet." lines={lines} />
      <Form method="post" className="flex flex-col gap-5">
        <RadioGroup
          label={stopped && !view.answersFor ? 'What did you do?' : 'Is it out?'}
          name="answer"
          choices={out}
          required
          {...(typed?.answer ? { defaultValue: typed.answer } : {})}
          {...problem('answer')}
        />
        <Field
          label="Address of the post"
          name="link"
          type="url"
          inputMode="url"
          autoComplete="off"
          maxLength={500}
          hint={
            stopped
              ? 'Needed while it is posted. Choose “Share” and “Copy link” on the post.'
              : 'Needed when it is published. Choose “Share” and “Copy link” on the post.'
          }
          defaultValue={typed?.link ?? ''}
          {...problem('link')}
        />
        {stopped && (
          <TextArea
            label="How do you know that it is gone?"
            name="evidence"
            hint="Needed when you deleted it. For example: “Deleted at 10:20. The link says that the post is not there.”"
            rows={3}
            maxLength={2000}
            defaultValue={typed?.evidence ?? ''}
            {...problem('evidence')}
          />
        )}
        <Checkbox
          label={
            view.answersFor
              ? `${view.answersFor} had it: no copy of the photos and words is left on their device`
              : 'I have deleted the photos and words from my device'
          }
          name="copiesDeleted"
          value="yes"
          hint="Also from the phone’s own bin, and from anything it backs up to by itself."
          {...problem('copiesDeleted')}
        />
        <Button icon="check" wide busy={busy}>
          {busy ? 'Noting it…' : 'Note it'}
        </Button>
      </Form>
    </Page>
  );
}
