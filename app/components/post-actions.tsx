// What this person may do with a post where it stands: one main action, then what opens or stops it, and far from both
// what takes it down. In the place of a button that is not theirs stands why, and who may.
import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { OfferPlace } from '#app/presenters/post-offers.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import { Button, ButtonLink } from './button.tsx';
import { Issue, RefusalNote } from './notice.tsx';
import { Section } from './page.tsx';

type View = Pick<
  PostPageView,
  'here' | 'offers' | 'approved' | 'standing' | 'holdIds' | 'platformName' | 'together'
>;

/** Why something is not this person's to do now, each with what the checks found. */
export function OfferNotes({ notes }: { notes: OfferPlace['notes'] }) {
  return notes.map(({ reason, who, issues }) => (
    <div key={reason} className="flex flex-col gap-2">
      <RefusalNote reason={reason} {...(who ? { who } : {})} />
      {issues.map((issue) => (
        <Issue key={issue.key} kind={issue.kind} {...(issue.clause ? { clause: issue.clause } : {})}>
          {issue.sentence}
        </Issue>
      ))}
    </div>
  ));
}

/** The one thing that carries the post on. */
export function NextAction({ here, offers, approved, standing, holdIds }: View) {
  const { offers: open, notes } = offers.next;
  const placed = standing.status === 'scheduled';
  return (
    <>
      {open.includes('edit') && (
        <ButtonLink to={`${here}/edit`} icon="pencil" wide>
          Go on writing
        </ButtonLink>
      )}
      {open.includes('review') && (
        <ButtonLink to={`${here}/review`} icon="check" wide>
          Read it and decide
        </ButtonLink>
      )}
      {open.includes('place') && (
        <ButtonLink to={`${here}/schedule`} icon="calendar" wide>
          {placed ? 'Move it to another time' : 'Give it a time'}
        </ButtonLink>
      )}
      {open.includes('release') && (
        <Press intent="release" carries={holdIds} icon="next" wide>
          {standing.status === 'held' ? 'Let it go on' : 'Let it be given a new time'}
        </Press>
      )}
      {open.includes('reopen') && (
        <div className="flex flex-col gap-1.5">
          <Press intent="reopen" icon="pencil" wide>
            Open it for changes
          </Press>
          <p className="text-small text-quiet">{reopeningWords(approved, standing.status)}</p>
        </div>
      )}
      <OfferNotes notes={notes} />
    </>
  );
}

/** Opening, stopping and ending it, for as long as it is not out. */
export function ChangeActions({ offers, approved, standing }: View) {
  const { offers: open, notes } = offers.change;
  if (open.length + notes.length === 0) return null;
  return (
    <Section id="change" title="Change or stop it">
      {open.includes('hold') && (
        <div className="flex flex-col gap-1.5">
          <Press intent="hold" icon="pause" kind="quiet" wide>
            Stop it for now
          </Press>
          <p className="text-small text-quiet">
            It does not go out until somebody lets it go on. You need nobody’s agreement.
          </p>
        </div>
      )}
      {open.includes('unplace') && (
        <div className="flex flex-col gap-1.5">
          <Press intent="unplace" icon="calendar" kind="quiet" wide>
            Take it out of the calendar
          </Press>
          <p className="text-small text-quiet">
            It stays approved, and goes out only when it has a time again.
          </p>
        </div>
      )}
      {open.includes('reopen') && (
        <Disclosure id="reopen" summary="Change this post">
          <p>{reopeningWords(approved, standing.status)}</p>
          <Press intent="reopen" icon="pencil" kind="quiet">
            Open it for changes
          </Press>
        </Disclosure>
      )}
      {open.includes('cancel') && (
        <Disclosure id="cancel" summary="Cancel this post">
          <p>It will never go out. What happened to it stays on this page, and nobody can bring it back.</p>
          <Press intent="cancel" icon="bin" kind="danger">
            Cancel it for good
          </Press>
        </Disclosure>
      )}
      <OfferNotes notes={notes} />
    </Section>
  );
}

function reopeningWords(approved: boolean, status: PostPageView['standing']['status']): string {
  if (status === 'in_review')
    return 'It leaves the headteacher’s queue and becomes a draft. Send it again when it is ready.';
  if (!approved) return 'It becomes a draft again, and every check runs anew when it is sent.';
  return 'Its approval ends at once and does not come back: after your changes the headteacher has to approve it again. Its place in the calendar is free.';
}

const DOWN_TITLES: Partial<Record<View['standing']['status'], string>> = {
  published: 'If it should not be public',
  published_by_hand: 'If it should not be public',
  gone: 'If it should stay gone',
};
const downTitle = (status: View['standing']['status']): string =>
  DOWN_TITLES[status] ?? 'If it should not be live';

/**
 * One press deletes it: no page and no question stand between a child and the end of their picture. What keeps a thumb from doing it
 * by accident costs an emergency nothing: it stands alone, never beside another button, and says what it does. A slip costs a new
 * draft and a new approval; a second press would cost time each time it is meant.
 */
export function TakeDownDoor({ here, offers: { down }, standing, platformName, together }: View) {
  if (down.offers.length + down.notes.length === 0) return null;
  return (
    <Section id="down" title={downTitle(standing.status)}>
      {down.offers.includes('take_down') && (
        <Form method="post" action={`${here}/take-down`} className="flex flex-col gap-1.5 py-2">
          <Button kind="danger" icon="bin" wide>
            {together?.upElsewhere ? 'Take it down everywhere now' : 'Take it down now'}
          </Button>
          <p className="text-small text-quiet">
            {standing.status === 'published_by_hand' || standing.status === 'handed_out'
              ? 'One press. Whoever publishes it by hand is asked to stop, or to delete it, at once.'
              : standing.status === 'gone'
                ? `One press makes sure that nothing of it is left on ${platformName}. That cannot be undone.`
                : `One press deletes it from ${platformName}. That cannot be undone.`}{' '}
            {together?.upElsewhere && 'It comes down from every other account too. '}
            You need nobody’s agreement, and say why afterwards.
          </p>
          {together?.upElsewhere && (
            <Link to={`${here}/take-down`} className="inline-flex min-h-11 items-center text-small">
              Only from {platformName}
            </Link>
          )}
        </Form>
      )}
      <OfferNotes notes={down.notes} />
    </Section>
  );
}

interface PressProps {
  intent: string;
  icon: 'next' | 'pause' | 'calendar' | 'pencil' | 'bin';
  kind?: 'primary' | 'quiet' | 'danger';
  wide?: boolean;
  /** ids of the holds that the page shows */
  carries?: string[];
  children: ReactNode;
}

function Press({ intent, carries = [], children, ...button }: PressProps) {
  return (
    <Form method="post" className="flex flex-col">
      {carries.map((id) => (
        <input key={id} type="hidden" name="holdIds" value={id} />
      ))}
      <Button name="intent" value={intent} {...button}>
        {children}
      </Button>
    </Form>
  );
}

function Disclosure({ id, summary, children }: { id: string; summary: string; children: ReactNode }) {
  return (
    <details id={id} className="rounded-card border border-line bg-paper px-4 shadow-card">
      <summary className="min-h-11 content-center font-semibold">{summary}</summary>
      <div className="flex flex-col items-start gap-3 pt-1 pb-4">{children}</div>
    </details>
  );
}
