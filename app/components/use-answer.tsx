// The answer to "who may be shown there": a section for each word, to be read on the screen or printed without those who may not.
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Section } from './page.tsx';
import { NamesInColumns } from './photo-list/names-in-columns.tsx';
import type { UseSection } from '#app/presenters/check-use.ts';

interface Answer {
  about: string;
  use: string;
  asOf: string;
  schoolSentence: string | null;
  pupils: number;
  sections: UseSection[];
}

export function UseAnswer({ answer }: { answer: Answer }) {
  return (
    <section aria-labelledby="answer" className="flex flex-col gap-6 border-t border-line pt-6">
      <div className="flex flex-col gap-1">
        <h2 id="answer" className="text-lead font-bold">
          {answer.about}: {answer.pupils === 1 ? '1 pupil' : `${answer.pupils} pupils`}
        </h2>
        <p>
          {answer.use}. As of {answer.asOf}.
        </p>
        <p className="font-semibold">Anyone not listed as one who can be shown stays out.</p>
      </div>
      {answer.schoolSentence && <Notice kind="needs-you" title={answer.schoolSentence} />}
      {answer.sections.map(({ word, title, hint, names, onPaper }) => (
        <div key={word} className={onPaper ? undefined : 'not-on-paper'}>
          <Section id={word.replaceAll(' ', '-')} title={`${title}: ${names.length}`} hint={hint}>
            <NamesInColumns names={names} />
          </Section>
        </div>
      ))}
      <div className="flex flex-col items-start gap-2">
        <Button type="button" kind="quiet" icon="download" onClick={() => window.print()}>
          Print those who can be shown
        </Button>
        <p className="not-on-paper text-small text-quiet">
          Ask again before you use it: a family may change its mind at any time.
        </p>
      </div>
    </section>
  );
}
