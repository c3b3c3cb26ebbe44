// What was found in a text, under the field in which it is written: the words with their marks, and a card for each with the smallest
// change as one button. Every button is one of the form’s own, so that nothing here depends on scripts.
import type { MouseEvent } from 'react';
import { withFix } from '#app/domain/words/answers/with-fix.ts';
import { ALT } from '#app/http/draft-form.ts';
import type { ComposeText } from '#app/presenters/compose-checks.ts';
import type { FoundView } from '#app/presenters/found-words.ts';
import { Button } from '../button.tsx';
import { FoundCard, SaidLines } from '../found-card.tsx';
import { MarkedFindings } from '../marked-findings.tsx';
import { TextArea } from '../text-area.tsx';

interface FoundInTextProps {
  texts: readonly ComposeText[];
  /** the post photo whose description it is; null for the words */
  postPhotoId: string | null;
}

export function FoundInText({ texts, postPhotoId }: FoundInTextProps) {
  const here = texts.find((text) => text.postPhotoId === postPhotoId);
  const open = here?.found.filter(({ settled }) => !settled).length ?? 0;
  return (
    <>
      {/* Stands from the first, so that what comes into it is spoken. */}
      <p role="status" className="sr-only">
        {here ? `${open} to look at in ${here.title.toLowerCase()}` : ''}
      </p>
      {here && (
        <div className="flex flex-col gap-3 rounded-card border border-line bg-paper p-4">
          <p className="text-small font-semibold text-quiet">{here.title}, as last saved</p>
          <MarkedFindings text={here.text} marks={here.found} />
          <ol className="flex flex-col gap-3">
            {here.found.map((found) => (
              <FoundCard key={found.key} found={found}>
                <Actions text={here} found={found} />
              </FoundCard>
            ))}
          </ol>
        </div>
      )}
    </>
  );
}

function Actions({ text, found }: { text: ComposeText; found: FoundView }) {
  const { finding, fix, offers, said } = found;
  return (
    <>
      <SaidLines said={said} />
      {(fix || offers.includes('not_a_pupil')) && !found.settled && (
        <div className="flex flex-wrap gap-2">
          {fix && (
            <Button
              kind="quiet"
              name="intent"
              value={`fix ${text.field} ${found.from} ${finding}`}
              onClick={(event) => fixHere(event, text, found, fix.to)}
            >
              {fix.label}
            </Button>
          )}
          {offers.includes('not_a_pupil') && (
            <Button kind="quiet" name="intent" value={`answer not_a_pupil ${finding}`}>
              Not a pupil
            </Button>
          )}
        </div>
      )}
      {offers.includes('explained') && (
        <details>
          <summary className="min-h-11 content-center font-semibold">Say why it is right</summary>
          <div className="flex flex-col items-start gap-3 pb-1">
            <div className="w-full">
              <TextArea
                label="Why is it right as it is?"
                name={`why ${finding}`}
                id={`${found.id}-why`}
                hint="Whoever approves the post reads this."
                rows={2}
                maxLength={1_000}
              />
            </div>
            <Button kind="quiet" name="intent" value={`answer explained ${finding}`}>
              Keep this reason
            </Button>
          </div>
        </details>
      )}
    </>
  );
}

/** Where scripts run the field is changed at once, and saves itself; words typed since are left alone. */
function fixHere(
  event: MouseEvent<HTMLButtonElement>,
  text: ComposeText,
  found: FoundView,
  fix: string,
): void {
  const name = text.postPhotoId === null ? 'words' : ALT + text.postPhotoId;
  const field = event.currentTarget.form?.elements.namedItem(name);
  if (!(field instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  const marked = text.text.slice(found.from, found.to);
  const typed = field.value.replace(/\r\n?/g, '\n');
  const from = typed.startsWith(marked, found.from) ? found.from : typed.indexOf(marked);
  field.focus();
  if (from < 0) return;
  field.value = withFix(typed, { from, to: from + marked.length }, fix);
  field.setSelectionRange(from + fix.length, from + fix.length);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
