// The page of a kind of permission: what happened last, what is on record, and the form for the next.
import { useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Notice } from '../notice.tsx';
import { Page, PageHeader, Section } from '../page.tsx';

/** What is said after something was done, by the `note` in the page's address. */
export type DoneNotes = Readonly<Record<string, { title: string; text?: string }>>;

interface PermissionPageProps {
  title: string;
  /** one sentence or two below the title */
  lead: string;
  back?: { to: string; label: string };
  notes: DoneNotes;
  /** what was wrong with the form just sent; null when none was */
  errors: Readonly<Record<string, string>> | null;
  list: { id: string; title: string; body: ReactNode };
  form: { id: string; title: string; hint?: string; body: ReactNode };
}

export function PermissionPage({ title, lead, back, notes, errors, list, form }: PermissionPageProps) {
  const [search] = useSearchParams();
  const note = errors ? undefined : notes[search.get('note') ?? ''];
  return (
    <Page>
      <PageHeader title={title} {...(back ? { back } : {})}>
        {lead}
      </PageHeader>
      {note && (
        <Notice kind="done" title={note.title} announce>
          {note.text}
        </Notice>
      )}
      <Section id={list.id} title={list.title}>
        {list.body}
      </Section>
      <Section id={form.id} title={form.title} hint={form.hint}>
        <ErrorSummary title="Not recorded yet. Nothing is lost." lines={summaryOf(errors ?? {})} />
        {form.body}
      </Section>
    </Page>
  );
}
