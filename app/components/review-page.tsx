// The head, one minute: the post as it will look, who is in each photo, what changed, what was declared; then one press.
import { Form, useNavigation } from '@remix-run/react';
import type { ChangesView } from '#app/presenters/changes.ts';
import type { ReviewView } from '#app/presenters/review.ts';
import { Button } from './button.tsx';
import { ContentPhotos } from './content-photos.tsx';
import { ErrorSummary, type SummaryLine } from './error-summary.tsx';
import { Field } from './field.tsx';
import { Issue, Notice, RefusalNote } from './notice.tsx';
import { Narrow, Page, PageHeader, Section } from './page.tsx';
import { Person } from './person.tsx';
import { PostPreview } from './post-preview.tsx';
import { ReviewChanges } from './review-changes.tsx';
import { FoundInReview } from './review-found.tsx';
import { ReviewFurther } from './review-further.tsx';
import { Declared, FullSize, SixPoints } from './review-parts.tsx';
import { SendBackForm } from './send-back-form.tsx';
import { Sheet } from './sheet.tsx';
import { StickyActions } from './sticky-actions.tsx';
import { WhenText } from './when-text.tsx';

/** What a decision came back with instead of being taken. */
export interface ReviewAnswer {
  intent: 'approve' | 'send_back' | 'reject' | 'found';
  /** the page was stale: what changed since the one that was open */
  stale: { changes: ChangesView | null } | null;
  password: string | null;
  /** the counts as typed, and the photos ticked as looked at, to stand in the form again */
  counts: number[] | null;
  viewed: string[] | null;
  reasonMissing: boolean;
  /** any other refusal */
  refused: { sentence: string; todo: string } | null;
}

interface ReviewPageProps {
  page: ReviewView;
  /** the head has not proved who they are in the last quarter of an hour */
  askPassword: boolean;
  answer: ReviewAnswer | null;
}

/** Inputs stand beside what they ask about; the form itself is at the thumb. */
const FORM = 'approve';

export function ReviewPage({ page, askPassword, answer }: ReviewPageProps) {
  const busy = useNavigation().state !== 'idle';
  const { content, shown, refused, photoIssues } = page;
  const mayApprove = refused === null;
  const counts = answer?.counts ?? shown.counts;
  const changes = answer?.stale ? answer.stale.changes : page.changes;
  const unseen = (index: number): string | undefined =>
    answer?.viewed && !answer.viewed.includes(shown.versions[index] ?? '')
      ? 'Open it, look at all of it, and tick this.'
      : undefined;
  const countError = (index: number): string | undefined =>
    answer?.counts && counts[index] !== shown.counts[index]
      ? 'That is not the number listed. Count again, or send it back so that everybody is listed.'
      : undefined;
  return (
    <Page width="wide">
      <PageHeader
        title="May this go out?"
        over={page.over}
        back={{ to: `${page.base}/review`, label: 'Waiting for approval' }}
      >
        Written by <Person name={page.author} />
        {page.editors.length > 0 && <>, changed by {page.editors.join(', ')}</>}. Sent{' '}
        <WhenText when={page.sent.when} relative={page.sent.when.relative} />.
      </PageHeader>
      <AnswerNotes answer={answer} lines={linesOf(answer, photoIssues.length, countError, unseen)} />
      <Narrow>
        {changes && <ReviewChanges changes={changes} base={page.base} />}
        <PostPreview
          accountName={content.accountName}
          platformName={content.platformName}
          handle={content.handle}
          words={content.words}
          photos={content.preview}
        />
        {page.otherIssues.map((issue) => (
          <Issue key={issue.key} kind={issue.kind} {...(issue.clause ? { clause: issue.clause } : {})}>
            {issue.sentence}
          </Issue>
        ))}
        <ReviewFurther further={page.further} leftOut={page.leftOut} />
        <FoundInReview texts={page.texts} action={`${page.here}/review`} digest={shown.digest} busy={busy} />
        {page.further.map((one) => (
          <FoundInReview
            key={one.postId}
            texts={one.texts}
            action={`${page.here}/review`}
            digest={one.digest}
            busy={busy}
            on={one}
          />
        ))}
      </Narrow>
      {content.photos.length > 0 && (
        <Section id="photos" title={content.photos.length === 1 ? 'The photo' : 'Each photo'}>
          <ContentPhotos
            photos={content.photos}
            about={(index) =>
              changes?.newPhotos.includes(index) && (
                <p className="self-start rounded-small bg-green-wash px-2 py-0.5 text-small font-semibold text-green">
                  New since last time
                </p>
              )
            }
            below={(index) => (
              <>
                {photoIssues[index]?.map((issue) => (
                  <Issue
                    key={issue.key}
                    kind={issue.kind}
                    {...(issue.clause ? { clause: issue.clause } : {})}
                  >
                    {issue.sentence}
                  </Issue>
                ))}
                {mayApprove && (
                  <FullSize
                    href={`${page.here}/look/${shown.versions[index]}`}
                    id={`viewed-${index}`}
                    version={shown.versions[index] ?? ''}
                    ticked={answer?.viewed?.includes(shown.versions[index] ?? '') ?? false}
                    error={unseen(index)}
                  />
                )}
                {mayApprove && (
                  <Field
                    form={FORM}
                    label="People you can see"
                    hint={`${shown.counts[index]} listed. Change the number if you count otherwise.`}
                    name="count"
                    id={`count-${index}`}
                    type="number"
                    inputMode="numeric"
                    min={0}
                    max={200}
                    required
                    defaultValue={counts[index]}
                    {...(countError(index) ? { error: countError(index) } : {})}
                  />
                )}
              </>
            )}
          />
        </Section>
      )}
      <Narrow>
        <Declared page={page} />
        {mayApprove && <SixPoints />}
        {mayApprove && (askPassword || answer?.password) && (
          <Field
            form={FORM}
            label="Your password"
            hint="So that the record shows it was you. You are asked once in 15 minutes."
            name="password"
            type="password"
            autoComplete="current-password"
            required
            {...(answer?.password ? { error: answer.password } : {})}
          />
        )}
      </Narrow>
      <Decide page={page} answer={answer} busy={busy} />
    </Page>
  );
}

