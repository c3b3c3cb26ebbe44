// Writing one post. Whatever is pressed, what was typed is saved first; then the press is done, or said why it is not.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { AlsoOn } from '#app/components/compose/also-on.tsx';
import { ComposeForm } from '#app/components/compose/compose-form.tsx';
import { CorrectionNotices } from '#app/components/correction-notices.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PostTrack } from '#app/components/post-track.tsx';
import { readCorrectionLinks } from '#app/domain/corrections/read-links.ts';
import { readAccountsToChoose, readFurtherDrafts } from '#app/domain/cross-posts/read-further.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import { putPhotoFirst, removePhoto } from '#app/domain/posts/remove-photo.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { draftFieldsIn } from '#app/http/draft-form.ts';
import { isFindingPress, pressFinding } from '#app/http/finding-press.server.ts';
import { notOurForm } from '#app/http/form.server.ts';
import { readPhotoForm } from '#app/http/photo-form.server.ts';
import { takingInto } from '#app/http/photos-of-form.server.ts';
import { type AtPost, postHere } from '#app/http/post-here.server.ts';
import { answering, orRefused, type Refused } from '#app/http/respond.server.ts';
import { saveForm } from '#app/http/save-form.server.ts';
import { type ComposeAnswer, composePage } from '#app/presenters/compose.ts';
import { correctionNotes } from '#app/presenters/corrections.ts';
import { furtherStandings } from '#app/presenters/further-accounts.ts';
import { composeChecks } from '#app/presenters/compose-checks.ts';

export const meta: MetaFunction = () => [{ title: 'Write a post · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, services, at, of, base, here } = await postHere(args);
    const draft = await readDraft(services.deps.db, person, of, at);
    if (!draft.editable || draft.facts.lead) throw redirect(here);
    const { facts, people, answers, sentBack } = draft;
    const { db } = services.deps;
    return {
      ...composePage(facts, person, { base, people, answers, sentBack, uploadKey: randomUUID() }),
      further: furtherStandings(await readFurtherDrafts(db, facts), facts, people),
      corrections: correctionNotes(await readCorrectionLinks(db, person, facts), {
        ...{ base, zone: facts.school.zone, now: at },
      }),
      otherAccounts: (await readAccountsToChoose(db, facts)).length > 0,
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const at = await postHere(args);
    await readDraft(at.services.deps.db, at.person, at.of, at.at);
    const key = new URL(args.request.url).searchParams.get('upload') ?? randomUUID();
    const { take, refusals: photos } = takingInto(at.services.deps, at.person, at.ref, key);
    const read = await orRefused(() => readPhotoForm(args.request, take));
    if (read.refused) return said(answerFor(read.refused), read.refused.status);
    const form = read.value;
    const intent = String(form.get('intent') ?? 'save');
    if (intent === 'theirs') throw redirect(`${at.here}/edit`);
    const saved = await saveForm(at, form);
    if (!saved.ok) {
      const { refused, conflicts, errors, status } = saved;
      return said({ typed: draftFieldsIn(form), refused, conflicts, errors, photoRefusals: photos }, status);
    }
    if (photos.length > 0) return said({ photoRefusals: photos }, 422);
    if (isFindingPress(intent)) return pressed(at, form, intent, saved.version);
    return press(at, intent, saved.version);
  });

const said = (answer: Partial<ComposeAnswer>, status: number) =>
  json<ComposeAnswer>(
    {
      typed: null,
      refused: null,
      conflicts: [],
      errors: {},
      photoRefusals: [],
      asked: [],
      askedOf: null,
      ...answer,
    },
    { status },
  );

const answerFor = ({ sentence, todo }: Refused): Partial<ComposeAnswer> => ({ refused: { sentence, todo } });

/** A button beside what was found in a text; the page then stands where that is. */
async function pressed(at: AtPost, form: FormData, intent: string, version: number) {
  const done = await orRefused(() => pressFinding(at, form, { version }));
  if (!done.refused) throw redirect(`${at.here}/edit#${/^fix photo/.test(intent) ? 'photos' : 'text'}`);
  return said(answerFor(done.refused), done.refused.status);
}

/** Does what was pressed, once everything typed is saved. */
async function press(at: AtPost, intent: string, version: number) {
  const { services, person, of, ref, here, base } = at;
  const [what, postPhotoId = ''] = intent.split(':');
  if (what === 'save') throw redirect(`${here}/edit`);
  if (what === 'accounts') throw redirect(`${here}/accounts`);
  if (what === 'people') throw redirect(`${here}/photos/${postPhotoId}`);
  if (what === 'about') throw redirect(`${here}/about/${postPhotoId}`);
  if (what === 'remove' || what === 'first') {
    const change = what === 'remove' ? removePhoto : putPhotoFirst;
    const done = await orRefused(() => change(services.deps, person, ref, { version, postPhotoId }));
    if (!done.refused) throw redirect(`${here}/edit#photos`);
    return said(answerFor(done.refused), done.refused.status);
  }
  if (what !== 'submit') throw notOurForm();
  const sent = await orRefused(() => submitPost(services.deps, person, ref, { version }));
  if (!sent.refused) throw redirect(`${base}?sent=${sent.value.someoneCanApprove ? 'yes' : 'nobody'}`);
  const { issues, status } = sent.refused;
  if (issues.length === 0) return said(answerFor(sent.refused), status);
  const draft = await readDraft(services.deps.db, person, of, services.deps.clock.now());
  return said({ asked: composeChecks(draft.facts, draft, issues).issues, askedOf: version }, 422);
}

export default function EditPost() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ComposeAnswer | undefined;
  return (
    <Page>
      <PageHeader
        title={page.status === 'changes_requested' ? 'Change your post' : 'Write a post'}
        over={`${page.about} · ${page.handle}`}
        back={{ to: page.base, label: 'Home' }}
        actions={
          <Link
            to={`${page.base}/posts/${page.postId}`}
            className="inline-flex min-h-11 items-center text-small"
          >
            History, or cancel it
          </Link>
        }
      >
        <PostTrack compact status={page.status} />
      </PageHeader>
      {page.sentBack && (
        <Notice
          kind="needs-you"
          word="Sent back"
          title={`${page.sentBack.byName} asked for a change ${page.sentBack.when.relative}.`}
        >
          <blockquote className="border-l-2 border-amber pl-3 whitespace-pre-wrap">
            {page.sentBack.reason}
          </blockquote>
        </Notice>
      )}
      <CorrectionNotices notes={page.corrections} />
      <ComposeForm
        page={page}
        answer={answer}
        also={<AlsoOn further={page.further} others={page.otherAccounts} />}
      />
    </Page>
  );
}
