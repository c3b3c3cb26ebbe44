// The parts of the page on e-mail to staff: whether any leaves at all, what one may choose, and to whom it comes back.
import { Form, Link } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { Checkbox, type Choice, RadioGroup } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Section } from '#app/components/page.tsx';
import { summaryOf } from '#app/presenters/field-sentences.ts';

interface MailStandingProps {
  practice: boolean;
  /** there is a mail server */
  ready: boolean;
  /** since when e-mail to the reader comes back, in words */
  refused: string | null;
  /** what was just done */
  note: string | null;
}

export function MailStanding({ practice, ready, refused, note }: MailStandingProps) {
  return (
    <>
      {note === 'saved' && (
        <Notice kind="done" title="Saved." announce>
          It counts from now on.
        </Notice>
      )}
      {note === 'works_again' && !refused && (
        <Notice kind="done" title="E-mail goes to you again." announce>
          What waits is sent with the next one.
        </Notice>
      )}
      {practice && (
        <Notice kind="info" word="Practice" title="No e-mail leaves this machine.">
          What you would get is under <Link to="/sandbox/messages">Practice e-mail</Link>.
        </Notice>
      )}
      {!practice && !ready && (
        <Notice kind="info" title="E-mail is not set up.">
          None leaves until whoever looks after Gatepost sets up a mail server. Look into Gatepost yourself
          until then. You can choose here already.
        </Notice>
      )}
      {refused && (
        <Notice kind="stopped" title={`E-mail to you came back, ${refused}.`}>
          <p>
            Only what is urgent is still tried, a few times a day. Ask whoever looks after your mailbox, then
            say here that it works.
          </p>
          <Form method="post" className="mt-2">
            <Button kind="quiet" name="intent" value="works_again">
              It works again
            </Button>
          </Form>
        </Notice>
      )}
    </>
  );
}

const soonChoices = (dailyAt: string): Choice[] => [
  {
    value: 'at_once',
    label: 'Soon',
    hint: `Within about ten minutes, several things in one e-mail. What else happened comes once a day, at ${dailyAt}.`,
  },
  { value: 'daily', label: 'Once a day', hint: `Everything together, at ${dailyAt}.` },
  {
    value: 'never',
    label: 'Not at all',
    hint: 'You look into Gatepost yourself. Urgent e-mail still comes.',
  },
];

interface MailChoiceFormProps {
  needsYou: string;
  quiet: { from: string; until: string; weekends: boolean };
  /** the school's zone in words */
  zone: string;
  /** when the day's one e-mail leaves */
  dailyAt: string;
  errors: Record<string, string>;
}

export function MailChoiceForm({ needsYou, quiet, zone, dailyAt, errors }: MailChoiceFormProps) {
  const errorOf = (name: string) => (errors[name] ? { error: errors[name] } : {});
  return (
    <Form method="post" className="flex flex-col gap-6">
      <ErrorSummary title="Not saved yet." lines={summaryOf(errors)} />
      <RadioGroup
        label="How soon do you want to hear of what needs you?"
        name="needsYou"
        choices={soonChoices(dailyAt)}
        defaultValue={needsYou}
        required
      />
      <fieldset className="flex min-w-0 flex-col gap-3">
        <legend className="mb-1.5 font-semibold">When are you left in peace?</legend>
        <p className="text-small text-quiet">By the clock at school ({zone}). What comes then waits.</p>
        <div className="grid grid-cols-2 gap-4">
          <Field
            type="time"
            label="From"
            name="quietFrom"
            defaultValue={quiet.from}
            required
            {...errorOf('quietFrom')}
          />
          <Field
            type="time"
            label="Until"
            name="quietUntil"
            defaultValue={quiet.until}
            required
            {...errorOf('quietUntil')}
          />
        </div>
        <Checkbox
          label="At weekends too"
          name="quietWeekends"
          value="yes"
          defaultChecked={quiet.weekends}
          hint="All of Saturday and Sunday."
        />
      </fieldset>
      <Notice kind="info" title="Urgent e-mail always comes, at any hour.">
        It goes only to those who can do something: a post that must come down and is still up, one that is
        late, one of which nobody knows whether it is live.
      </Notice>
      <Button name="intent" value="save" icon="check">
        Save
      </Button>
    </Form>
  );
}

interface ComesBackProps {
  people: { userId: string; name: string; email: string; since: string }[];
}

/** For whoever looks after people's access; nothing at all when every address works. */
export function ComesBack({ people }: ComesBackProps) {
  if (people.length === 0) return null;
  return (
    <Section id="comes-back" title="Staff whose e-mail comes back">
      <p>
        Only what is urgent is still tried, a few times a day. Tell them, and have their address put right.
      </p>
      <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
        {people.map(({ userId, name, email, since }) => (
          <li key={userId} className="p-4">
            <p className="font-semibold">{name}</p>
            <p className="text-small break-words text-quiet">
              {email}, {since}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
