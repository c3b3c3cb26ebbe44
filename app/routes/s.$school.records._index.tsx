// Posts whose pupils the office may look up in the school's own records, because the last export is too old to rely on.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { listPostsToLookUp } from '#app/domain/consent/check-records.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { lookUpLines } from '#app/presenters/record-checks.ts';

export const meta: MetaFunction = () => [{ title: 'Look pupils up · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'record.check');
    const page = await listPostsToLookUp(services.deps.db, person, school, at);
    return { base, old: page.old, lines: lookUpLines(page, school.zone, at) };
  });

export default function LookPupilsUp() {
  const { base, old, lines } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <Page>
      <PageHeader title="Look pupils up for a post">
        While the last export is too old, a post can go on once its pupils were looked up in the school’s own
        records. It counts for a day, for that post alone.
      </PageHeader>
      {search.get('note') === 'looked' && (
        <Notice kind="done" title="It is on record." announce>
          The age of the export does not stop that post until this time tomorrow. If the post is held, whoever
          looks after it can let it go on.
        </Notice>
      )}
      <StackList
        label="Posts with pupils"
        items={lines.map(({ id, title, about, looked }) => ({
          id,
          to: `${base}/records/${id}`,
          title,
          over: looked ? 'Looked up' : 'Waits for you',
          children: <p className="text-small text-quiet">{looked ? `${about} ${looked}` : about}</p>,
        }))}
        empty={
          old ? (
            <EmptyState title="No post with pupils is waiting to go out">
              The export is too old, but nothing waits for it.
            </EmptyState>
          ) : (
            <EmptyState
              title="Nothing to look up"
              action={<ButtonLink to={`${base}/imports`}>To the imports</ButtonLink>}
            >
              The school’s records here are fresh enough to rely on.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
