// The register of official accounts: anyone at the school can tell what speaks for it, who answers for each account
// and who approved it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { registeredAccounts } from '#app/domain/accounts/list-accounts.ts';
import { may } from '#app/domain/permissions.ts';
import { notHere, requireAtSchool } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { registerRows } from '#app/presenters/register.ts';

export const meta: MetaFunction = () => [{ title: 'Accounts · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    if (!may(person, 'accounts.read', school.id, at)) throw notHere();
    const scope = { schoolId: school.id, trustId: school.trustId };
    const accounts = await registeredAccounts(services.deps.db, scope, at);
    const mayAdd = may(person, 'account.register', school.id, at);
    return { base, schoolName: school.name, mayAdd, rows: registerRows(accounts, school.zone, at) };
  });

export default function Register() {
  const { base, schoolName, mayAdd, rows } = useLoaderData<typeof loader>();
  return (
    <Page width="wide">
      <PageHeader
        title="Accounts that speak for us"
        over={schoolName}
        back={{ to: base, label: 'Home' }}
        actions={
          mayAdd && (
            <ButtonLink kind="quiet" to={`${base}/register/new`}>
              Add an account
            </ButtonLink>
          )
        }
      >
        Anything not on this list does not speak for the school. If you find one that looks like ours, tell
        your headteacher.
      </PageHeader>
      <DataTable
        caption={`Official accounts of ${schoolName}`}
        columns={[
          {
            header: 'Account',
            cell: (row) => (
              <>
                <Link to={row.id} className="block">
                  {row.handle}
                </Link>
                <span className="block text-small font-normal text-quiet">{row.name}</span>
              </>
            ),
          },
          { header: 'On', cell: (row) => row.platform },
          { header: 'For', cell: (row) => row.purpose },
          { header: 'Answers for it', cell: (row) => row.ownerName },
          { header: 'Approved', cell: (row) => row.approved },
          {
            header: 'Now',
            cell: (row) => (
              <span className={row.open ? 'inline-flex gap-1.5 text-green' : 'inline-flex gap-1.5 text-red'}>
                <Icon name={row.open ? 'done' : 'stop'} size="small" />
                {row.open ? 'Open for posts' : 'Closed for posts'}
              </span>
            ),
          },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="No account is registered yet">
            An account can be used once the headteacher has approved it. Until then nothing speaks for the
            school.
          </EmptyState>
        }
      />
    </Page>
  );
}
