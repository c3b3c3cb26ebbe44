// A receipt for the person who answered: what they said, the exact words they were asked with, and how to change it. Prints on
// one page, and opens again by the same link.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FactsList } from '#app/components/facts-list.tsx';
import { FamilyFrame } from '#app/components/family-frame.tsx';
import { FormWording } from '#app/components/family-form.tsx';
import { Icon } from '#app/components/icon.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeader, Section } from '#app/components/page.tsx';
import { readReceipt } from '#app/domain/consent/read-receipt.ts';
import { isPractice } from '#app/domain/school/installation.ts';
import { uuidParam } from '#app/http/actor.server.ts';
import { openLinkOf } from '#app/http/link-door.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { receiptPage } from '#app/presenters/family-page.ts';
import { familyWords } from '#app/presenters/family-words.ts';

export { LinkEnded as ErrorBoundary } from '#app/components/family-frame.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? familyWords(data.pageLanguage).receipt.title : 'This link does not open' },
];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { link, here, services } = await openLinkOf(args);
    const receipt = await readReceipt(services.deps.db, link, uuidParam(args, 'receiptId'));
    return {
      ...receiptPage(link, receipt),
      here,
      saved: new URL(args.request.url).searchParams.has('saved'),
      practice: await isPractice(services.deps.db),
    };
  });

export default function ReceiptForPrinting() {
  const page = useLoaderData<typeof loader>();
  const words = familyWords(page.pageLanguage);
  return (
    <FamilyFrame language={page.pageLanguage} schoolName={page.schoolName} practice={page.practice}>
      {page.saved && (
        <div className="not-on-paper">
          <Notice kind="done" word={words.receipt.title} title={words.receipt.saved} announce>
            {words.receipt.counts} {words.receipt.print}
          </Notice>
        </div>
      )}
      <div className="receipt flex flex-col gap-5">
        <PageHeader title={words.receipt.title} />
        <FactsList facts={page.facts} />
        <Section id="answers" title={words.receipt.answers}>
          <ol lang={page.form.language} className="flex flex-col gap-3">
            {page.lines.map(({ label, yes, said, notes }) => (
              <li key={label} className="flex gap-2.5 border-t border-line pt-3">
                <span className={yes ? 'text-green' : 'text-red'}>
                  <Icon name={yes ? 'check' : 'cross'} />
                </span>
                <div className="min-w-0">
                  <p>{label}</p>
                  <p className="font-semibold">{said}</p>
                  {notes.length > 0 && <p className="text-small text-quiet">{notes.join(' ')}</p>}
                </div>
              </li>
            ))}
          </ol>
        </Section>
        <Section id="change" title={words.receipt.change}>
          <p className="text-small">
            <span lang={page.form.language}>{page.form.howToWithdraw}</span>{' '}
            {words.receipt.sameLink(page.until)}
          </p>
        </Section>
        <Section id="words" title={words.receipt.wording}>
          <div className="receipt-wording flex flex-col gap-3 text-small">
            <FormWording form={page.form} />
            <p>
              {words.page.responsible}: {page.form.controllers.join('; ')}
            </p>
          </div>
        </Section>
      </div>
      <p className="not-on-paper">
        <a href={page.here} className="inline-flex min-h-11 items-center">
          {words.receipt.back}
        </a>
      </p>
    </FamilyFrame>
  );
}
