// A parent's or carer's own page about one pupil: reads the school's questions, says yes or no, changes their mind. Opening it
// changes nothing; it shows what this one person has said, and nothing else.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FamilyFrame } from '#app/components/family-frame.tsx';
import { FormClosing, FormWording } from '#app/components/family-form.tsx';
import { FamilyQuestions } from '#app/components/family-questions.tsx';
import { PageHeader, Section } from '#app/components/page.tsx';
import { StickyActions } from '#app/components/sticky-actions.tsx';
import { answerByLink } from '#app/domain/consent/answer-by-link.ts';
import { ownAnswersOf } from '#app/domain/consent/open-link.ts';
import { listReceipts } from '#app/domain/consent/read-receipt.ts';
import { AppError } from '#app/domain/errors.ts';
import { isPractice } from '#app/domain/school/installation.ts';
import { answersIn } from '#app/http/answers-form.ts';
import { typedIn } from '#app/http/consent-forms.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { openLinkOf } from '#app/http/link-door.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { familyErrors, familyPage } from '#app/presenters/family-page.ts';
import { familyWords } from '#app/presenters/family-words.ts';

export { LinkEnded as ErrorBoundary } from '#app/components/family-frame.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? familyWords(data.pageLanguage).page.title(data.forename) : 'This link does not open' },
];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { link, here, services, at } = await openLinkOf(args);
    const { db } = services.deps;
    return {
      ...familyPage(link, await ownAnswersOf(db, link, at), await listReceipts(db, link)),
      here,
      practice: await isPractice(db),
      requestKey: randomUUID(),
    };
  });

const Sent = z.object({ requestKey: z.uuid(), formVersionId: z.uuid() });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { link, here, services } = await openLinkOf(args);
    const form = await readForm(args.request);
    const sent = requireFields(form, Sent);
    const answers = answersIn(form, link.options);
    const typed = typedIn(form);
    try {
      const done = await answerByLink(services.deps, link, { ...sent, answers });
      if (!done.ok)
        return json({ errors: familyErrors(done.issues, link.form.language), typed }, { status: 422 });
      throw redirect(`${here}/receipts/${done.receiptId}?saved`);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'stale_revision') throw error;
      const { errors } = familyWords(link.form.language);
      return json({ errors: { wording: errors.form_changed }, typed: {} }, { status: 409 });
    }
  });

export default function OwnPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = familyWords(page.pageLanguage);
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string[]> = answer?.typed ?? {};
  return (
    <FamilyFrame language={page.pageLanguage} schoolName={page.schoolName} practice={page.practice}>
      <PageHeader title={words.page.title(page.forename)}>
        {page.tripName && words.page.trip(page.tripName)}
      </PageHeader>
      <ErrorSummary
        title={words.errors.title}
        lines={summaryOf(errors).map(({ fieldId, message }) => ({
          message,
          ...(fieldId === 'answers' ? { fieldId: 'questions' } : fieldId ? { fieldId } : {}),
        }))}
      />
      {page.languages.length > 0 && (
        <nav aria-label={words.page.otherLanguage} className="flex flex-wrap gap-x-4">
          {page.languages.map(({ tag, name }) => (
            <a
              key={tag}
              href={`${page.here}?lang=${tag}`}
              lang={tag}
              hrefLang={tag}
              className="inline-flex min-h-11 items-center"
            >
              {name}
            </a>
          ))}
        </nav>
      )}
      <FormWording form={page.form} />
      <Form method="post" noValidate className="flex flex-col gap-6">
        <input type="hidden" name="requestKey" value={typed['requestKey']?.[0] ?? page.requestKey} />
        <input type="hidden" name="formVersionId" value={page.formVersionId} />
        <Section id="questions" title={words.page.questions} hint={words.page.intro}>
          <FamilyQuestions
            questions={page.form.questions}
            language={page.form.language}
            words={words.page}
            errors={errors}
            typed={typed}
          />
        </Section>
        <StickyActions>
          <Button icon="check" wide>
            {words.page.save}
          </Button>
        </StickyActions>
      </Form>
      <FormClosing form={page.form} words={words.page} />
      {page.receipts.length > 0 && (
        <Section id="receipts" title={words.page.receipts}>
          <ul>
            {page.receipts.map(({ id, when }) => (
              <li key={id}>
                <a href={`${page.here}/receipts/${id}`} className="inline-flex min-h-11 items-center">
                  {when}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="text-small text-quiet">
        {words.page.until(page.until)} {words.page.yours}
      </p>
    </FamilyFrame>
  );
}
