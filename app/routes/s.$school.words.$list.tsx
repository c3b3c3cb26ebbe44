// One of the trust's lists of words: read, changed as one entry a line, looked at once more, and published.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { TextArea } from '#app/components/text-area.tsx';
import { WordListPreview } from '#app/components/word-list-preview.tsx';
import { previewList } from '#app/domain/words/lists/preview-list.ts';
import { publishList } from '#app/domain/words/lists/publish-list.ts';
import { readList } from '#app/domain/words/lists/read-lists.ts';
import { WORD_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { notHere, requireDoor, type WebArgs } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { entryErrors, listPage, previewWords } from '#app/presenters/word-lists.ts';

export const meta: MetaFunction = () => [{ title: 'Word list · Gatepost' }];

async function listHere(args: WebArgs) {
  const here = await requireDoor(args, 'words.keep');
  const list = WORD_LISTS.find((name) => name === args.params['list']);
  if (!list) throw notHere();
  return { ...here, list, to: `${here.base}/words/${list}` };
}

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base, list, to } = await listHere(args);
    const asked = new URL(args.request.url).searchParams.get('version');
    const version = asked === null ? undefined : Number(asked);
    if (version !== undefined && !(Number.isInteger(version) && version > 0 && version < 1e6))
      throw notHere();
    const whole = await readList(services.deps.db, person, school, { list, version }, at);
    return { base, to, ...listPage(whole, school.zone, at) };
  });

const Pressed = z.object({
  intent: z.enum(['preview', 'publish']),
  base: z.coerce.number().int().min(0).max(1e6),
  entries: z.string().max(200_000),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, list, to } = await listHere(args);
    const { intent, base, entries: typed } = requireFields(await readForm(args.request), Pressed);
    const { deps } = services;
    const preview = await previewList(deps.db, person, school, { list, typed }, at);
    const errors = entryErrors(preview.issues);
    const stale = preview.version !== base;
    const said = (status: number) =>
      json({ typed, errors, stale, preview: errors.length > 0 ? null : previewWords(preview) }, { status });
    if (errors.length > 0) return said(422);
    if (intent === 'preview') return said(stale ? 409 : 200);
    const published = await publishList(deps, person, { schoolId: school.id, list, typed, base });
    if (published.ok) throw redirect(`${to}?note=published`);
    return said(published.why === 'stale' ? 409 : 200);
  });

export default function WordList() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [search] = useSearchParams();
  const errors = answer?.errors ?? [];
  const preview = answer?.preview ?? null;
  return (
    <Page>
      <PageHeader title={page.title} back={{ to: `${page.base}/words`, label: 'Word lists' }}>
        {page.does}
      </PageHeader>
      {!answer && search.get('note') === 'published' && (
        <Notice kind="done" title={`Version ${page.version} is published.`} announce>
          It counts from now on in every school of the trust.
        </Notice>
      )}
      {answer?.stale && (
        <Notice kind="needs-you" title="Somebody published a newer version while you were writing." announce>
          Nothing of yours is lost: it stands below as you typed it. See what it would change now, then
          publish it or put back what would go out.
        </Notice>
      )}
      {!answer && page.older !== null && (
        <Notice
          kind="info"
          word="An older version"
          title={`This is version ${page.older}. It no longer counts.`}
          action={<Link to={page.to}>Back to the version that counts</Link>}
        >
          To go back to it, look at what would change and publish it again. It becomes the newest version.
        </Notice>
      )}
      <ErrorSummary
        title="Not published yet. Nothing is lost."
        lines={errors.map((message) => ({ message, fieldId: 'entries' }))}
      />
      <Form
        key={answer ? 'typed' : `${page.version}-${page.older}`}
        method="post"
        action={page.to}
        className="flex flex-col gap-6"
      >
        <input type="hidden" name="base" value={preview?.base ?? page.version} />
        {preview && <WordListPreview preview={preview} />}
        <TextArea
          label="Entries, one a line"
          name="entries"
          hint={page.line}
          rows={page.rows}
          spellCheck={false}
          autoCapitalize="off"
          defaultValue={answer?.typed ?? page.text}
          {...(errors[0] ? { error: errors[0] } : {})}
        />
        <div className="flex flex-wrap gap-3">
          {preview && !preview.nothing && (
            <Button name="intent" value="publish" icon="check" busy={busy}>
              Publish these changes
            </Button>
          )}
          <Button
            name="intent"
            value="preview"
            {...(preview && !preview.nothing ? { kind: 'quiet' as const } : {})}
            busy={busy}
          >
            {preview ? 'Look at it again' : 'See what would change'}
          </Button>
        </div>
      </Form>
      {page.versions.length > 0 && (
        <Section id="versions" title="All versions" hint="None is ever changed or thrown away.">
          <ol className="divide-y divide-line rounded-card border border-line bg-paper">
            {page.versions.map(({ version, words, count, shown, inForce }) => (
              <li key={version} className="flex flex-wrap items-center justify-between gap-x-4 px-4 py-2">
                <span>
                  {words} <span className="text-small text-quiet">· {count}</span>
                </span>
                {inForce ? (
                  <span className="inline-flex min-h-11 items-center text-small font-semibold text-green">
                    Counts now
                  </span>
                ) : shown ? (
                  <span className="inline-flex min-h-11 items-center text-small text-quiet">Shown above</span>
                ) : (
                  <Link
                    to={`${page.to}?version=${version}`}
                    className="inline-flex min-h-11 items-center text-small"
                  >
                    Read it
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </Section>
      )}
    </Page>
  );
}
