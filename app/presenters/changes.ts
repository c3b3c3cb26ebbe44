// What changed in a post since its reader last had it, in words: the marked text, and one line for everything else.
import type { ContentChanges } from '#app/domain/posts/compare-revisions.ts';
import { isUnchanged } from '#app/domain/posts/compare-revisions.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import type { Earlier } from '#app/domain/posts/read-review.ts';
import type { WordsRun } from '#app/domain/posts/word-diff.ts';
import { type When, whenWords } from './when.ts';

export interface ChangesView {
  /** the decision it is compared with; null when it is what the reader had before them a moment ago */
  since: { who: string; did: string; when: When; reason: string | null } | null;
  /** id of the post that was taken down and that it puts right, when it is compared with that */
  ofPostId: string | null;
  unchanged: boolean;
  words: WordsRun[] | null;
  /** changed descriptions, by photo number */
  altTexts: { photo: number; runs: WordsRun[] }[];
  lines: string[];
  /** indexes of photos that are new */
  newPhotos: number[];
}

const DID = {
  approved: 'approved it',
  changes_requested: 'sent it back',
  rejected: 'turned it down',
} as const;

const OTHER: Readonly<Record<ContentChanges['other'][number], string>> = {
  account: 'It is for another account.',
  accounts: 'The further accounts it goes to are others.',
  subject: 'It is said to be about another subject.',
  trip: 'It is about another trip or occasion.',
  window: 'The days on which it may go out are others.',
  declarations: 'What the author declares is not the same.',
};

interface Reader {
  people: ReadonlyMap<string, NamedPerson>;
  staff: ReadonlyMap<string, string>;
  userId: string;
  zone: string;
  now: Date;
}

export function changesView({ changes, decision, ofPostId }: Earlier, reader: Reader): ChangesView {
  const { people, staff, userId, zone, now } = reader;
  const nameOf = ({ id }: { id: string }): string => people.get(id)?.name ?? 'Somebody';
  const list = (persons: { id: string }[]): string => persons.map(nameOf).join(', ');
  const photoLines = changes.photos.flatMap((change) => {
    const { photo, isNew, peopleAdded, peopleRemoved, seenOtherwise } = change;
    const lines = isNew ? [`Photo ${photo + 1} is new.`] : [];
    if (peopleAdded.length > 0) lines.push(`Photo ${photo + 1} now lists ${list(peopleAdded)}.`);
    if (peopleRemoved.length > 0) lines.push(`Photo ${photo + 1} no longer lists ${list(peopleRemoved)}.`);
    if (seenOtherwise) lines.push(`How people are seen in photo ${photo + 1} is answered differently.`);
    if (change.settledOtherwise && peopleAdded.length + peopleRemoved.length === 0)
      lines.push(`Who stands where in photo ${photo + 1}, or what is hidden in it, is not the same.`);
    if (change.answeredOtherwise) lines.push(`What was answered about photo ${photo + 1} is not the same.`);
    return lines;
  });
  const removed = changes.photosRemoved.map((alt) =>
    alt ? `A photo was taken out: “${alt}”` : 'A photo was taken out.',
  );
  return {
    since: decision && {
      who: decision.by === userId ? 'you' : (staff.get(decision.by) ?? 'somebody'),
      did: DID[decision.outcome],
      when: whenWords(decision.at, zone, now),
      reason: decision.reason || null,
    },
    ofPostId,
    unchanged: isUnchanged(changes),
    words: changes.words,
    altTexts: changes.photos.flatMap(({ photo, altText }) =>
      altText ? [{ photo: photo + 1, runs: altText }] : [],
    ),
    lines: [
      ...photoLines,
      ...removed,
      ...(changes.reordered ? ['The photos are in another order.'] : []),
      ...changes.other.map((what) => OTHER[what]),
    ],
    newPhotos: changes.photos.filter(({ isNew }) => isNew).map(({ photo }) => photo),
  };
}