function linesOf(
  answer: ReviewAnswer | null,
  photos: number,
  countError: (index: number) => string | undefined,
  unseen: (index: number) => string | undefined,
): SummaryLine[] {
  const which = (index: number) => (photos === 1 ? 'the photo' : `photo ${index + 1}`);
  const places = Array.from({ length: photos }, (_, index) => index);
  return [
    ...places
      .filter((index) => unseen(index))
      .map((index) => ({ message: `Look at ${which(index)} in full size`, fieldId: `viewed-${index}` })),
    ...places
      .filter((index) => countError(index))
      .map((index) => ({
        message: `Count the people in ${which(index)} again`,
        fieldId: `count-${index}`,
      })),
    ...(answer?.password ? [{ message: answer.password, fieldId: 'password' }] : []),
  ];
}

function AnswerNotes({ answer, lines }: { answer: ReviewAnswer | null; lines: SummaryLine[] }) {
  if (answer?.stale)
    return (
      <Notice
        kind="needs-you"
        title="This post was changed while you were looking at it, so nothing was done."
        announce
      >
        Below is the post as it is now. Read what changed, then decide again.
      </Notice>
    );
  if (answer?.refused)
    return (
      <Notice kind="stopped" word="Not done" title={answer.refused.sentence} announce>
        {answer.refused.todo}
      </Notice>
    );
  return <ErrorSummary title="Not approved yet." lines={lines} />;
}

/** Which of the two ways of turning it down was pressed without a reason. */
export const missingReason = (answer: ReviewAnswer | null): 'send_back' | 'reject' | null =>
  answer?.reasonMissing && (answer.intent === 'send_back' || answer.intent === 'reject')
    ? answer.intent
    : null;

const approveWords = (accounts: number): string =>
  accounts === 1
    ? 'Approve'
    : accounts === 2
      ? 'Approve for both accounts'
      : `Approve for all ${accounts} accounts`;

function Decide({ page, answer, busy }: { page: ReviewView; answer: ReviewAnswer | null; busy: boolean }) {
  const { here, shown, refused, acting } = page;
  const missing = missingReason(answer);
  const note = acting && !refused && (
    <>
      You decide for {acting.forName}, until <WhenText when={acting.until} />.
    </>
  );
  return (
    <StickyActions {...(note ? { note } : {})}>
      {refused ? (
        <RefusalNote reason={refused.reason} {...(refused.who ? { who: refused.who } : {})} />
      ) : (
        <Form method="post" action={`${here}/review`} id={FORM} className="flex flex-col">
          <input type="hidden" name="digest" value={shown.digest} />
          <input type="hidden" name="verdictHash" value={shown.verdictHash} />
          {page.further.map(({ postId, digest, verdictHash }) => (
            <input key={postId} type="hidden" name="further" value={`${postId}:${digest}:${verdictHash}`} />
          ))}
          <Button name="intent" value="approve" icon="check" wide busy={busy}>
            {approveWords(page.further.length + 1)}
          </Button>
        </Form>
      )}
      {page.maySendBack && (
        <Sheet
          opener={{
            label: 'Send back',
            to: `${here}/review?ask=send-back`,
            kind: 'quiet',
            icon: 'undo',
          }}
          title="Send it back"
          description={`${page.author} is told at once, and keeps everything that was written.`}
        >
          <SendBackForm
            action={`${here}/review`}
            author={page.author}
            shown={shown}
            missing={missing}
            busy={busy}
          />
        </Sheet>
      )}
    </StickyActions>
  );
}
