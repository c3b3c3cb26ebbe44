// Writing a post on a phone: photos first, then the words, then what the author stands for, one column, one way on. It
// works as one plain form; with scripts it also saves itself, sends photos one by one and waits for them to be clean.
import { Form, useNavigation, useRevalidator } from '@remix-run/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { BASE, fieldPairs } from '#app/http/draft-form.ts';
import { quickLength } from '#app/domain/posts/quick-length.ts';
import type { ComposeAnswer, ComposePage } from '#app/presenters/compose.ts';
import type { IssueWords } from '#app/presenters/issues.ts';
import { Button } from '../button.tsx';
import { Checkbox, Select } from '../choices.tsx';
import { Issue, Notice, RefusalNote } from '../notice.tsx';
import { Section } from '../page.tsx';
import { PostPreview } from '../post-preview.tsx';
import { StickyActions } from '../sticky-actions.tsx';
import { TextArea } from '../text-area.tsx';
import { AddPhotos } from './add-photos.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { FoundInText } from './found-in-text.tsx';
import { PracticePhoto } from './practice-photo.tsx';
import { PhotoCard } from './photo-card.tsx';
import { ComposeSummary } from './compose-summary.tsx';
import { SaveNote } from './save-note.tsx';
import { useAutosave } from './use-autosave.ts';
import { useCleaning } from './use-cleaning.ts';
import { useSharedPhotos } from '../uploads/use-shared-photos.ts';
import { useUploads } from '../uploads/use-uploads.ts';
import { WhenItMayGo } from './when-it-may-go.tsx';

interface ComposeFormProps {
  page: ComposePage;
  /** what the page's action said about the last press, if it did not simply go on */
  answer: ComposeAnswer | undefined;
  /** the further accounts, with their own button in the form */
  also?: ReactNode;
}

