// Who is in it: one photo, and everyone who could be in it, each with the few words that may be said of them.
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import { blocks } from '#app/domain/issues.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import type { PeopleToShow, PersonToShow } from '#app/domain/posts/people-to-show.ts';
import type { PlacedPhoto, PostFacts } from '#app/domain/posts/post-facts.ts';
import { settledKey } from '#app/domain/posts/settle-typed.ts';
import { issueWords } from './issues.ts';

export interface PersonRow {
  /** `pupil:<id>` or `adult:<id>`, the value of the row's tick */
  value: string;
  name: string;
  /** class, or what an adult is to the school */
  group: string;
  word: PublicWord;
  /** `stopped` when a photo with this person cannot go out as things stand */
  tone: 'goes-on' | 'needs-you' | 'stopped';
  asks: { face: boolean; uniform: boolean };
  listed: boolean;
  faceOn: string;
  uniform: string;
}

export interface PeoplePage {
  /** back to the draft */
  editTo: string;
  here: string;
  about: string;
  photoName: string;
  src: string;
  width: number;
  height: number;
  altText: string;
  pupils: PersonRow[];
  adults: PersonRow[];
  groups: { group: string; count: number }[];
  group: string | null;
  byTrip: boolean;
  schoolSentence: string | null;
  headCount: number | null;
  listedCount: number;
  /** the people as this page was drawn from */
  base: string;
  /** what stops this photo because of who is in it, said for people who are listed */
  issues: string[];
}

const TONES: Readonly<Record<PublicWord, PersonRow['tone']>> = {
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

function row(person: PersonToShow): PersonRow {
  return {
    value: `${person.kind}:${person.id}`,
    name: person.name,
    group: person.kind === 'adult' ? (ADULTS[person.group] ?? person.group) : person.group,
    word: person.word,
    tone: TONES[person.word],
    asks: person.asks,
    listed: person.listed !== null,
    faceOn: person.listed?.faceOn ?? 'unknown',
    uniform: person.listed?.uniform ?? 'unknown',
  };
}

/** The page for one clean photo; null while there is nothing to look at yet. */
export function peoplePage(
  facts: PostFacts,
  photo: PlacedPhoto,
  people: PeopleToShow,
  at: { base: string; here: string; group: string | null },
): PeoplePage | null {
  if (!photo.version) return null;
  const index = facts.photos.indexOf(photo);
  const names = new Map([...people.pupils, ...people.adults].map(({ id, name }) => [id, name]));
  const reader = { zone: facts.school.zone, now: facts.at, names };
  const field = `photo:${index}`;
  const found = blocks(runChecks(facts, 'edit')).filter((issue) => issue.field === field);
  return {
    editTo: `${at.here}/edit#photo-${index}`,
    here: `${at.here}/photos/${photo.postPhotoId}`,
    about: facts.trip?.name ?? 'No trip',
    photoName: `Photo ${index + 1} of ${facts.photos.length}`,
    src: `${at.base}/photos/${photo.version.id}`,
    width: photo.version.width,
    height: photo.version.height,
    altText: photo.altText,
    pupils: people.pupils.map(row),
    adults: people.adults.map(row),
    groups: people.groups,
    group: at.group,
    byTrip: facts.trip !== null,
    schoolSentence: people.schoolSentence,
    headCount: photo.headCount,
    listedCount: photo.people.length,
    base: settledKey(photo),
    issues: found
      .filter(({ check }) => check === 'I-05' || check === 'I-13')
      .map((issue) => issueWords(issue, reader).sentence),
  };
}
