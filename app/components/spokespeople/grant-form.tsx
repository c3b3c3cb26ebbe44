// Naming somebody who may write about results, inspections and the like: who, on what, until when.
import { Form, useNavigation } from '@remix-run/react';
import { SPOKEN_TOPICS } from '#app/domain/words/speech/spoken-topics.ts';
import { topicLabel } from '#app/presenters/spokespeople-words.ts';
import { Button } from '../button.tsx';
import { type Choice, Select } from '../choices.tsx';
import { Field } from '../field.tsx';
import { TickGroup } from '../tick-group.tsx';

interface GrantFormProps {
  writers: Choice[];
  requestKey: string;
  errors: Readonly<Record<string, string>>;
  /** what was typed before, by field */
  typed: Readonly<Record<string, string[]>>;
}

const TOPICS = SPOKEN_TOPICS.map((value) => ({ value, label: topicLabel(value) }));

export function GrantForm({ writers, requestKey, errors, typed }: GrantFormProps) {
  const busy = useNavigation().state === 'submitting';
  const of = (name: string) => ({
    name,
    ...(typed[name]?.[0] ? { defaultValue: typed[name][0] } : {}),
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="requestKey" value={typed['requestKey']?.[0] ?? requestKey} />
      <Select
        label="Who may write about it?"
        hint="Only people who write posts here. What they write is still approved by somebody else."
        prompt="Choose a person"
        choices={writers}
        {...of('userId')}
      />
      <TickGroup
        label="About what?"
        name="topics"
        choices={TOPICS}
        usual={TOPICS.length}
        chosen={typed['topics'] ?? []}
        {...(errors['topics'] ? { error: errors['topics'] } : {})}
      />
      <Field
        label="First day"
        type="date"
        optional
        hint="Left empty, it counts from now."
        {...of('firstDay')}
      />
      <Field label="Last day" type="date" hint="A year from today at the most." {...of('lastDay')} />
      <Button name="intent" value="give" icon="check" busy={busy}>
        Name this person
      </Button>
    </Form>
  );
}