export function ComposeForm({ page, answer, also }: ComposeFormProps) {
  const here = `${page.base}/posts/${page.postId}`;
  const form = useRef<HTMLFormElement>(null);
  const scripted = useScripted();
  const revalidator = useRevalidator();
  const busy = useNavigation().state === 'submitting';
  const fields = answer?.typed ?? page.fields;
  const save = useAutosave(form, page, `${here}/save`, answer);
  const uploads = useUploads({
    to: `${page.base}/uploads`,
    place: page.postId,
    about: { postId: page.postId },
    placed: page.photos.map(({ photoId }) => photoId),
    mostPhotos: page.limits.photos,
    mostBytes: page.limits.photoBytes,
    tooManyWords: page.words.tooManyPhotos,
    tooLargeWords: page.words.photoTooLarge,
    tooManyPixelsWords: page.words.photoTooManyPixels,
    onArrived: () => revalidator.revalidate(),
  });
  const sharedWords = useSharedPhotos(uploads.add);
  useCleaning(page.photos, `${here}/photo-states`, () => revalidator.revalidate());
  const [words, setWords] = useState(fields.words);

  const asked = useAsked(answer, page.version);
  const issues = asked ?? save.checks.issues;
  const errors = { ...answer?.errors, ...save.errors };
  const about = (field: string) => issues.filter((issue) => issue.field === field);
  const conflicts = answer?.conflicts.length
    ? answer.conflicts
    : save.state.kind === 'conflict'
      ? save.state.conflicts
      : [];

  return (
    <Form
      ref={form}
      method="post"
      action={`${here}/edit?upload=${page.uploadKey}`}
      encType="multipart/form-data"
      className="flex flex-col gap-8"
      onInput={save.typed}
      onSubmit={save.pressed}
      noValidate
    >
      {/* What the Enter key presses: the first button in the form, which must never be one that changes the words. */}
      <button type="submit" name="intent" value="save" hidden />
      <input type="hidden" name="version" value={page.version} />
      {fieldPairs(page.fields, BASE).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}

      <ComposeSummary answer={answer} issues={asked ?? []} errors={errors} />
      {save.restored && (
        <Notice kind="done" word="Brought back" title="What you typed before is here again." announce>
          It was kept on this device and is being saved now.
        </Notice>
      )}
      {conflicts.length > 0 && (
        <ConflictNotice conflicts={conflicts}>
          <Button
            name="intent"
            value="save"
            onClick={(event) => {
              if (save.state.kind !== 'conflict') return;
              event.preventDefault();
              save.keepMine();
            }}
          >
            Keep mine
          </Button>
          <Button
            kind="quiet"
            name="intent"
            value="theirs"
            onClick={(event) => {
              if (save.state.kind !== 'conflict') return;
              event.preventDefault();
              save.takeTheirs();
            }}
          >
            Use what is saved
          </Button>
        </ConflictNotice>
      )}

      <Section id="photos" title="Photos">
        {about('photos').map((issue) => (
          <IssueLine key={issue.key} issue={issue} />
        ))}
        {page.photos.length > 0 && (
          <ol className="flex flex-col gap-5">
            {page.photos.map((photo, index) => (
              <PhotoCard
                key={photo.postPhotoId}
                photo={photo}
                index={index}
                altText={fields.altTexts[photo.postPhotoId] ?? ''}
                issues={about(`photo:${index}`)}
                limits={page.limits}
                texts={save.checks.texts}
              />
            ))}
          </ol>
        )}
        {sharedWords && <Notice kind="needs-you" title={sharedWords} announce />}
        <AddPhotos
          count={page.photos.length}
          most={page.limits.photos}
          scripted={scripted}
          uploads={uploads.uploads}
          onChoose={(files) => scripted && void uploads.add(files.map((file) => ({ file })))}
          onRetry={uploads.retry}
          onCancel={uploads.cancel}
          onShrink={uploads.shrink}
        />
        {page.practice && (
          <PracticePhoto
            scripted={scripted}
            onChoose={(files) => void uploads.add(files.map((file) => ({ file })))}
          />
        )}
      </Section>

      <Section id="text" title="Words">
        {page.subjects.length > 0 && (
          <Select
            label="Which subject is it about?"
            name="subject"
            hint="This account is for teaching its subjects, and for nothing else."
            prompt="Choose a subject"
            choices={page.subjects.map((subject) => ({ value: subject, label: subject }))}
            defaultValue={fields.subject}
          />
        )}
        {about('subject').map((issue) => (
          <IssueLine key={issue.key} issue={issue} />
        ))}
        <TextArea
          label="What would you like to say?"
          name="words"
          hint="First names only, and only of those who may be named. No class beside a photo."
          rows={5}
          defaultValue={fields.words}
          error={about('words').find(({ found }) => !found)?.sentence}
          count={{
            used: words === page.fields.words ? save.checks.used : quickLength(page.platform, words),
            limit: page.limits.words,
          }}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        {save.checks.linkNote && <p className="text-small text-quiet">{save.checks.linkNote}</p>}
        <FoundInText texts={save.checks.texts} postPhotoId={null} />
      </Section>

      <Section
        id="declarations"
        title="You stand for this"
        hint={save.checks.declarations.length > 1 ? 'Read each one, then tick it.' : undefined}
      >
        {save.checks.declarations.map(({ name, label }) => (
          <Checkbox
            key={name}
            id={`declaration-${name}`}
            name="declaration"
            value={name}
            label={label}
            defaultChecked={fields.declarations.includes(name)}
            error={about(`declaration:${name}`)[0]?.sentence}
          />
        ))}
      </Section>

      {also}

      <WhenItMayGo page={page} fields={fields} issues={about('window')} errors={errors} />

      <details className="rounded-card border border-line bg-paper px-4 py-2">
        <summary className="min-h-11 content-center font-semibold">See it as it will look</summary>
        <div className="py-3">
          <PostPreview
            accountName={page.accountName}
            platformName={page.platformName}
            handle={page.handle}
            words={words}
            photos={page.photos.flatMap(({ postPhotoId, src }) =>
              src ? [{ id: postPhotoId, src, alt: page.fields.altTexts[postPhotoId] || null }] : [],
            )}
          />
        </div>
      </details>

      <StickyActions
        note={
          <SaveNote
            state={save.state}
            savedAt={save.checks.savedAt}
            left={save.checks.left}
            signInTo={`/sign-in?back=${encodeURIComponent(`${here}/edit`)}`}
          />
        }
      >
        {!scripted && (
          <Button kind="quiet" name="intent" value="save">
            Save
          </Button>
        )}
        {page.mayNotSend ? (
          <RefusalNote reason={page.mayNotSend.sentence} who={page.mayNotSend.todo} />
        ) : (
          <Button name="intent" value="submit" icon="send" wide busy={busy}>
            {busy ? 'One moment…' : 'Send to the headteacher'}
          </Button>
        )}
      </StickyActions>
    </Form>
  );
}

/** True once scripts run: the page then offers what a plain form cannot do. */
function useScripted(): boolean {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return scripted;
}

/**
 * What sending found, until the post is another one: then the ordinary checks speak. It outlives the page being read again,
 * which happens right after every press and whenever a photo is done, and which forgets the action's answer.
 */
function useAsked(answer: ComposeAnswer | undefined, version: number): IssueWords[] | null {
  const [last, setLast] = useState(answer);
  if (answer && answer !== last) setLast(answer);
  return last?.askedOf && version <= last.askedOf ? last.asked : null;
}

const IssueLine = ({ issue }: { issue: IssueWords }) => (
  <Issue kind={issue.kind} {...(issue.clause ? { clause: issue.clause } : {})}>
    {issue.sentence}
  </Issue>
);
