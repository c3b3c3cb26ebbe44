// Bringing in an export of the school's records: sends a file, and lists those that came before.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { StackList } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { receiveImport } from '#app/domain/import/receive-import.ts';
import { listImports } from '#app/domain/import/read-imports.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readFileForm } from '#app/http/import-form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { importFaultWords, importStateWords, staleWords } from '#app/presenters/imports.ts';
import { dayWords, whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Import · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'import.upload');
    const page = await listImports(services.deps.db, person, school.id, at);
    return {
      base,
      practice: school.practice,
      importId: randomUUID(),
      open: page.open && { id: page.open.id, state: importStateWords(page.open.state) },
      exported: page.exportedAt && dayWords(page.exportedAt, school.zone, at),
      stale: staleWords(page.staleInDays),
      doubtful: page.doubtful,
      all: page.all.map(({ id, state, uploadedAt }) => ({
        id,
        state: importStateWords(state),
        when: whenWords(uploadedAt, school.zone, at).text,
      })),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'import.upload');
    const { key: importId, bytes } = await readFileForm(args.request);
    const done = await orRefused(() =>
      receiveImport(services.deps, person, { schoolId: school.id, importId, bytes }),
    );
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ error: `${sentence} ${todo}` }, { status });
    }
    if (!done.value.ok) return json({ error: importFaultWords(done.value.code) }, { status: 422 });
    throw redirect(`${base}/imports/${importId}`);
  });

export default function Imports() {
  const { base, practice, importId, open, exported, stale, doubtful, all } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Page>
      <PageHeader title="Import" back={{ to: `${base}/pupils`, label: 'Pupils' }}>
        Bring in pupils, parents and carers, and consents from your school’s own system.{' '}
        {exported
          ? `The records in use were exported ${exported}.`
          : 'Until now the records are kept here by hand.'}
      </PageHeader>
      {stale && (
        <Notice
          kind="needs-you"
          title={stale}
          action={
            <ButtonLink kind="quiet" to={`${base}/records`}>
              Look up one post’s pupils
            </ButtonLink>
          }
        >
          Export the records again, and send the file here. For a post that cannot wait, its pupils can be
          looked up by hand.
        </Notice>
      )}
      {doubtful.missing + doubtful.unclear > 0 && (
        <Notice
          kind="needs-you"
          title={`${doubtful.missing + doubtful.unclear} pupils are not shown until somebody has looked.`}
          action={<ButtonLink to={`${base}/missing`}>Check them</ButtonLink>}
        >
          {doubtful.missing} were not in the last full file; of {doubtful.unclear} a row could not be read.
        </Notice>
      )}
      {open ? (
        <Notice
          kind="needs-you"
          title="A file is on its way."
          action={<ButtonLink to={`${base}/imports/${open.id}`}>Go on with it</ButtonLink>}
        >
          {open.state}.
        </Notice>
      ) : (
        <Section id="send" title="Send a file">
          {practice && (
            <Notice kind="info" title="Practice: no real children.">
              Files sent here are destroyed after a day.
            </Notice>
          )}
          {answer && (
            <ErrorSummary
              title="The file was not taken."
              lines={[{ message: answer.error, fieldId: 'file' }]}
            />
          )}
          <Form method="post" encType="multipart/form-data" className="flex flex-col gap-5">
            <input type="hidden" name="importId" value={importId} />
            <Field
              label="CSV or Excel file (XLSX)"
              name="file"
              type="file"
              accept=".csv,.tsv,.txt,.xlsx"
              hint="Up to 20 MB. It is kept encrypted, and destroyed a few days after the import."
              required
            />
            <div>
              <Button icon="plus" busy={busy}>
                {busy ? 'Sending the file' : 'Send this file'}
              </Button>
            </div>
          </Form>
        </Section>
      )}
      <Section id="before" title="Files so far">
        <StackList
          label="Files so far"
          items={all.map(({ id, state, when }) => ({
            id,
            to: `${base}/imports/${id}`,
            title: state,
            over: when,
          }))}
          empty={
            <EmptyState title="No file yet">
              What you send stands here, with a report of every row.
            </EmptyState>
          }
        />
      </Section>
    </Page>
  );
}
