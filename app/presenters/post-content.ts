// A post's content as a page draws it: the words as X links them, each photo, and everyone in it with what may be said of them.
import type { PhotoState } from '#app/components/photo-figure.tsx';
import type { PreviewPhoto, WordsPart } from '#app/components/post-preview.tsx';
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import { photoRefusalSentence, removedInWords } from '#app/domain/photos/photo-refusals.ts';
import type { MetadataKind, PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import type { ContentPhoto } from '#app/domain/posts/post-digest.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import { settledSentences } from './faces-settled.ts';
import { linksIn } from '#app/domain/posts/post-length.ts';
import { aboutPhotoWords } from './about-photo-words.ts';
import { inSentence, shownHandle } from './platform-words.ts';

/** Everyone of one photo of whom the same may be said. */
export interface PeopleGroup {
  word: PublicWord;
  /** none of them may be shown in this post as it is */
  stops: boolean;
  people: { id: string; name: string; group: string | null }[];
}

export interface PhotoView {
  /** "Photo 2 of 4" */
  name: string;
  photo: PhotoState;
  alt: string | null;
  groups: PeopleGroup[];
  /** both counts, what is unrecognisable, which class it is: a sentence each */
  settled: string[];
  /** what was hidden in the file and was taken out of it, as a sentence; null while that is not known */
  removed: string | null;
  /** what the author answered about it, in lines */
  about: string[];
}

export interface ContentView {
  accountName: string;
  handle: string;
  /** as a sentence names it */
  platformName: string;
  words: WordsPart[];
  preview: PreviewPhoto[];
  photos: PhotoView[];
}

/** Where it goes, above its title: the trip, else the account and, on a department's, the subject. */
export function overWords({ trip, account }: Pick<PostFacts, 'trip' | 'account'>, subject?: string): string {
  const where = trip?.name ?? shownHandle(account);
  return subject === undefined ? where : `${where} · ${subject}`;
}

/** Draws the content that counts now: what was submitted while that stands, else the working copy. */
export function contentView(
  facts: PostFacts,
  people: ReadonlyMap<string, NamedPerson>,
  base: string,
): ContentView {
  const content = contentOf(facts);
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  const photos = content.photos.map((photo, index) => {
    const placed = placedAs(facts, photo, index);
    return {
      name: content.photos.length === 1 ? 'The photo' : `Photo ${index + 1} of ${content.photos.length}`,
      photo: photoState(placed, photo, base),
      alt: photo.altText.trim() || null,
      groups: peopleGroups(facts, index, people),
      settled: settledSentences(photo),
      about: aboutPhotoWords(photo.about ?? {}, names),
      removed: placed?.version ? removedSentence(placed.removedKinds as MetadataKind[]) : null,
    };
  });
  return {
    accountName: facts.account.displayName,
    handle: shownHandle(facts.account),
    platformName: inSentence(facts.account.platform),
    words: wordsParts(content.words),
    preview: photos.flatMap(({ photo, alt }, index) =>
      photo.state === 'ready' ? [{ id: String(index), src: photo.src, alt }] : [],
    ),
    photos,
  };
}

/** One sentence for a head who wonders what a file may give away. */
function removedSentence(kinds: readonly MetadataKind[]): string {
  if (kinds.length === 0) return 'Nothing was hidden in the file.';
  const words = removedInWords(kinds);
  return `Taken out of the file: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`;
}

/** The working copy keeps a photo that is not clean yet in its place; a version finds its place by itself. */
const placedAs = (facts: PostFacts, photo: ContentPhoto, index: number): PlacedPhoto | undefined =>
  photo.versionId
    ? facts.photos.find(({ version }) => version?.id === photo.versionId)
    : [...facts.photos].sort((a, b) => a.position - b.position)[index];

function photoState(placed: PlacedPhoto | undefined, photo: ContentPhoto, base: string): PhotoState {
  if (placed?.version && photo.versionId) {
    const { width, height } = placed.version;
    return { state: 'ready', src: `${base}/photos/${photo.versionId}`, width, height };
  }
  if (!placed || photo.versionId)
    return { state: 'refused', words: 'This photo is no longer kept, so it cannot be shown here.' };
  return placed.state === 'refused'
    ? { state: 'refused', words: photoRefusalSentence(placed.refusalCode as PhotoRefusalCode) }
    : { state: 'working', words: 'Being cleaned' };
}

/** Children under one release are told of together. */
function personShown(person: NamedPerson | undefined, times: number): { name: string; group: string | null } {
  if (!person) return { name: 'Somebody no longer on the list', group: null };
  const { name, group, from } = person;
  return { name: from && times > 1 ? `${times} children from elsewhere (${from})` : name, group };
}

/** Groups in the order of what stops the post, each by name. */
function peopleGroups(
  { verdicts }: PostFacts,
  photo: number,
  people: ReadonlyMap<string, NamedPerson>,
): PeopleGroup[] {
  const groups = new Map<string, PeopleGroup>();
  const here = verdicts.filter(({ photo: place }) => place === photo);
  for (const [nth, { id, word, verdict }] of here.entries()) {
    if (here.findIndex((other) => other.id === id) < nth) continue;
    const times = here.filter((other) => other.id === id).length;
    const stops = verdict === 'block';
    const group = groups.get(`${word} ${stops}`) ?? { word, stops, people: [] };
    group.people.push({ id, ...personShown(people.get(id), times) });
    groups.set(`${word} ${stops}`, group);
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en-GB');
  return [...groups.values()]
    .map((group) => ({ ...group, people: group.people.sort(byName) }))
    .sort((a, b) => Number(b.stops) - Number(a.stops));
}

/** The words in runs, links told apart as X counts them. */
export function wordsParts(words: string): WordsPart[] {
  const parts: WordsPart[] = [];
  let rest = words;
  for (const link of linksIn(words)) {
    const at = rest.indexOf(link);
    if (at < 0) continue;
    if (at > 0) parts.push({ kind: 'text', text: rest.slice(0, at) });
    parts.push({ kind: 'link', text: link });
    rest = rest.slice(at + link.length);
  }
  if (rest || parts.length === 0) parts.push({ kind: 'text', text: rest });
  return parts;
}
