// Writes a consent form: a new one from starting words, the next version of one, or one in another language. Looked at as a family
// sees it, then published; what is published is what was looked at.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { CarriedFields } from '#app/components/carried-fields.tsx';
import { Select } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FormQuestions, FormWords, TranslatedQuestions } from '#app/components/form-editor.tsx';
import { FormPreview } from '#app/components/form-preview.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { formIssues, tidyForm, translationIssues, wordingHashOf } from '#app/domain/consent/form-text.ts';
import { publishForm } from '#app/domain/consent/publish-form.ts';
import { startForm } from '#app/domain/consent/start-form.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { formTextIn, translationIn } from '#app/http/form-editor.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { familyForm } from '#app/presenters/family-page.ts';
import { formErrors, TRANSLATION_LANGUAGES } from '#app/presenters/forms.ts';

export const meta: MetaFunction = () => [{ title: 'Write a consent form · Gatepost' }];

const Asked = z.object({
  from: z.uuid().nullable().catch(null),
  as: z.enum(['new_version', 'translation']).catch('new_version'),
});

const askedBy = (request: Request) => {
  const search = new URL(request.url).searchParams;
  return Asked.parse({ from: search.get('from'), as: search.get('as') });
};

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'form.publish');
    const { from, as } = askedBy(args.request);
    const started = await startForm(services.deps.db, person, { schoolId: school.id, fromId: from, as }, at);
    return { base, fromId: from, ...started, requestKey: randomUUID() };
  });

const Sent = z.object({
  intent: z.enum(['more', 'look', 'change', 'publish']),
  requestKey: z.uuid(),
  seenHash: z.string().max(64).default(''),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'form.publish');
    const { from, as } = askedBy(args.request);
    const scope = { schoolId: school.id, fromId: from, as };
    const { original } = await startForm(services.deps.db, person, scope, at);
    const form = await readForm(args.request);
    const { intent, requestKey, seenHash } = requireFields(form, Sent);
    const typed = original ? translationIn(form, original) : formTextIn(form);
    const text = tidyForm(typed);
    const page = { text: typed, requestKey, blank: intent === 'more', preview: null, hash: '', fields: [] };
    if (intent === 'more' || intent === 'change') return json({ ...page, errors: {} });
    const issues = [...formIssues(text), ...(original ? translationIssues(original, text) : [])];
    if (issues.length > 0) return json({ ...page, errors: formErrors(issues) }, { status: 422 });
    if (intent === 'look')
      return json({
        ...page,
        errors: {},
        preview: familyForm(text, text.options, null, school.zone),
        hash: wordingHashOf(text),
        fields: fieldsOfForm(form),
      });
    const done = await orRefused(() =>
      publishForm(services.deps, person, { ...scope, text, seenHash, requestKey }),
    );
    if (done.refused) return json({ ...page, errors: { title: CHANGED } }, { status: done.refused.status });
    if (!done.value.ok) return json({ ...page, errors: formErrors(done.value.issues) }, { status: 422 });
    throw redirect(`${base}/forms/${done.value.formVersionId}?published`);
  });

const CHANGED =
  'Nothing was published: the words are not those that you looked at, or somebody published a newer version. Look at it again.';

/** Every field as it was sent, to be sent again from the preview. */
const fieldsOfForm = (form: FormData): [string, string][] =>
  [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !['intent', 'requestKey', 'seenHash'].includes(name) ? [[name, value]] : [],
  );

export default function WriteForm() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { original } = page;
  const errors: Record<string, string> = answer?.errors ?? {};
  const text = answer?.text ?? page.text;
  const back = page.fromId
    ? { to: `${page.base}/forms/${page.fromId}`, label: 'Back to the form' }
    : { to: `${page.base}/forms`, label: 'Consent forms' };
  if (answer?.preview) return <Look page={page} look={{ ...answer, preview: answer.preview }} back={back} />;
  return (
    <Page>
      <PageHeader title={titleOf(page)} back={back}>
        {original
          ? 'The same questions with the same meanings, in other words. Only the words are yours to write.'
          : 'Each use is a question of its own, and nothing is ticked beforehand. What is not asked counts as no.'}
      </PageHeader>
      <ErrorSummary title="Not published yet. Nothing is lost." lines={summaryOf(errors)} />
      <Form method="post" noValidate className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={answer?.requestKey ?? page.requestKey} />
        {original ? (
          <Select
            label="Language"
            name="language"
            choices={TRANSLATION_LANGUAGES.filter(({ value }) => !page.taken.includes(value))}
            defaultValue={text.language}
            error={errors['language']}
          />
        ) : (
          <input type="hidden" name="language" value={text.language} />
        )}
        <FormWords text={text} errors={errors} />
        <Section id="the-questions" title="The questions">
          {original ? (
            <TranslatedQuestions original={original.options} text={text} errors={errors} />
          ) : (
            <FormQuestions
              key={`${text.options.length} ${answer?.blank ?? false}`}
              text={text}
              errors={errors}
              blank={answer?.blank ?? false}
            />
          )}
        </Section>
        {!original && (
          <div>
            <Button kind="quiet" icon="plus" name="intent" value="more">
              Add a question
            </Button>
          </div>
        )}
        <StickyActions>
          <Button icon="next" wide name="intent" value="look">
            See it as a family will
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}

const titleOf = ({ original, fromId }: { original: unknown; fromId: string | null }): string =>
  original ? 'The form in another language' : fromId ? 'The next version' : 'Write a form';

interface LookProps {
  page: { base: string };
  look: {
    preview: Parameters<typeof FormPreview>[0]['form'];
    requestKey: string;
    hash: string;
    fields: [string, string][];
  };
  back: { to: string; label: string };
}

function Look({ look, back }: LookProps) {
  return (
    <Page>
      <PageHeader title="As a family will see it" back={back}>
        Read it once more, aloud if you can. Once it is published, its words never change.
      </PageHeader>
      <FormPreview form={look.preview} />
      <Form method="post" className="flex flex-col gap-3">
        <CarriedFields fields={look.fields} plain />
        <input type="hidden" name="requestKey" value={look.requestKey} />
        <input type="hidden" name="seenHash" value={look.hash} />
        <StickyActions>
          <Button icon="check" wide name="intent" value="publish">
            Publish these words
          </Button>
          <Button kind="quiet" icon="back" name="intent" value="change">
            Change something
          </Button>
        </StickyActions>
      </Form>
    </Page>
  );
}
