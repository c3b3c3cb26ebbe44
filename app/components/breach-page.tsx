// The page of one breach. The clock and the facts for everybody who may know of it; the forms, the pupils and the reasons for those who
// keep the record.
import { Form, Link } from '@remix-run/react';
import type { BreachView } from '#app/presenters/breaches.ts';
import { Button } from './button.tsx';
import { FactsList } from './facts-list.tsx';
import { Notice } from './notice.tsx';
import { Page, PageHeader, Section } from './page.tsx';
import { TextArea } from './text-area.tsx';

interface BreachPageProps {
  page: BreachView & { base: string; requestKey: string; mostWords: number };
  refused: { intent: string; problem: string } | null;
}

export function BreachPage({ page, refused }: BreachPageProps) {
  const { line, facts, postTo, open, decided, kept, base } = page;
  return (
    <Page>
      <PageHeader
        title="Somebody was live who should not have been"
        back={{ to: `${base}/breaches`, label: 'Breaches' }}
      >
        {line.standing}
      </PageHeader>
      {refused && <Notice kind="stopped" word="Not done" title={refused.problem} announce />}
      <Section id="facts" title="What was live">
        <FactsList facts={facts} />
        {postTo && (
          <Link to={postTo} className="inline-flex min-h-11 items-center self-start">
            Open the post
          </Link>
        )}
      </Section>
      {kept && kept.pupils.length > 0 && (
        <Section
          id="pupils"
          title="Pupils in the post"
          hint="Everybody whom the post showed. Please keep this page to yourself."
        >
          <ul className="flex flex-col gap-1">
            {kept.pupils.map(({ to, name }) => (
              <li key={to}>
                <Link to={to}>{name}</Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {decided && (
        <Notice kind="info" title={decided.sentence}>
          {decided.why && `“${decided.why}”`}
        </Notice>
      )}
      {kept && open && <Decide page={page} again={decided !== null} />}
      {kept && <Actions page={page} actions={kept.actions} />}
      {kept && page.mayClose && (
        <Form method="post" className="flex flex-col gap-1.5">
          <input type="hidden" name="requestKey" value={page.requestKey} />
          <Button name="intent" value="close" kind="quiet" icon="check">
            Nothing is left to do: close it
          </Button>
        </Form>
      )}
    </Page>
  );
}

function Decide({ page, again }: { page: BreachPageProps['page']; again: boolean }) {
  return (
    <Section
      id="decide"
      title={again ? 'Decide anew' : 'Must it be reported?'}
      hint="It must be, unless it is unlikely to be a risk to anybody: think of who saw it, for how long, and what it tells about the child."
    >
      <Form method="post" className="flex flex-col gap-4">
        <input type="hidden" name="requestKey" value={page.requestKey} />
        <TextArea label="Why" name="words" rows={3} maxLength={page.mostWords} />
        <div className="flex flex-wrap gap-3">
          <Button name="intent" value="report" kind={again ? 'quiet' : 'primary'}>
            It must be reported
          </Button>
          <Button name="intent" value="no_report" kind="quiet">
            It need not be
          </Button>
        </div>
      </Form>
    </Section>
  );
}

function Actions({
  page,
  actions,
}: {
  page: BreachPageProps['page'];
  actions: NonNullable<BreachView['kept']>['actions'];
}) {
  return (
    <Section id="actions" title="What was done">
      {actions.length > 0 && (
        <ol className="flex flex-col gap-2">
          {actions.map(({ id, text, by }) => (
            <li key={id}>
              {text}
              <span className="block text-small text-quiet">{by}</span>
            </li>
          ))}
        </ol>
      )}
      {page.open && (
        <Form method="post" className="flex flex-col items-start gap-3">
          <input type="hidden" name="requestKey" value={page.requestKey} />
          <TextArea
            id="done"
            label="Write down a step"
            name="words"
            rows={2}
            hint="For example: “Rang the family at 9:10 and told them it is gone.”"
            maxLength={page.mostWords}
          />
          <Button name="intent" value="note" kind="quiet" icon="plus">
            Write it down
          </Button>
        </Form>
      )}
    </Section>
  );
}
