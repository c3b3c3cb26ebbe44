// Changes of name that wait for the safeguarding lead, because something in public may still have the old one.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { readOpenNameChanges } from '#app/domain/pupils/settle-name-change.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { dayWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Changed names · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'nameChange.settle');
    const open = await readOpenNameChanges(services.deps.db, person, school.id, at);
    return {
      base,
      open: open.map(({ id, name, posts, changedAt }) => ({
        id,
        name,
        when: `Changed ${dayWords(changedAt, school.zone, at)}`,
        posts: posts === 1 ? '1 post to look at' : `${posts} posts to look at`,
      })),
    };
  });

export default function Names() {
  const { base, open } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Changed names">
        Posts that show these pupils, or may have their old name in the words.
      </PageHeader>
      <StackList
        label="Changed names"
        items={open.map(({ id, name, when, posts }) => ({
          id,
          to: `${base}/names/${id}`,
          over: when,
          title: name,
          children: <p className="text-small text-quiet">{posts}</p>,
        }))}
        empty={
          <EmptyState title="Nothing to look through">
            When a pupil’s name changes while posts about them are live, they stand here.
          </EmptyState>
        }
      />
    </Page>
  );
}
