// Everything that is done now and then, on one page, so that the navigation holds only what is used every day.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Icon } from '#app/components/icon.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { requireAtSchool } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { taskGroups } from '#app/presenters/tasks.ts';

export const meta: MetaFunction = () => [{ title: 'Everything else · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, at, base } = await requireAtSchool(args);
    return { base, groups: taskGroups(person, school, at) };
  });

export default function EverythingElse() {
  const { base, groups } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Everything else" />
      {groups.map(({ title, tasks }, index) => (
        <Section key={title} id={`group-${index}`} title={title}>
          <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
            {tasks.map(({ to, label, about }) => (
              <li key={to}>
                <Link
                  to={to.startsWith('/') ? to : `${base}/${to}`}
                  className="flex min-h-11 items-center gap-3 px-4 py-3 text-ink no-underline hover:bg-green-wash"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block font-semibold">{label}</span>
                    <span className="block text-small text-quiet">{about}</span>
                  </span>
                  <Icon name="next" size="small" />
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}
