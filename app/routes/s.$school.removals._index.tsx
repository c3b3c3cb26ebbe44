// The register of requests to have something removed: what is late, what is to be decided and whom to tell first; then what is over, with
// the time from the request until it was gone.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { RemovalList } from '#app/components/removal-list.tsx';
import { listRequests } from '#app/domain/removals/read-requests.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { removalLine, removalsWaiting } from '#app/presenters/removals.ts';

export const meta: MetaFunction = () => [{ title: 'Requests to remove · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'removal.log');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const { requests, counts } = await listRequests(services.deps.db, person, scope, at);
    return {
      base,
      lines: requests.map((request) => removalLine(request, school.zone, at)),
      waiting: removalsWaiting(counts),
      late: counts.overdue > 0,
    };
  });

export default function Removals() {
  const { base, lines, waiting, late } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  return (
    <Page>
      <PageHeader
        title="Requests to remove"
        actions={
          lines.length > 0 && (
            <ButtonLink to={`${base}/removals/new`} icon="plus">
              Write one down
            </ButtonLink>
          )
        }
      >
        Anybody may ask for a post to go: a parent, a pupil, somebody who left years ago, a neighbour. Write
        it down when you hear it. The time runs from then.
      </PageHeader>
      {search.get('note') === 'told' && <Notice kind="done" title="Noted: they have been told." announce />}
      {waiting.length > 0 && (
        <Notice
          kind={late ? 'stopped' : 'needs-you'}
          {...(late ? { word: 'Late' } : {})}
          title={waiting.join(' ')}
        />
      )}
      {lines.length === 0 ? (
        <EmptyState
          title="Nobody has asked yet"
          action={
            <ButtonLink to={`${base}/removals/new`} icon="plus">
              Write one down
            </ButtonLink>
          }
        >
          A withdrawal that you record for a pupil appears here by itself, with what to tell the family.
        </EmptyState>
      ) : (
        <RemovalList lines={lines} base={base} />
      )}
      <p>
        <Link to={`${base}/removals/poster`} className="inline-flex min-h-11 items-center">
          The page on which anybody can ask by themselves
        </Link>
      </p>
    </Page>
  );
}
