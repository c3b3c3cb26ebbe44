// The made-up school for which the labelled posts are written, as the checks of words see it: its roster, staff, lists and accounts, and
// what each post says of itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { rosterOf } from '#cli/text-roster.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { nameWords } from '#app/domain/pupils/name-words.ts';
import type { AdultsNamed } from '#app/domain/words/adults/adults-ground.ts';
import { handlesIn } from '#app/domain/words/handles/find-handles.ts';
import { type HeldName, heldNames, holdersOf } from '#app/domain/words/handles/handle-names.ts';
import type { HandleRegister } from '#app/domain/words/handles/handles-ground.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { rosterGround } from '#app/domain/words/names/roster-ground.ts';
import type { SpokespersonGrant } from '#app/domain/words/speech/spoken-topics.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import { NO_GROUND, type TextGround } from '#app/domain/words/text-ground.ts';
import { NO_LISTS, type WordListsInForce } from '#app/domain/words/lists/word-lists.ts';
import { type PostAround, POSTS_FOLDER } from './labelled-posts.ts';

const form = z.strictObject({
  name: z.string(),
  handle: z.string(),
  zone: z.string(),
  now: z.string(),
  contacts: z.array(z.string()),
  officialHandles: z.array(z.string()),
  partnerHandles: z.array(z.string()),
  /** accounts of pupils and of staff, so that nobody takes them for made-up partners; nobody at a school keeps such a list */
  pupilHandles: z.array(z.string()),
  staffHandles: z.array(z.string()),
  adults: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['staff', 'governor', 'parent', 'partner']),
      role: z.string(),
      mayBeNamed: z.boolean(),
    }),
  ),
  lists: z.record(z.string(), z.array(z.string())),
  department: z.strictObject({ subjects: z.array(z.string()), subject: z.string() }),
  trip: z.strictObject({
    name: z.string(),
    place: z.string(),
    placeWords: z.array(z.string()),
    startsAt: z.string(),
    endsAt: z.string(),
    backNow: z.string(),
    postDelayMinutes: z.number(),
  }),
  election: z.strictObject({ from: z.string(), until: z.string() }),
});
type School = z.infer<typeof form>;

const AUTHOR = 'author';

/** The school, with what surrounds a post of it. */
export function schoolOfPosts() {
  const school = form.parse(JSON.parse(readFileSync(join(POSTS_FOLDER, 'school.json'), 'utf8')));
  const roster = rosterOf(readFileSync(join(POSTS_FOLDER, 'roster.csv')), 'roster.csv');
  const lists: WordListsInForce = {
    ...NO_LISTS,
    ...Object.fromEntries(
      Object.entries(school.lists).map(([list, entries]) => [list, { version: 1, entries }]),
    ),
  };
  const adults = adultsOf(school);
  const official = school.officialHandles.map((handle) => handle.toLowerCase());
  const held = heldNames(
    roster.flatMap((pupil) => nameWords(pupil).map((word) => ({ ...word, id: pupil.id }))),
  );
  return {
    roster,
    /** What a post of these words is compared with, and what it stands in. */
    around(post: PostAround, text: string): { ground: TextGround; about: TextAbout } {
      const about = aboutOf(school, post);
      const { names, labels } = rosterGround(roster, [{ text }]);
      const pupils = names.pupils.map((pupil) =>
        post.mayBeNamed?.includes(pupil.id) ? { ...pupil, agreed: YES } : pupil,
      );
      return {
        ground: {
          ...NO_GROUND,
          labels,
          names: { pupils },
          adults,
          handles: { official, pupils: holdersIn(text, held) },
          lists,
          grants: grantsOf(post, about),
        },
        about,
      };
    },
  };
}

/** Pupils whose full name a handle holds, by handle: as they are looked for in a school's records. */
const holdersIn = (text: string, names: readonly HeldName[]): HandleRegister['pupils'] =>
  new Map(handlesIn(text).map(({ handle }) => [handle, holdersOf(handle, names)]));

const YES = { firstName: true, fullName: true, nameWithImage: true };

const adultsOf = ({ adults }: School): AdultsNamed => ({
  adults: adults.map(({ name, kind, role, mayBeNamed }) => ({
    words: keysOf(name),
    staff: kind === 'staff',
    job: kind === 'staff' ? keysOf(role).join(' ') : '',
    named: { full: mayBeNamed, anyWay: mayBeNamed },
  })),
  mailHosts: ['alderbrook.example'],
});

const keysOf = (text: string): string[] => foldText(text).words.map(({ key }) => key);

function aboutOf(school: School, post: PostAround): TextAbout {
  const { trip, department } = school;
  const at = new Date(post.trip === 'back' ? trip.backNow : school.now);
  const isDepartment = post.account === 'department';
  return {
    at,
    goesOutFrom: at,
    zone: school.zone,
    settings: {
      ...DEFAULT_SETTINGS,
      ...(post.identity ? { pupilIdentity: post.identity } : {}),
      ...(post.election ? { electionFrom: school.election.from, electionUntil: school.election.until } : {}),
    },
    schoolName: school.name,
    accountKind: post.account ?? 'school',
    accountHandle: school.handle,
    subjects: isDepartment ? department.subjects : [],
    subject: isDepartment && post.subject !== null ? department.subject : null,
    purpose: isDepartment ? 'teaching' : post.trip ? 'trip' : 'information',
    trip: post.trip
      ? {
          id: 'trip',
          name: trip.name,
          place: trip.place,
          placeWords: trip.placeWords,
          namedApproverId: null,
          accountId: null,
          cancelledAt: null,
          pupilIds: new Set(),
          firstPostAt: null,
          startsAt: new Date(trip.startsAt),
          endsAt: new Date(trip.endsAt),
          postDelayMinutes: trip.postDelayMinutes,
          postsWhileAway: 'after_return',
        }
      : null,
    pupilsShown: new Set(post.pupilsShown ?? []),
    childShown: post.childShown ?? false,
    authorId: AUTHOR,
    declarations: ['responsible'],
  };
}

const grantsOf = ({ grants = [] }: PostAround, { at }: TextAbout): SpokespersonGrant[] =>
  grants.length === 0
    ? []
    : [
        {
          id: 'grant',
          userId: AUTHOR,
          topics: grants,
          startsAt: new Date(at.getTime() - 86_400_000),
          endsAt: new Date(at.getTime() + 86_400_000),
        },
      ];
