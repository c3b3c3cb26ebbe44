// The start: one school leads straight home; two or more are chosen between. Whoever works for the whole trust sees
// its schools side by side, as states and counts.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { may } from '#app/domain/permissions.ts';
import { countPosts } from '#app/domain/posts/list-posts.ts';
import { ownSchools, requirePerson } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { countWords } from '#app/presenters/post-counts.ts';
import { roleWords } from '#app/presenters/roles.ts';

export const meta: MetaFunction = () => [{ title: 'Choose a school · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const who = await requirePerson(args);
    const { person, services, at } = who;
    const schools = await ownSchools(who);
    const [only] = schools;
    if (only && schools.length === 1) throw redirect(`/s/${only.slug}`);
    const rows = [];
    for (const school of schools) {
      const counted = may(person, 'register.counts', school.id, at);
      rows.push({
        id: school.id,
        to: `/s/${school.slug}`,
        name: school.name,
        role: roleWords(school.roles),
        counts: counted ? countWords(await countPosts(services.deps.db, school.id)) : null,
      });
    }
    return { name: person.name, practice: schools.some((school) => school.practice), rows };
  });

export default function ChooseSchool() {
  const { name, practice, rows } = useLoaderData<typeof loader>();
  return (
    <PlainFrame practice={practice} policyHref="/policy">
      <Page>
        <PageHeader title="Where are you working now?" over={name} />
        <StackList
          label="Your schools"
          items={rows.map((row) => ({
            id: row.id,
            to: row.to,
            title: row.name,
            over: row.role,
            children: row.counts && <p className="text-small text-quiet">{row.counts}</p>,
          }))}
          empty={
            <EmptyState title="You have no role at a school now">
              Your roles have ended, or have not begun yet. If that is wrong, ask whoever looks after Gatepost
              at your school.
            </EmptyState>
          }
        />
        <Form method="post" action="/sign-out">
          <Button kind="quiet" icon="leave">
            Sign out
          </Button>
        </Form>
      </Page>
    </PlainFrame>
  );
}
