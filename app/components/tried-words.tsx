// The answer of the try-it box: what it comes to, the text with its marks, and a line for each thing found.
import type { TriedWords as Words } from '#app/presenters/tried-words.ts';
import { Card } from './card.tsx';
import { MarkedFindings, MarkNumber } from './marked-findings.tsx';
import { Issue, Notice } from './notice.tsx';

export function TriedWords({ tried }: { tried: Words }) {
  if (tried.lines.length === 0)
    return (
      <Notice kind="done" title={tried.sentence} announce>
        That is no proof. They know no nicknames, no pupils of other schools, and nothing of what a photo
        shows.
      </Notice>
    );
  return (
    <>
      <Notice
        kind={tried.stopped ? 'stopped' : 'needs-you'}
        {...(tried.stopped ? { word: 'Would be stopped' } : { word: 'To look at' })}
        title={tried.sentence}
        announce
      />
      <Card as="section">
        <h2 className="text-lead font-bold">What was found</h2>
        <div className="border-l-2 border-line pl-3">
          <MarkedFindings text={tried.text} marks={tried.marks} />
        </div>
        <ol className="flex flex-col gap-4">
          {tried.lines.map(({ number, kind, sentence, clause, opens }) => (
            <li key={number}>
              <Issue kind={kind} {...(clause ? { clause } : {})}>
                <MarkNumber number={number} />
                {sentence}
                {opens && <span className="block text-quiet">{opens}</span>}
              </Issue>
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}
