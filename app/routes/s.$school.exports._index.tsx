// Files made for requests in law: those that can be fetched, and those that were.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { listExports } from '#app/domain/exports/ask-export.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { exportStateWords } from '#app/presenters/subject-exports.ts';
import { whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'A pupil’s records · Gatepost' }];

/** Nobody turns so many pages; a larger number is not a number that this page gave. */
const MOST_PAGES = 1_000;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'pupil.export');
    const asked = Number(new URL(args.request.url).searchParams.get('page') ?? '0');
    const page = Number.isInteger(asked) && asked >= 0 && asked <= MOST_PAGES ? asked : 0;
    const { lines, more } = await listExports(services.deps.db, person, school.id, page, at);
    return {
      base,
      page,
      more,
      lines: lines.map((line) => ({
        id: line.id,
        title: exportStateWords(line, at),
        over: `${line.name}, ${line.reference}`,
        when: whenWords(line.askedAt, school.zone, at).text,
      })),
    };
  });

export default function Exports() {
  const { base, page, more, lines } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="A pupil’s records" back={{ to: `${base}/pupils`, label: 'Pupils' }}>
        Somebody may ask what the school keeps about a pupil. Find the pupil, then choose “Records for a
        request” on their page.
      </PageHeader>
      <div>
        <ButtonLink to={`${base}/pupils`} icon="search">
          Find the pupil
        </ButtonLink>
      </div>
      <StackList
        label="Files so far"
        items={lines.map(({ id, title, over, when }) => ({
          id,
          to: `${base}/exports/${id}`,
          title,
          over: `${over} · ${when}`,
        }))}
        empty={
          <EmptyState title="No file yet">
            Each file can be fetched for a day and is then destroyed. That it was made stays on this list.
          </EmptyState>
        }
      />
      <p className="flex gap-6">
        {page > 0 && (
          <Link to={`${base}/exports?page=${page - 1}`} className="inline-flex min-h-11 items-center">
            Newer
          </Link>
        )}
        {more && (
          <Link to={`${base}/exports?page=${page + 1}`} className="inline-flex min-h-11 items-center">
            Older
          </Link>
        )}
      </p>
    </Page>
  );
}
