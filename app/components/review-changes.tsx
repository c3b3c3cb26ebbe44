// What changed since last time, marked, so that a head who knows the post reads only what is new.
import { Link } from '@remix-run/react';
import type { ChangesView } from '#app/presenters/changes.ts';
import { Card } from './card.tsx';
import { MarkedWords } from './marked-words.tsx';
import { WhenText } from './when-text.tsx';

/** `base`: the school's address. */
export function ReviewChanges({ changes, base }: { changes: ChangesView; base: string }) {
  const { since, ofPostId, words, altTexts, lines, unchanged } = changes;
  return (
    <Card as="section">
      <h2 className="text-lead font-bold">What changed</h2>
      {since ? (
        <p className="-mt-2 text-small text-quiet">
          Since {since.who} {since.did}, <WhenText when={since.when} />
        </p>
      ) : (
        <p className="-mt-2 text-small text-quiet">
          {ofPostId ? (
            <>
              Compared with <Link to={`${base}/posts/${ofPostId}`}>the post that was taken down</Link>, which
              this one puts right
            </>
          ) : (
            'Since the page you had open'
          )}
        </p>
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
