// One published form: as families see it, what each question means, what changed since the version before, its languages, and what
// can be done next.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { FactsList } from '#app/components/facts-list.tsx';
import { FormPreview } from '#app/components/form-preview.tsx';
import { MarkedWords } from '#app/components/marked-words.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { readForm } from '#app/domain/consent/read-forms.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { familyForm } from '#app/presenters/family-page.ts';
import { formPage } from '#app/presenters/forms.ts';

export const meta: MetaFunction = () => [{ title: 'A consent form · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'form.publish');
    const ref = { schoolId: school.id, formVersionId: uuidParam(args, 'formVersionId') };
    const read = await readForm(services.deps.db, person, ref, at);
    return {
      base,
      page: formPage(read, school.zone, at),
      preview: familyForm(read.form, read.form.options, null, school.zone),
    };
  });

export default function PublishedForm() {
  const { base, page, preview } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const forms = `${base}/forms`;
  const here = `${forms}/${page.id}`;
  return (
    <Page>
      <PageHeader title={page.title} over={page.over} back={{ to: forms, label: 'Consent forms' }} />
      {search.has('published') && (
        <Notice kind="done" title="It is published." announce>
          Its words never change from now on. Families who are asked from this moment read them.
        </Notice>
      )}
      <Notice kind={page.standing.kind} title={page.standing.words} />
      <FactsList facts={page.facts} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink to={`${forms}/new?from=${page.id}`} kind="quiet" icon="pencil">
          Write the next version
        </ButtonLink>
        {page.asks && (
          <ButtonLink to={`${forms}/new?from=${page.id}&as=translation`} kind="quiet" icon="plus">
            In another language
          </ButtonLink>
        )}
      </div>
      {page.translations.length > 0 && (
        <p>
          Also in{' '}
          {page.translations.map(({ id, name }) => (
            <Link key={id} to={`${forms}/${id}`} className="mr-3 inline-flex min-h-11 items-center">
              {name}
            </Link>
          ))}
        </p>
      )}
      <Section id="seen" title="As a family sees it">
        <FormPreview form={preview} />
      </Section>
      {page.meanings.length > 0 && (
        <Section id="meanings" title="What a yes means">
          <ol className="flex list-decimal flex-col gap-3 pl-6">
            {page.meanings.map(({ label, meaning }) => (
              <li key={label}>
                <p lang={page.language} dir="auto">
                  {label}
                </p>
                <p className="text-small text-quiet">{meaning}</p>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {page.earlier && (
        <Section
          id="changes"
          title={`What changed since version ${page.earlier.number}`}
          actions={<Link to={`${forms}/${page.earlier.id}`}>Open version {page.earlier.number}</Link>}
        >
          {page.earlier.changes.length === 0 && <p>Nothing: the words and meanings are the same.</p>}
          <ul className="flex flex-col gap-4">
            {page.earlier.changes.map(({ title, runs, note }, index) => (
              <li key={index}>
                <p className="text-small font-semibold text-quiet">{title}</p>
                <MarkedWords runs={runs} />
                {note && <p className="text-small text-quiet">{note}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!page.retired && (
        <p>
          <Link to={`${here}/retire`} className="inline-flex min-h-11 items-center">
            Retire this form
          </Link>
        </p>
      )}
    </Page>
  );
}
