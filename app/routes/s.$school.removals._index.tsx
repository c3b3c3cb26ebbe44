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

const MOST_PAGES = 10_000;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'removal.log');
    const scope = { schoolId: school.id, trustId: school.trustId };
    const search = new URL(args.request.url).searchParams;
    const page = Math.min(MOST_PAGES, Math.max(1, Number.parseInt(search.get('page') ?? '1', 10) || 1));
    const newestFirst = search.get('order') === 'newest';
    const asked = { page, newestFirst };
    const { requests, more, counts } = await listRequests(services.deps.db, person, scope, at, asked);
    return {
      base,
      ...{ page, more, newestFirst },
      lines: requests.map((request) => removalLine(request, school.zone, at)),
      waiting: removalsWaiting(counts),
      late: counts.overdue > 0,
    };
  });

export default function Removals() {
  const { base, lines, waiting, late, page, more, newestFirst } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const pageTo = (to: number) => `${base}/removals?page=${to}${newestFirst ? '&order=newest' : ''}`;
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
      {search.get('note') === 'aside' && <Notice kind="done" title="It is put aside." announce />}
      {waiting.length > 0 && (
        <Notice
          kind={late ? 'stopped' : 'needs-you'}
          {...(late ? { word: 'Late' } : {})}
          title={waiting.join(' ')}
        />
      )}
      {(more || page > 1 || newestFirst) && (
        <Link
          to={`${base}/removals${newestFirst ? '' : '?order=newest'}`}
          className="inline-flex min-h-11 items-center"
        >
          {newestFirst ? 'What waits longest first' : 'The newest first'}
        </Link>
      )}
      {lines.length === 0 && page === 1 ? (
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
      <p className="flex flex-wrap gap-6">
        {page > 1 && (
          <Link to={pageTo(page - 1)} className="inline-flex min-h-11 items-center">
            Back
          </Link>
        )}
        {more && (
          <Link to={pageTo(page + 1)} className="inline-flex min-h-11 items-center">
            More
          </Link>
        )}
      </p>
      <p>
        <Link to={`${base}/removals/poster`} className="inline-flex min-h-11 items-center">
          The page on which anybody can ask by themselves
        </Link>
      </p>
    </Page>
  );
}
