// What a new version of a list would change, before it is published: what comes in, what goes, and what that means for posts.
import type { PreviewWords } from '#app/presenters/word-lists.ts';
import { Card } from './card.tsx';
import { Notice } from './notice.tsx';

export function WordListPreview({ preview }: { preview: PreviewWords }) {
  if (preview.nothing)
    return (
      <Notice kind="info" title="Nothing would change.">
        {preview.sentence}
      </Notice>
    );
  return (
    <Card as="section">
      <h2 className="text-lead font-bold">This is what changes</h2>
      <p>{preview.sentence}</p>
      <Entries title="Comes in" mark="+" look="bg-green-wash text-green" entries={preview.added} />
      <Entries title="Goes out" mark="−" look="bg-red-wash text-red" entries={preview.removed} />
      <p className="text-small text-quiet">
        It counts at once, in every school of the trust. Posts keep their approval; each is checked again just
        before it goes out, and held if a new word stops it.
      </p>
    </Card>
  );
}

interface EntriesProps {
  title: string;
  mark: string;
  look: string;
  entries: string[];
}

function Entries({ title, mark, look, entries }: EntriesProps) {
  if (entries.length === 0) return null;
  return (
    <div>
      <h3 className="text-small font-semibold text-quiet">{title}</h3>
      <ul className="mt-1 flex max-h-72 flex-col gap-1 overflow-y-auto">
        {entries.map((entry) => (
          <li key={entry} className={`rounded-small px-2 py-0.5 wrap-anywhere ${look}`}>
            <span aria-hidden="true">{mark} </span>
            {entry}
          </li>
        ))}
      </ul>
    </div>
  );
}
