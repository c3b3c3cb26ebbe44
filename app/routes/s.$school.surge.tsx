// Everything that permissions taken back have stopped or are taking down, most urgent first: one page in place of hundreds of notices.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { clsx } from 'clsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { readLostPermission } from '#app/domain/consent/lost-permission.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { type LostLine, lostPage } from '#app/presenters/lost-permission.ts';

export const meta: MetaFunction = () => [{ title: 'Permission taken back · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'post.takeDown');
    const facts = await readLostPermission(services.deps.db, person, school, at);
    return lostPage(facts, base, school.zone, at);
  });

const TONES = { stopped: 'font-semibold text-red', 'needs-you': 'text-amber', quiet: 'text-quiet' } as const;

const items = (lines: LostLine[]) =>
  lines.map(({ id, to, title, over, what, tone }) => ({
    ...{ id, to, title, over },
    children: <p className={clsx('text-small', TONES[tone])}>{what}</p>,
  }));

export default function Surge() {
  const { headline, comingDown, stopped, gone } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={headline} over="Permission taken back">
        {gone}
      </PageHeader>
      <Section id="down" title="Coming down" hint="Most urgent first.">
        <StackList
          label="Posts coming down"
          items={items(comingDown)}
          empty={
            <EmptyState title="Nothing is left to remove">
              A live post that may no longer show somebody stands here until it is gone.
            </EmptyState>
          }
        />
      </Section>
      <Section
        id="stopped"
        title={`Stopped before they went out (${stopped.length})`}
        hint="Nothing here goes out by itself. Take the photo or the pupil out, then send the post again."
      >
        <StackList
          label="Posts stopped"
          items={items(stopped)}
          empty={<EmptyState title="Nothing is stopped">No post waits for a permission.</EmptyState>}
        />
      </Section>
    </Page>
  );
}
