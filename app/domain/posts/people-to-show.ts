// Who could be in a photo, each with the one word that may be said of them here: the trip's list, or a class, the adults, and
// children from elsewhere. What is sent on from here tells what holds for this photo, and never why.
import type { Database } from '#db/client.server.ts';
import { guestPermissionsOfSchool } from '#db/queries/guests.server.ts';
import { pupilsPlacedBy } from '#db/queries/placed-photos.server.ts';
import { groupsOfSchool, type PupilRow, pupilsByIds, pupilsOfGroup } from '#db/queries/pupils.server.ts';
import { adultPermissionsOfSchool, pupilsOfTrip } from '#db/queries/schools.server.ts';
import type { Seen } from '#app/domain/consent/consent-types.ts';
import { type PublicWord, schoolSentence } from '#app/domain/consent/consent-words.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { dayBounds } from '#app/domain/school/school-clock.ts';
import { adultVerdict } from './adult-verdict.ts';
import { guestVerdict } from './guest-verdict.ts';
import { adultUse } from './judge-people.ts';
import { momentsToJudge } from './load-post-facts.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import type { PostFacts } from './post-facts.ts';
import { wordsForPupils } from './pupil-words.ts';

export interface PersonToShow {
  kind: 'pupil' | 'adult';
  /** pupil id or adult permission id */
  id: string;
  name: string;
  /** a pupil's class; what an adult is to the school */
  group: string;
  word: PublicWord;
  /** questions about the photo on which this person's answer depends */
  asks: { face: boolean; uniform: boolean };
  /** what was settled for them in this photo; null = not listed */
  listed: { faceOn: Seen; uniform: Seen } | null;
}

/** Children from elsewhere whose release covers this post; they have no names here. */
export interface GuestsToShow {
  /** guest permission id */
  id: string;
  /** where they are from and what for */
  about: string;
  /** how many it covers in one photo, and how many of them are placed in this one */
  children: number;
  placed: number;
}

export interface PeopleToShow {
  pupils: PersonToShow[];
  adults: PersonToShow[];
  guests: GuestsToShow[];
  /** ids of pupils used last: in this post's other photos, then by its author today */
  recentlyUsed: string[];
  /** classes to choose from, when the post is about no trip */
  groups: { group: string; count: number }[];
  /** what stops every pupil of the school alike, said once */
  schoolSentence: string | null;
}

/** People to choose from for one photo. `group`: the class looked at, when the post is about no trip. */
export async function peopleToShow(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
  group: string | null,
): Promise<PeopleToShow> {
  const scope = { schoolId: facts.school.id };
  const others = usedInOthers(facts, photo);
  const today = await usedToday(db, facts);
  const rows = await candidates(db, facts, photo, group, facts.trip ? others : [...others, ...today]);
  const offered = new Set(rows.map(({ id }) => id));
  const words = await wordsForPupils(db, facts, photo, rows);
  return {
    pupils: rows.flatMap((row): PersonToShow[] => {
      const said = words.get(row.id);
      if (!said) return [];
      const { word, asks } = said;
      const listed = listedIn(photo, 'pupil', row.id);
      return [
        { kind: 'pupil', id: row.id, name: pupilName(row), group: row.registrationGroup, word, asks, listed },
      ];
    }),
    adults: await adultsToShow(db, facts, photo),
    guests: await guestsToShow(db, facts, photo),
    recentlyUsed: [...new Set([...others, ...today])].filter((id) => offered.has(id)).slice(0, MOST_RECENT),
    groups: facts.trip ? [] : await groupsOfSchool(db, scope),
    schoolSentence: schoolSentence([...words.values()].map(({ image }) => image)),
  };
}

/** Adults who have agreed to be shown, and those placed already whatever became of their permission. */
async function adultsToShow(db: Database, facts: PostFacts, photo: PlacedPhoto): Promise<PersonToShow[]> {
  const moments = momentsToJudge(facts.post, facts.at);
  const adults = await adultPermissionsOfSchool(db, { schoolId: facts.school.id });
  const use = adultUse(facts.post, facts.account);
  return adults
    .map((adult) => ({
      kind: 'adult' as const,
      id: adult.id,
      name: adult.name,
      group: adult.kind,
      word: moments.some((at) => adultVerdict(adult, use, at) === 'block')
        ? ('not in photos' as const)
        : ('can be shown' as const),
      asks: { face: false, uniform: false },
      listed: listedIn(photo, 'adult', adult.id),
    }))
    .filter((adult) => adult.listed || adult.word === 'can be shown');
}

/** Releases that cover this account, this event and these days, and those used already. */
export async function guestsToShow(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
): Promise<GuestsToShow[]> {
  const moments = momentsToJudge(facts.post, facts.at);
  const { accountId, tripId } = facts.post;
  const releases = await guestPermissionsOfSchool(db, { schoolId: facts.school.id });
  return releases
    .map((release) => {
      const placed = photo.people.filter(({ kind, id }) => kind === 'guest' && id === release.id).length;
      const covers = (at: Date) => guestVerdict(release, { accountId, tripId, children: 1 }, at) === 'allow';
      return { release, placed, covers: moments.every(covers) };
    })
    .filter(({ placed, covers }) => placed > 0 || covers)
    .map(({ release: { id, about, children }, placed }) => ({ id, about, children, placed }));
}

/** The trip's pupils, or the class looked at; whoever is listed already, or was used a moment ago, always stands with them. */
async function candidates(
  db: Database,
  { school, trip }: PostFacts,
  photo: PlacedPhoto,
  group: string | null,
  used: readonly string[],
): Promise<PupilRow[]> {
  const scope = { schoolId: school.id };
  const offered = trip
    ? await pupilsOfTrip(db, scope, trip.id)
    : group
      ? await pupilsOfGroup(db, scope, group)
      : [];
  const listed = photo.people.filter(({ kind }) => kind === 'pupil').map(({ id }) => id);
  const missing = new Set([...listed, ...used]);
  for (const { id } of offered) missing.delete(id);
  return [...(await pupilsByIds(db, scope, [...missing])), ...offered];
}

const MOST_RECENT = 40;

/** Pupils in the post's other photos, the last one first. */
function usedInOthers({ photos }: PostFacts, photo: PlacedPhoto): string[] {
  const others = photos.filter(({ postPhotoId }) => postPhotoId !== photo.postPhotoId);
  const pupils = others.flatMap(({ people }) => people.filter(({ kind }) => kind === 'pupil'));
  return pupils.map(({ id }) => id).reverse();
}

async function usedToday(db: Database, { school, author, at }: PostFacts): Promise<string[]> {
  const { from } = dayBounds(at, school.zone);
  return pupilsPlacedBy(db, { schoolId: school.id }, author.userId, from, MOST_RECENT);
}

function listedIn(photo: PlacedPhoto, kind: 'pupil' | 'adult', id: string): PersonToShow['listed'] {
  const person = photo.people.find((each) => each.kind === kind && each.id === id);
  return person ? { faceOn: person.faceOn, uniform: person.uniform } : null;
}
