// The trust's own lists of words: what each does to posts, and how it stands.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { StackList } from '#app/components/card.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { readLists } from '#app/domain/words/lists/read-lists.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { listLines } from '#app/presenters/word-lists.ts';

export const meta: MetaFunction = () => [{ title: 'Word lists · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'words.keep');
    const lists = await readLists(services.deps.db, person, school, at);
    return { base, lines: listLines(lists, school.zone, at) };
  });

export default function WordLists() {
  const { base, lines } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Word lists" back={{ to: `${base}/tasks`, label: 'Tasks' }}>
        <p>
          What your trust adds to the checks of words. A list counts in every school of the trust, from the
          moment it is published.
        </p>
        <p className="mt-2">
          <Link to={`${base}/words/try`} className="inline-flex min-h-11 items-center">
            Try a text on the checks
          </Link>
        </p>
      </PageHeader>
      <StackList
        label="Lists"
        empty={null}
        items={lines.map(({ list, title, does, standing }) => ({
          id: list,
          to: `${base}/words/${list}`,
          title,
          children: (
            <>
              <p>{does}</p>
              <p className="text-small text-quiet">{standing}</p>
            </>
          ),
        }))}
      />
    </Page>
  );
}
