// What changed since last time, marked, so that a head who knows the post reads only what is new.
import type { ChangesView } from '#app/presenters/changes.ts';
import { Card } from './card.tsx';
import { MarkedWords } from './marked-words.tsx';
import { WhenText } from './when-text.tsx';

export function ReviewChanges({ changes }: { changes: ChangesView }) {
  const { since, words, altTexts, lines, unchanged } = changes;
  return (
    <Card as="section">
      <h2 className="text-lead font-bold">What changed</h2>
      {since ? (
        <p className="-mt-2 text-small text-quiet">
          Since {since.who} {since.did}, <WhenText when={since.when} />
        </p>
      ) : (
        <p className="-mt-2 text-small text-quiet">Since the page you had open</p>
      )}
      {since?.reason && (
        <p className="border-l-2 border-amber pl-3 whitespace-pre-line">
          <span className="text-small text-quiet">The reason then: </span>
          {since.reason}
        </p>
      )}
      {unchanged && <p>Nothing: words, photos and people are the same.</p>}
      {words && <MarkedWords runs={words} />}
      {altTexts.map(({ photo, runs }) => (
        <div key={photo}>
          <p className="text-small text-quiet">Description of photo {photo}</p>
          <MarkedWords runs={runs} />
        </div>
      ))}
      {lines.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-6">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
