// The register of takedowns: every post that had to come down in a term, from the request until it was gone.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { clsx } from 'clsx';
import { ChoiceLinks } from '#app/components/choice-links.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FactsList } from '#app/components/facts-list.tsx';
import { Narrow, Page, PageHeader, Section } from '#app/components/page.tsx';
import { readRegister } from '#app/domain/takedowns/read-register.ts';
import { termOfAddress } from '#app/http/term-of-address.server.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { registerPage } from '#app/presenters/takedown-register.ts';

export const meta: MetaFunction = () => [{ title: 'Takedowns · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'takedown.register');
    const { term, terms } = termOfAddress(args.request.url, school.zone, at);
    const register = await readRegister(services.deps.db, person, { schoolId: school.id }, term, at);
    return registerPage(register, { base, zone: school.zone, at, term, terms });
  });

const TONES = { red: 'font-semibold text-red', amber: 'text-amber', plain: '' } as const;

export default function Takedowns() {
  const { terms, sums, lines, more, fileTo } = useLoaderData<typeof loader>();
  return (
    <Page width="wide">
      <Narrow>
        <PageHeader title="Takedowns">
          Every post that had to come down, from the moment somebody asked until it was gone.
        </PageHeader>
        <ChoiceLinks label="Which term" links={terms} />
        {lines.length > 0 && (
          <Section id="sums" title="This term">
            <FactsList facts={sums} brief />
            {/* A file is not a page: it is fetched as it is. */}
            <a href={fileTo} download className="inline-flex min-h-11 items-center self-start">
              Download as a table (CSV)
            </a>
          </Section>
        )}
      </Narrow>
      <DataTable
        caption="Takedowns of this term, the newest first"
        columns={[
          {
            header: 'Post',
            cell: (row) => (
              <span className="flex flex-col">
                {row.to ? <Link to={row.to}>{row.title}</Link> : <span>{row.title}</span>}
                <span className="text-small text-quiet">{row.over}</span>
              </span>
            ),
          },
          { header: 'Why', cell: (row) => row.cause },
          { header: 'Asked for', cell: (row) => row.asked },
          { header: 'Gone', cell: (row) => row.gone || <span className="text-quiet">{row.notGone}</span> },
          { header: 'It took', cell: (row) => row.took },
          {
            header: 'State',
            cell: (row) => <span className={clsx(TONES[row.tone])}>{row.standing}</span>,
          },
          { header: 'How it is known', cell: (row) => row.proof },
        ]}
        rows={lines}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Nothing came down in this term">
            A post that is taken down, or comes down by itself, stands here with its times.
          </EmptyState>
        }
      />
      {more > 0 && (
        <p className="text-quiet">{`${more} older ones are in the table that you can download.`}</p>
      )}
    </Page>
  );
}
