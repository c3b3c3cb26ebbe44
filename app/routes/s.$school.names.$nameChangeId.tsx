// What one change of name left in public. The old name is not on this page: the posts themselves are opened one by one.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { readNameChange, settleNameChange } from '#app/domain/pupils/settle-name-change.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { namedPosts } from '#app/presenters/name-changes.ts';
import { dayWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'A changed name · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'nameChange.settle');
    const ref = { schoolId: school.id, nameChangeId: uuidParam(args, 'nameChangeId') };
    const page = await readNameChange(services.deps.db, person, ref, at);
    return {
      base,
      pupil: page.pupil,
      changed: dayWords(page.changedAt, school.zone, at),
      posts: namedPosts(page, school.zone, at),
      done: page.doneAt && dayWords(page.doneAt, school.zone, at),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'nameChange.settle');
    const ref = { schoolId: school.id, nameChangeId: uuidParam(args, 'nameChangeId') };
    await settleNameChange(services.deps, person, ref);
    throw redirect(`${base}/names/${ref.nameChangeId}`);
  });

export default function NameChange() {
  const { base, pupil, changed, posts, done } = useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Page>
      <PageHeader
        title={pupil.name}
        over={`Name changed ${changed}`}
        back={{ to: `${base}/names`, label: 'Changed names' }}
      >
        These posts show the pupil, or may have the old name in their words. Open each, and speak with the
        family before you decide.
      </PageHeader>
      {done && (
        <Notice kind="done" title={`Looked through on ${done}.`}>
          What is still up was found to be right to stay.
        </Notice>
      )}
      <ul className="flex flex-col gap-4">
        {posts.map(({ id, title, about, act }) => (
          <li key={id}>
            <Card>
              <div>
                <p className="font-semibold">{title}</p>
                <p className="text-small text-quiet">{about}</p>
              </div>
              <div className="flex flex-wrap items-center gap-3">
                <Link to={`${base}/posts/${id}`} className="inline-flex min-h-11 items-center">
                  {act === 'hold' ? 'Open it, to hold it' : 'Open it'}
                </Link>
                {act === 'take-down' && !done && (
                  <ButtonLink kind="danger" icon="bin" to={`${base}/posts/${id}/take-down`}>
                    Take it down
                  </ButtonLink>
                )}
              </div>
            </Card>
          </li>
        ))}
      </ul>
      {!done && (
        <Form method="post">
          <StickyActions>
            <Button icon="check" wide busy={busy}>
              The others may stay
            </Button>
          </StickyActions>
        </Form>
      )}
    </Page>
  );
}
