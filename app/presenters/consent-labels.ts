// The words of consent as screens say them: what is shown, where, what for, how somebody answered. One word for each thing,
// the same on the form, in the grid and in the history.
import {
  type Answer,
  type Channel,
  CHANNELS,
  type Condition,
  type Purpose,
  PURPOSES,
  type RestrictionType,
  RESTRICTION_TYPES,
  type Subject,
  SUBJECTS,
} from '#app/domain/consent/consent-vocabulary.ts';

export const USE_WORDS: Readonly<Record<Subject, string>> = {
  image: 'In a photo',
  video: 'In a video',
  voice: 'Their voice',
  first_name: 'First name',
  full_name: 'Full name',
  name_with_image: 'Name beside a photo',
  work: 'Work they made',
};

export const PLACE_WORDS: Readonly<Record<Channel, string>> = {
  x: 'X',
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  instagram: 'Instagram',
  website: 'School website',
  newsletter: 'Newsletter',
  print: 'Leaflets',
  press: 'Newspapers',
  display: 'Displays in school',
  internal: 'Inside lessons',
};

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  celebration: 'Celebrating what pupils do',
  trip: 'School trips',
  teaching: 'Showing how we teach',
  information: 'Telling families the news',
  recruitment: 'Advertising the school',
  press: 'Press reports',
};

export const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  groupOnly: 'only in a group',
  notFaceOn: 'not facing the camera',
  noUniform: 'not in uniform',
};

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  granted: 'Yes',
  refused: 'No',
  withdrawn: 'Withdrawn',
  not_answered: 'Not answered',
};

export const METHOD_WORDS: Readonly<Record<string, string>> = {
  paper: 'on paper',
  phone: 'by phone',
  in_person: 'in person',
  email: 'by e-mail',
  link: 'by their own link',
  import: 'from the school’s records',
  system: 'here',
};

export const RESTRICTION_WORDS: Readonly<Record<RestrictionType, { label: string; hint: string }>> = {
  do_not_publish: { label: 'Publish nothing', hint: 'No photo, name or work, anywhere.' },
  ask_safeguarding_lead: {
    label: 'Ask me first',
    hint: 'Nothing is published until you lift this.',
  },
  no_name: { label: 'No name', hint: 'Photos may be used where they are agreed, names never.' },
  no_place: {
    label: 'No place',
    hint: 'Nothing that could tell where the pupil is or goes to school. No post of ours is sure to keep that, so it stops photos too.',
  },
  group_only: { label: 'Only in a group', hint: 'Never alone or picked out.' },
};

/** What most forms ask about, in the order of the grid. */
export const MAIN_USES: readonly Subject[] = ['image', 'first_name', 'work'];
export const MAIN_PLACES: readonly Channel[] = ['x', 'website', 'newsletter', 'display', 'press'];

const choices = <T extends string>(names: readonly T[], words: Readonly<Record<T, string>>) =>
  names.map((value) => ({ value, label: words[value] }));

/** Ticks of a form: what most forms ask about first, then the rest. */
export const USE_CHOICES = choices(
  [...MAIN_USES, ...SUBJECTS.filter((use) => !MAIN_USES.includes(use))],
  USE_WORDS,
);
export const PLACE_CHOICES = choices(
  [...MAIN_PLACES, ...CHANNELS.filter((place) => !MAIN_PLACES.includes(place))],
  PLACE_WORDS,
);
export const PURPOSE_CHOICES = choices(
  [...PURPOSES].sort((a, b) => Number(a === 'press') - Number(b === 'press')),
  PURPOSE_WORDS,
);
export const METHOD_CHOICES = [
  { value: 'phone', label: 'By phone' },
  { value: 'in_person', label: 'In person' },
  { value: 'paper', label: 'On paper' },
  { value: 'email', label: 'By e-mail' },
];
export const RESTRICTION_CHOICES = RESTRICTION_TYPES.map((value) => ({ value, ...RESTRICTION_WORDS[value] }));

/** "in a photo, first name", or "everything" when the set names all there is, or none. */
export function listWords<T extends string>(
  set: readonly T[],
  every: readonly T[],
  words: Readonly<Record<T, string>>,
  all: string,
): string {
  if (set.length === 0 || set.length === every.length) return all;
  return set.map((name, index) => (index === 0 ? words[name] : lowerFirst(words[name]))).join(', ');
}

const lowerFirst = (word: string): string =>
  /^[A-Z][a-z ]/.test(word) && !NAMES.includes(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word;

/** Names of platforms keep their capital in a sentence. */
const NAMES: readonly string[] = ['Bluesky', 'Facebook', 'Instagram'];
