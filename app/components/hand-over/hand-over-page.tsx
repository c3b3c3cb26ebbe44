// Publishing by hand, on a phone: when it opens; the photos and words to take along while it is open; or that it has to stop.
import { Form } from '@remix-run/react';
import type { HandOverView } from '#app/presenters/hand-over-page.ts';
import { STOP_TEXT, STOP_TITLE } from '#app/presenters/hand-over-words.ts';
import { Button, ButtonLink } from '../button.tsx';
import { Select } from '../choices.tsx';
import { FactsList } from '../facts-list.tsx';
import { Notice, RefusalNote } from '../notice.tsx';
import { Page, PageHeader, Section } from '../page.tsx';
import { CopyWords } from './copy-words.tsx';
import { StillGood } from './still-good.tsx';

export function HandOver({
  view,
  note,
}: {
  view: HandOverView;
  note: { title: string; text: string } | null;
}) {
  const { standing, given, mayAct, here, post, platformName } = view;
  const back = { to: post, label: 'Back to the post' };
  const answer = mayAct && (
    <ButtonLink to={`${here}/answer`} icon="check" wide>
      {standing === 'open' ? 'I have published it, or not' : 'Say what became of it'}
    </ButtonLink>
  );
  if (standing === 'stopped')
    return (
      <Page>
        <PageHeader title={STOP_TITLE} over="Publish by hand" back={back} />
        <Notice kind="stopped" word="Stop" title="This post must not be public." announce>
          {STOP_TEXT}
        </Notice>
        {answer}
        <StillGood />
      </Page>
    );
  return (
    <Page>
      <PageHeader title={`Publish by hand on ${platformName}`} back={back} />
      {note && (
        <Notice kind="stopped" word="Not opened" title={note.title} announce>
          {note.text}
        </Notice>
      )}
      <Facts view={view} />
      {standing === 'over' && (
        <Notice kind="info" title="There is nothing to do by hand now.">
          Its own page says where it stands.
        </Notice>
      )}
      {standing === 'waiting' && <Waiting view={view} />}
      {standing === 'elsewhere' && given && (
        <Notice kind="info" title={`${given.byName} has it open until ${given.ends.text}.`}>
          They publish it, and say here what became of it. If they cannot, look at the account and say it for
          them.
        </Notice>
      )}
      {standing === 'lapsed' && given && (
        <Notice
          kind="needs-you"
          word="Not confirmed"
          title={`${given.byName} had it open until ${given.ends.text}, and nobody has said what became of it.`}
        >
          Look at the account. Whatever you see there, say it: until then it may be live, and nothing is done
          again.
        </Notice>
      )}
      {view.practice && view.pack && (
        <Notice kind="needs-you" word="Practice" title="Publish this nowhere.">
          No real account is meant. Look at what you would be given, and say below what you would say.
        </Notice>
      )}
      {view.pack && given && (
        <Pack
          pack={view.pack}
          minutes={given.minutesLeft}
          at={view.isDue ? null : (view.due?.text ?? null)}
        />
      )}
      {(standing === 'open' || standing === 'lapsed' || standing === 'elsewhere') && answer}
      {(standing === 'open' || standing === 'elsewhere') && <StillGood />}
    </Page>
  );
}

function Facts({ view: { account, due, askedName, given, standing } }: { view: HandOverView }) {
  return (
    <FactsList
      facts={[
        { label: 'Account', text: account },
        ...(due ? [{ label: 'Publish it', text: `${due.text} (${due.relative})` }] : []),
        ...(askedName ? [{ label: 'Who', text: askedName }] : []),
        ...(given && standing === 'open' ? [{ label: 'Open until', text: given.ends.text }] : []),
      ]}
    />
  );
}

/** Before it is opened: the one press, or why not yet; and for the comms lead, whom to ask. */
function Waiting({ view: { here, refusal, opens, asking } }: { view: HandOverView }) {
  return (
    <>
      {refusal ? (
        <RefusalNote reason={`${refusal.sentence} ${opens ? `It opens ${opens.text}.` : refusal.todo}`} />
      ) : (
        <Form method="post" action={`${here}?index`} className="flex flex-col gap-3">
          <p>
            Everything is checked once more when you open it. Then you have at least 15 minutes to save the
            photos, copy the words and publish. Have the account open first.
          </p>
          <Button name="intent" value="open" icon="send" wide>
            Open it now
          </Button>
        </Form>
      )}
      {asking && (
        <Section id="who" title="Who publishes it?">
          <Form method="post" action={`${here}?index`} className="flex flex-col gap-3">
            <Select
              label="Person"
              name="userId"
              hint="They are told now, and when it opens. You and the headteacher can still do it yourselves."
              prompt="Whoever looks after the accounts"
              choices={asking.choices}
              defaultValue={asking.chosen}
            />
            <Button name="intent" value="ask" kind="quiet" icon="check">
              Keep this
            </Button>
          </Form>
        </Section>
      )}
    </>
  );
}

function Pack({
  pack,
  minutes,
  at,
}: {
  pack: NonNullable<HandOverView['pack']>;
  minutes: number;
  /** when to publish it; null = now */
  at: string | null;
}) {
  return (
    <>
      <Notice
        kind="info"
        word="Before you begin"
        title={`You have ${minutes === 1 ? '1 minute' : `${minutes} minutes`}. ${at ? `Publish it at ${at}, not before.` : 'Publish it now.'}`}
      >
        Use exactly these photos and words: this is what was approved. Add no people, places or tags.
        Afterwards delete them from your device and come back here.
      </Notice>
      {pack.photos.map(({ name, src, alt, width, height }) => (
        <Section key={name} id={name.replaceAll(' ', '-').toLowerCase()} title={name}>
          <img
            src={src}
            alt={alt}
            width={width}
            height={height}
            className="h-auto w-full rounded-card border border-line"
          />
          <ButtonFile to={`${src}?download`} label={`Save ${name.charAt(0).toLowerCase()}${name.slice(1)}`} />
          <CopyWords label="Its description" words={alt} press="Copy the description" rows={2} />
        </Section>
      ))}
      <Section id="words" title="Words">
        <CopyWords label="The words of the post" words={pack.words} press="Copy the words" rows={5} />
      </Section>
    </>
  );
}

/** A file of ours, saved to the device and not opened as a page. */
const ButtonFile = ({ to, label }: { to: string; label: string }) => (
  <ButtonLink to={to} kind="quiet" icon="download" reloadDocument download>
    {label}
  </ButtonLink>
);
