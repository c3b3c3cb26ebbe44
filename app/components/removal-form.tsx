// The form on which a request to remove something is written down.
import { Form, useNavigation } from '@remix-run/react';
import { ASKED_WAY_CHOICES, FROM_CHOICES } from '#app/presenters/removals.ts';
import { Button } from './button.tsx';
import { type Choice, RadioGroup, Select } from './choices.tsx';
import { Field } from './field.tsx';
import { StickyActions } from './sticky-actions.tsx';
import { TextArea } from './text-area.tsx';

interface RemovalFormProps {
  page: {
    pupil: { id: string; name: string } | null;
    posts: Choice[];
    receivedWall: string;
    requestKey: string;
  };
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string>>;
}

export function RemovalForm({ page, errors, typed }: RemovalFormProps) {
  const busy = useNavigation().state === 'submitting';
  const of = (name: string, otherwise?: string) => {
    const value = typed[name] ?? otherwise;
    return {
      name,
      ...(value ? { defaultValue: value } : {}),
      ...(errors[name] ? { error: errors[name] } : {}),
    };
  };
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={typed['requestKey'] ?? page.requestKey} />
      {page.pupil && (
        <>
          <input type="hidden" name="pupilId" value={page.pupil.id} />
          <p>
            It is about <span className="font-semibold">{page.pupil.name}</span>.
          </p>
        </>
      )}
      <RadioGroup label="Who asks?" choices={FROM_CHOICES} {...of('from')} />
      <RadioGroup label="How did they ask?" choices={ASKED_WAY_CHOICES} {...of('way', 'phone')} />
      <Field
        label="When did you receive it?"
        type="datetime-local"
        hint="The time runs from then."
        {...of('receivedWall', page.receivedWall)}
      />
      <TextArea
        label="What do they ask?"
        hint="In a few words. How to reach them, if they want an answer."
        rows={4}
        maxLength={2000}
        {...of('words')}
      />
      {page.posts.length > 0 && !page.pupil && (
        <Select
          label="Which post is it?"
          prompt="Not in this list, or not known"
          choices={page.posts}
          optional
          {...of('postId')}
        />
      )}
      {!page.pupil && (
        <Field
          label="The address of the post"
          optional
          hint="If they gave one, such as https://x.com/school/status/123 or https://bsky.app/profile/school/post/3k…."
          maxLength={500}
          {...of('address')}
        />
      )}
      <StickyActions>
        <Button icon="check" wide busy={busy}>
          Write it down
        </Button>
      </StickyActions>
    </Form>
  );
}
