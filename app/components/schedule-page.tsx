// One question: when should it go out? The days it was approved for stand beside it, and what else goes out in them.
import { Form, useNavigation } from '@remix-run/react';
import type { SchedulingView, TimeAnswer } from '#app/presenters/scheduling.ts';
import { Button, ButtonLink } from './button.tsx';
import { RadioGroup } from './choices.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Notice, RefusalNote } from './notice.tsx';
import { Page, PageHeader, Section } from './page.tsx';
import { PostList } from './post-list.tsx';
import { WhenText } from './when-text.tsx';

export interface ScheduleAnswer extends TimeAnswer {
  /** outside the days that were approved */
  outside: boolean;
}

interface SchedulePageProps {
  page: SchedulingView;
  answer: ScheduleAnswer | null;
  /** further accounts on which it gets the same time with the same press */
  also?: string[];
  /** further accounts on which it has a time of its own */
  apart?: string[];
}

export function SchedulePage({ page, answer, also = [], apart = [] }: SchedulePageProps) {
  const { placed, refused, window } = page;
  return (
    <Page>
      <PageHeader
        title="When should it go out?"
        over={page.title}
        back={{ to: `${page.base}/calendar`, label: 'Calendar' }}
      >
        {placed ? (
          <>
            Now it goes out <WhenText when={placed} relative={placed.relative} />.
          </>
        ) : (
          'It is approved, and has no time yet.'
        )}
      </PageHeader>
      <ErrorSummary
        title="It has no new time yet."
        lines={answer?.error ? [{ message: answer.error, fieldId: answer.twice ? 'which' : 'wall' }] : []}
      />
      {also.length > 0 && (
        <p className="[overflow-wrap:anywhere]">
          The same time counts for {also.join(', ')}. Later each of them can be moved alone.
        </p>
      )}
      {apart.length > 0 && (
        <p className="[overflow-wrap:anywhere]">
          It keeps a time of its own for {apart.join(', ')}, which this does not move.
        </p>
      )}
      {page.paused && (
        <Notice kind="needs-you" word="Paused" title="Publishing is paused.">
          You can give it a time. It waits in its place, and is missed if the pause lasts beyond it.
        </Notice>
      )}
      {page.approvalEnds && (
        <Notice kind="needs-you" title="It was approved on the headteacher’s behalf, for a limited time.">
          Choose a time before <WhenText when={page.approvalEnds} />. After that it would be held.
        </Notice>
      )}
      {refused ? (
        <RefusalNote reason={refused.reason} {...(refused.who ? { who: refused.who } : {})} />
      ) : (
        <PlaceForm page={page} answer={answer} />
      )}
      {answer?.outside && (
        <Notice
          kind="needs-you"
          title="Other days need a new approval."
          action={
            <ButtonLink to={`${page.here}#change`} kind="quiet" icon="pencil">
              Open the post to change its days
            </ButtonLink>
          }
        >
          The headteacher approved it for <WhenText when={window.from}>{window.from.short}</WhenText> to{' '}
          <WhenText when={window.until} />. With other days it has to be approved again.
        </Notice>
      )}
      {page.mayUnplace && <Unplace everywhere={also.length + apart.length > 0} />}
      <Section id="around" title="Also going out in these days">
        <PostList
          authors
          label="Also going out in these days"
          rows={page.around}
          empty={<p className="text-quiet">Nothing else has a time in these days.</p>}
        />
      </Section>
    </Page>
  );
}

function PlaceForm({ page, answer }: SchedulePageProps) {
  const busy = useNavigation().state !== 'idle';
  const { window } = page;
  const said = answer?.error && !answer.twice ? { error: answer.error } : {};
  return (
    <>
      <Form method="post" className="flex flex-col gap-5">
        <DateTimeField
          key={answer?.wall ?? 'first'}
          label="Day and time"
          name="wall"
          zone={page.zone}
          earliest={page.earliest}
          latest={page.latest}
          defaultValue={answer?.wall ?? page.initial}
          required
          hint={
            <>
              Approved for <WhenText when={window.from}>{window.from.short}</WhenText> to{' '}
              <WhenText when={window.until} />. Outside these days it needs a new approval.
            </>
          }
          {...said}
        />
        {answer?.twice && (
          <RadioGroup
            label="Which of the two?"
            name="which"
            choices={[
              { value: 'first', label: answer.twice.first },
              { value: 'second', label: answer.twice.second },
            ]}
            required
            {...(answer.error ? { error: answer.error } : {})}
          />
        )}
        <Button name="intent" value="place" icon="calendar" wide busy={busy}>
          {page.status === 'scheduled' ? 'Move it there' : 'Put it in the calendar'}
        </Button>
      </Form>
      {answer?.next && (
        <Form method="post" className="flex flex-col">
          <input type="hidden" name="wall" value={answer.next.wall} />
          <Button name="intent" value="place" kind="quiet" icon="clock" wide>
            Use {answer.next.words} instead
          </Button>
        </Form>
      )}
    </>
  );
}

function Unplace({ everywhere }: { everywhere: boolean }) {
  return (
    <Form method="post" className="flex flex-col gap-1.5">
      <Button name="intent" value="unplace" kind="quiet" wide>
        Take it out of the calendar
      </Button>
      <p className="text-small text-quiet">
        {everywhere && 'This counts for every account that it is not out on yet. '}
        It stays approved, and goes out only when it has a time again.
      </p>
    </Form>
  );
}
