// Somebody is asked to see to a takedown: one page with one button, by which it becomes theirs and nobody else is asked.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { TakedownClock } from '#app/components/takedown-clock.tsx';
import { acknowledge } from '#app/domain/on-call/acknowledge.ts';
import { readOpenCall } from '#app/domain/on-call/read-on-call.ts';
import { readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { openCallView } from '#app/presenters/on-call.ts';

export const meta: MetaFunction = () => [{ title: 'A post must come down · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, of, here } = await postHere(args);
    const read = await orRefused(() => readOpenCall(services.deps.db, person, of, at));
    if (read.refused) throw redirect(`${here}?note=moved_on`);
    const byHand = read.value.facts.post.status === 'takedown_failed';
    const next = byHand ? `${here}/take-down` : here;
    return { here, next, ...openCallView(read.value, school.zone, at, person.userId) };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, ref, here } = await postHere(args);
    const { post } = await readSeenPost(services.deps.db, person, of, at);
    const done = await orRefused(() => acknowledge(services.deps, person, ref));
    if (done.refused?.reason === 'not_in_this_state') throw redirect(`${here}?note=moved_on`);
    if (done.refused)
      throw Response.json({ message: done.refused.sentence }, { status: done.refused.status });
    throw redirect(post.status === 'takedown_failed' ? `${here}/take-down` : `${here}?note=i_have_it`);
  });

export default function IHaveIt() {
  const { here, next, title, account, clock, hasIt, mine, asked } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={title}
        over={`Must come down from ${account}`}
        back={{ to: here, label: 'The post' }}
      />
      <TakedownClock clock={clock} />
      {hasIt && (
        <Notice kind="info" title={mine ? 'You have it.' : 'Somebody has it.'}>
          {hasIt}
        </Notice>
      )}
      {mine ? (
        <ButtonLink to={next} icon="next" wide>
          See to it
        </ButtonLink>
      ) : (
        <Form method="post" className="flex flex-col gap-1.5">
          <Button icon="check" wide kind={hasIt ? 'quiet' : 'primary'}>
            I have it
          </Button>
          <p className="text-small text-quiet">
            It becomes yours, and nobody else is asked for an hour, unless its time is over first. If you
            cannot see to it now, leave it: the next person is asked after 15 minutes.
          </p>
        </Form>
      )}
      {asked.length > 0 && (
        <Section id="asked" title="Asked so far">
          <ol className="flex list-decimal flex-col gap-1 pl-6">
            {asked.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ol>
        </Section>
      )}
    </Page>
  );
}
