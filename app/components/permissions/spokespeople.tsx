// Who speaks for the school: those who are named, each with the one press that ends it, and the form that names another.
import { SPOKEN_TOPICS } from '#app/domain/words/speech/spoken-topics.ts';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { topicLabel } from '#app/presenters/spokespeople-words.ts';
import { Button } from '../button.tsx';
import { type Choice, Select } from '../choices.tsx';
import { filledFields } from '../filled-fields.ts';
import { TickGroup } from '../tick-group.tsx';
import { DaysItCounts, PermissionForm, type PermissionFormProps } from './permission-form.tsx';
import { Ending, PermissionList } from './permission-list.tsx';

export function GrantList({ lines }: { lines: readonly PermissionLine[] }) {
  return (
    <PermissionList
      lines={lines}
      none="Nobody. Words about results, inspections and the like wait for the headteacher, post by post."
      ending={({ id, title, runs }) =>
        runs && (
          <Ending summary="End this" field="grantId" id={id}>
            <p className="text-quiet">
              Posts of theirs about this that have not gone out will wait for the headteacher. What is live
              stays.
            </p>
            <Button kind="danger" name="intent" value="end" icon="stop">
              End it for {title} now
            </Button>
          </Ending>
        )
      }
    />
  );
}

const TOPICS = SPOKEN_TOPICS.map((value) => ({ value, label: topicLabel(value) }));

export function GrantForm({ writers, ...form }: PermissionFormProps & { writers: Choice[] }) {
  const { text, ticks } = filledFields(form);
  return (
    <PermissionForm form={form} press={{ intent: 'give', label: 'Name this person' }}>
      <Select
        label="Who may write about it?"
        hint="Only people who write posts here. What they write is still approved by somebody else."
        prompt="Choose a person"
        choices={writers}
        {...text('userId')}
      />
      <TickGroup label="About what?" choices={TOPICS} {...ticks('topics')} />
      <DaysItCounts form={form} fromNow lastDayHint="A year from today at the most." />
    </PermissionForm>
  );
}
