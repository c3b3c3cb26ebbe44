// Every time somebody was live who should not have been: what is to be decided first, then what was.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { clsx } from 'clsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { listBreaches } from '#app/domain/breaches/read-breaches.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { breachLine } from '#app/presenters/breaches.ts';

export const meta: MetaFunction = () => [{ title: 'Breaches · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'breach.know');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const breaches = await listBreaches(services.deps.db, person, scope, at);
    return { lines: breaches.map((breach) => breachLine(breach, base, school.zone, at)) };
  });

const TONES = { red: 'font-semibold text-red', amber: 'text-amber', quiet: 'text-quiet' } as const;

export default function Breaches() {
  const { lines } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Breaches">
        A record for each time somebody was live who should not have been. The school has 72 hours to decide
        whether the Information Commissioner must be told.
      </PageHeader>
      <StackList
        label="Breaches"
        items={lines.map(({ id, to, title, over, standing, tone }) => ({
          ...{ id, to, title, over },
          children: <p className={clsx('text-small', TONES[tone])}>{standing}</p>,
        }))}
        empty={
          <EmptyState title="There is none">
            One is opened by itself when a post is taken down because somebody in it should not be shown.
          </EmptyState>
        }
      />
    </Page>
  );
}
