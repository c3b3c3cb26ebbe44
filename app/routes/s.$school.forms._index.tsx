// The consent forms of a school: every version that was published, newest first, and the way to write the next.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { listForms } from '#app/domain/consent/read-forms.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { formLines } from '#app/presenters/forms.ts';

export const meta: MetaFunction = () => [{ title: 'Consent forms · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'form.publish');
    const forms = await listForms(services.deps.db, person, school.id, at);
    return { base, forms: formLines(forms, school.zone, at) };
  });

export default function Forms() {
  const { base, forms } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title="Consent forms" back={{ to: `${base}/consent`, label: 'Consent' }}>
        The exact words that families are asked. A published form never changes; other words are a new
        version.
      </PageHeader>
      <div>
        <ButtonLink to={`${base}/forms/new`} icon="plus">
          Write a form
        </ButtonLink>
      </div>
      <StackList
        label="Published forms"
        items={forms.map(({ id, title, over, lines }) => ({
          id,
          to: `${base}/forms/${id}`,
          title,
          over,
          children: <p className="text-small text-quiet">{lines.join('. ')}.</p>,
        }))}
        empty={
          <EmptyState title="No form is published yet">
            Start from our neutral words, change what you like, look at it as a family will, and publish it.
          </EmptyState>
        }
      />
    </Page>
  );
}
