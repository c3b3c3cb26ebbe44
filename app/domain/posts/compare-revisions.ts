// What changed between two versions of a post, in the parts that a head decides on. Pure: two values in, the differences out.
import { type ContentPerson, type ContentPhoto, hashOf, type PostContent } from './post-digest.ts';
import { diffWords, type WordsRun } from './word-diff.ts';

export interface PhotoChanges {
  /** index in the new version */
  photo: number;
  isNew: boolean;
  /** null when the description is the same, or the photo is new */
  altText: WordsRun[] | null;
  /** people now listed who were not, and the other way round; empty for a new photo */
  peopleAdded: ContentPerson[];
  peopleRemoved: ContentPerson[];
  /** somebody listed in both is now said to be seen in another way (face, uniform) */
  seenOtherwise: boolean;
  /** who stands where, what is hidden, who of a class is absent, or how many were counted is not the same */
  settledOtherwise: boolean;
  /** what was answered about the photo is not the same */
  answeredOtherwise: boolean;
}

export interface ContentChanges {
  /** null when the words are the same */
  words: WordsRun[] | null;
  /** photos of the new version that are new or changed, in order */
  photos: PhotoChanges[];
  /** descriptions of photos that are gone, in their old order */
  photosRemoved: string[];
  /** the photos that stayed are in another order */
  reordered: boolean;
  /** what else differs */
  other: ('account' | 'accounts' | 'subject' | 'trip' | 'window' | 'declarations')[];
}

/** Everything that differs between two versions of one post. */
export function compareContent(before: PostContent, after: PostContent): ContentChanges {
  const earlier = matchPhotos(before.photos, after.photos);
  const kept = earlier.filter((place) => place !== null);
  return {
    words: before.words === after.words ? null : diffWords(before.words, after.words),
    photos: after.photos.flatMap((photo, index) => {
      const place = earlier[index] ?? null;
      return photoChanges(place === null ? null : (before.photos[place] ?? null), photo, index) ?? [];
    }),
    photosRemoved: before.photos.filter((_, place) => !kept.includes(place)).map(({ altText }) => altText),
    reordered: kept.some((place, index) => index > 0 && place < (kept[index - 1] ?? 0)),
    other: otherChanges(before, after),
  };
}

/** Whether nothing at all differs. */
export const isUnchanged = ({ words, photos, photosRemoved, reordered, other }: ContentChanges): boolean =>
  words === null && photos.length + photosRemoved.length + other.length === 0 && !reordered;

/** For each photo of the new version its place in the old one, or null: by version first, else by its very bytes. */
function matchPhotos(before: readonly ContentPhoto[], after: readonly ContentPhoto[]): (number | null)[] {
  const free = new Set(before.keys());
  const take = (same: (photo: ContentPhoto) => boolean): number | null => {
    const place = before.findIndex((photo, index) => free.has(index) && same(photo));
    free.delete(place);
    return place < 0 ? null : place;
  };
  const byVersion = after.map(({ versionId }) => take((photo) => photo.versionId === versionId));
  return after.map(({ sha256 }, index) => byVersion[index] ?? take((photo) => photo.sha256 === sha256));
}

const sameOne = (a: ContentPerson, b: ContentPerson): boolean => a.kind === b.kind && a.id === b.id;

function photoChanges(before: ContentPhoto | null, after: ContentPhoto, photo: number): PhotoChanges | null {
  if (!before)
    return {
      photo,
      isNew: true,
      altText: null,
      peopleAdded: [],
      peopleRemoved: [],
      seenOtherwise: false,
      settledOtherwise: false,
      answeredOtherwise: false,
    };
  const changes: PhotoChanges = {
    photo,
    isNew: false,
    altText: before.altText === after.altText ? null : diffWords(before.altText, after.altText),
    peopleAdded: without(after.people, before.people),
    peopleRemoved: without(before.people, after.people),
    seenOtherwise: after.people.some((one) => {
      const other = before.people.find((each) => sameOne(one, each));
      return other !== undefined && (other.faceOn !== one.faceOn || other.uniform !== one.uniform);
    }),
    settledOtherwise: hashOf(settledIn(before)) !== hashOf(settledIn(after)),
    answeredOtherwise: hashOf(before.about ?? {}) !== hashOf(after.about ?? {}),
  };
  const { altText, peopleAdded, peopleRemoved, seenOtherwise, settledOtherwise, answeredOtherwise } = changes;
  const listed = peopleAdded.length + peopleRemoved.length > 0;
  return altText || listed || seenOtherwise || settledOtherwise || answeredOtherwise ? changes : null;
}

/** Children from elsewhere have no names, so one more of them under the same release counts as somebody more. */
function without(these: readonly ContentPerson[], those: readonly ContentPerson[]): ContentPerson[] {
  const left = [...those];
  return these.filter((one) => {
    const other = left.findIndex((each) => sameOne(one, each));
    if (other >= 0) left.splice(other, 1);
    return other < 0;
  });
}

const settledIn = ({ accounting, faces, group, headCount }: ContentPhoto) => ({
  accounting: accounting ?? null,
  faces: faces ?? null,
  group: group ?? null,
  headCount,
});

function otherChanges(before: PostContent, after: PostContent): ContentChanges['other'] {
  const differs = {
    account: before.accountId !== after.accountId,
    accounts: (before.alsoOn ?? []).join() !== (after.alsoOn ?? []).join(),
    subject: before.subject !== after.subject,
    trip: before.tripId !== after.tripId || before.purpose !== after.purpose,
    window: before.window.from !== after.window.from || before.window.until !== after.window.until,
    declarations: before.declarations.join() !== after.declarations.join(),
  };
  return (Object.keys(differs) as (keyof typeof differs)[]).filter((what) => differs[what]);
}
