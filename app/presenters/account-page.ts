// Accounting for one photo: what the screen needs to know of it, of everyone who could be in it, and of what is still to do.
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import { partsMissing } from '#app/domain/photos/about-photo.ts';
import type { Accounting } from '#app/domain/photos/accounting.ts';
import type { PersonToPlace } from '#app/domain/photos/settle-steps.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import { accountingOf } from '#app/domain/posts/photo-state.ts';
import type { AccountFacts } from '#app/domain/posts/read-account.ts';
import { accountNotes, hidingWords } from './account-notes.ts';

export type RowTone = 'goes-on' | 'needs-you' | 'stopped';

/** Somebody to choose, with the few words that may be said of them here. */
export interface PickRow {
  /** `pupil:<id>`, `adult:<id>` or `guest:<id>` */
  value: string;
  kind: PersonToPlace['kind'];
  id: string;
  name: string;
  /** class, or what an adult is to the school */
  group: string;
  word: PublicWord;
  tone: RowTone;
  /** questions about the photo on which the answer for this person depends */
  asks: { face: boolean; uniform: boolean };
}

export interface AccountNote {
  kind: 'info' | 'needs-you' | 'stopped';
  title: string;
  text: string;
}

export interface AccountPage {
  /** this page; where its script sends steps; the draft */
  here: string;
  settleTo: string;
  editTo: string;
  /** for a face of somebody who is not among the pupils yet; the face's id goes behind it */
  unlistedTo: string;
  /** where to go once everybody is accounted for: the questions about this photo, while some are open */
  nextTo: string;
  about: string;
  photoName: string;
  postPhotoId: string;
  altText: string;
  /** a device that several people use: nothing is kept on it */
  shared: boolean;
  version: number;
  saved: Accounting;
  /** the photo before anything is hidden, on which boxes are measured */
  picture: { src: string; width: number; height: number };
  final: FinalPicture;
  looked: 'looked' | 'unavailable' | 'waiting';
  /** pictures in a moving one; 1 for a still one */
  frames: number;
  /** everyone to choose from, in the order to offer them */
  rows: PickRow[];
  /** values of rows that were used last, on this post's other photos too */
  recent: string[];
  /** classes to choose from, and the one looked at */
  classes: { group: string; count: number }[];
  klass: string | null;
  /** classes that the photo could be a photo of */
  groups: string[];
  byTrip: boolean;
  /** pupil ids of classes whose rows are here, by the class's name */
  members: Record<string, string[]>;
  /** what stops every pupil alike, said once */
  schoolSentence: string | null;
  notes: AccountNote[];
  /** nothing is left to say about who is in it */
  done: boolean;
}

/** The photo as it would go out. */
export type FinalPicture =
  /** nothing is hidden in it */
  | { state: 'same' }
  | { state: 'working'; words: string }
  | { state: 'ready'; src: string; width: number; height: number }
  | { state: 'stopped'; words: string };

const TONES: Readonly<Record<PublicWord, RowTone>> = {
  'can be shown': 'goes-on',
  'first name may be used': 'goes-on',
  'not by name': 'goes-on',
  'only in a group': 'needs-you',
  'not in photos': 'stopped',
};

const ADULTS: Readonly<Record<string, string>> = {
  staff: 'Staff',
  parent: 'Parent or carer',
  visitor: 'Visitor',
  partner: 'Partner',
};

interface AccountPlace {
  base: string;
  here: string;
  /** the post's own address */
  post: string;
  settleTo: string;
  shared: boolean;
  klass: string | null;
}

/** The page for one clean photo; null while there is nothing to look at yet, and once there is nothing left of it. */
export function accountPage(account: AccountFacts, at: AccountPlace): AccountPage | null {
  const { facts, photo, people, members } = account;
  if (photo.state !== 'clean' || !photo.master) return null;
  const index = facts.photos.indexOf(photo);
  const { id, width, height } = photo.master;
  return {
    here: at.here,
    settleTo: at.settleTo,
    editTo: `${at.post}/edit#photo-${index}`,
    unlistedTo: `${at.post}/unlisted/${photo.postPhotoId}?face=`,
    nextTo:
      partsMissing(photo.about).length > 0
        ? `${at.post}/about/${photo.postPhotoId}`
        : `${at.post}/edit#photo-${index}`,
    about: facts.trip?.name ?? 'No trip',
    photoName: `Photo ${index + 1} of ${facts.photos.length}`,
    postPhotoId: photo.postPhotoId,
    altText: photo.altText,
    shared: at.shared,
    version: facts.post.version,
    saved: accountingOf(photo),
    picture: { src: `${at.base}/photos/${id}`, width, height },
    final: finalOf(photo, at.base),
    looked: photo.facesOutcome ?? 'waiting',
    frames: photo.frames,
    rows: rowsOf(account),
    recent: people.recentlyUsed.map((pupil) => `pupil:${pupil}`),
    classes: people.groups,
    klass: at.klass,
    groups: groupsOf(account),
    byTrip: facts.trip !== null,
    members: members ? { [members.group]: members.pupils.map((pupil) => pupil.id) } : {},
    schoolSentence: people.schoolSentence,
    notes: accountNotes(account),
    done: account.accounted.done,
  };
}

/** Pupils, then adults, then children from elsewhere whose release is on record. Nobody twice. */
function rowsOf({ people, members, accounted }: AccountFacts): PickRow[] {
  const pupil = ({ id, name, group, word, asks }: Omit<PickRow, 'kind' | 'value' | 'tone'>): PickRow => ({
    value: `pupil:${id}`,
    kind: 'pupil',
    id,
    name,
    group,
    word,
    tone: TONES[word],
    asks,
  });
  const rows = [
    ...people.pupils.map(pupil),
    ...(members?.pupils ?? []).map(pupil),
    ...people.adults.map((adult): PickRow => {
      const group = ADULTS[adult.group] ?? adult.group;
      return { ...pupil({ ...adult, group }), kind: 'adult', value: `adult:${adult.id}` };
    }),
    ...people.guests.map(({ id, about, children, placed }): PickRow => {
      const word = placed <= children ? ('can be shown' as const) : ('not in photos' as const);
      const group = `from elsewhere, ${placed} of ${children}`;
      const asks = { face: false, uniform: false };
      return { ...pupil({ id, name: about, group, word, asks }), kind: 'guest', value: `guest:${id}` };
    }),
    // Whoever stands in the photo always has a row, whatever became of them.
    ...[...accounted.faces.map(({ answer }) => answer), ...accounted.others].flatMap((person): PickRow[] =>
      'kind' in person
        ? [
            {
              ...pupil({ ...person, group: person.group ?? '' }),
              kind: person.kind,
              value: `${person.kind}:${person.id}`,
            },
          ]
        : [],
    ),
  ];
  return [...new Map(rows.reverse().map((row) => [row.value, row])).values()].reverse();
}

/** Classes that this could be a photo of: those of the school, or those of the pupils on the trip. */
function groupsOf({ people, facts, photo }: AccountFacts): string[] {
  const names = facts.trip
    ? people.pupils.map(({ group }) => group)
    : people.groups.map(({ group }) => group);
  return [...new Set([...names, ...(photo.group ? [photo.group.name] : [])])].sort((a, b) =>
    a.localeCompare(b, 'en-GB', { numeric: true }),
  );
}

function finalOf(photo: PlacedPhoto, base: string): FinalPicture {
  if (!photo.edits) return { state: 'same' };
  if (photo.version) {
    const { id, width, height } = photo.version;
    return { state: 'ready', src: `${base}/photos/${id}`, width, height };
  }
  if (photo.rendering === 'being_made') return { state: 'working', words: hidingWords(photo.edits) };
  return { state: 'stopped', words: 'The hidden version of this photo could not be made.' };
}
