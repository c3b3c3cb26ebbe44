// Words of a pupil's records for the family that reads them: codes as sentences, moments in the school's own time.
import { Temporal } from '@js-temporal/polyfill';
import { isConnected, type Platform } from '#app/domain/accounts/platforms.ts';
import {
  CHANNELS,
  type Channel,
  type Purpose,
  PURPOSES,
  type Subject,
  SUBJECTS,
} from '#app/domain/consent/consent-vocabulary.ts';
import type {
  ExportedPhoto,
  ExportedPost,
  PupilRecords,
  Recorder,
} from '#app/domain/exports/pupil-records.ts';
import { listWords, PLACE_WORDS, PURPOSE_WORDS, USE_WORDS } from '#app/presenters/consent-labels.ts';
import { ROLE_WORDS } from '#app/presenters/roles.ts';
import { timeWords, zoneWords } from '#app/presenters/when.ts';

/** "4 November 2026, 9:12 am UK time"; null stays null. */
export const inTime = (moment: string | null, zone: string): string | null => {
  if (moment === null) return null;
  const at = new Date(moment);
  return `${dayOf(at, zone)}, ${timeWords(at, zone)} ${zoneWords(zone)}`;
};

/** "4 November 2026" of a moment. */
export const onDay = (moment: string | null, zone: string): string | null =>
  moment === null ? null : dayOf(new Date(moment), zone);

/** "4 November 2026" of a date without a time. */
export const dateWords = (day: string | null): string | null =>
  day === null
    ? null
    : Temporal.PlainDate.from(day).toLocaleString('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      });

const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);

/** "a teacher", "the school office". */
export function byWords(recorder: Recorder): string {
  if (recorder === 'themselves') return 'the person themselves';
  if (recorder === 'system') return 'Gatepost by itself';
  if (recorder === 'staff') return 'a member of staff';
  const role = ROLE_WORDS[recorder];
  return `the school (${role.startsWith('DPO') ? role : role.charAt(0).toLowerCase() + role.slice(1)})`;
}

export const scopeWords = (scope: {
  subjects: readonly Subject[];
  channels: readonly Channel[];
  purposes: readonly Purpose[];
}): { uses: string; places: string; purposes: string } => ({
  uses: listWords(scope.subjects, SUBJECTS, USE_WORDS, 'Everything'),
  places: listWords(scope.channels, CHANNELS, PLACE_WORDS, 'Everywhere'),
  purposes: listWords(scope.purposes, PURPOSES, PURPOSE_WORDS, 'Anything'),
});

export const ACCOUNT_SCOPE_WORDS = {
  own_school: 'This school’s own accounts',
  trust: 'This school’s accounts and its trust’s',
  trust_schools: 'This school’s accounts, its trust’s and its other schools’',
} as const;

export const AUTHORITY_WORDS = {
  parental_responsibility: 'parental responsibility',
  delegated: 'acting for somebody with parental responsibility',
  local_authority: 'the local authority',
  court: 'by order of a court',
  self: 'the pupil themselves',
} as const;

const STATES: Readonly<Record<string, string>> = {
  draft: 'Being written',
  in_review: 'Waiting for approval',
  changes_requested: 'Sent back to be changed',
  rejected: 'Turned down',
  approved: 'Approved, not out yet',
  scheduled: 'Approved and given a time',
  publishing: 'On its way out',
  published: 'Out',
  failed: 'Did not go out',
  unknown: 'Perhaps out: being looked for',
  missed: 'Did not go out in time',
  held: 'Stopped',
  takedown_requested: 'Being taken down',
  taken_down: 'Taken down',
  takedown_failed: 'To be taken down by hand',
  cancelled: 'Given up',
};

/** Where people put posts onto a platform by hand, only their word says so. */
const STATES_BY_HAND: Readonly<Record<string, string>> = {
  publishing: 'With somebody at the school, to be put out by hand',
  published: 'Put out by hand, as somebody at the school said',
  unknown: 'Perhaps out: nobody has said what became of it',
  missed: 'Nobody put it out in time',
};

export const goesByHand = ({ platform }: Pick<ExportedPost, 'platform'>): boolean =>
  !isConnected(platform as Platform);

export const stateWords = (post: Pick<ExportedPost, 'state' | 'platform'>): string =>
  (goesByHand(post) ? STATES_BY_HAND[post.state] : undefined) ?? STATES[post.state] ?? post.state;

const OUTCOMES: Readonly<Record<string, string>> = {
  removed: 'taken down',
  never_live: 'it had never gone out',
  another_picture: 'looked at, and left as it is',
  failed: 'not done by itself',
  nothing_found: 'nothing was found',
  not_removed: 'not taken down',
};
export const outcomeWords = (outcome: string | null): string =>
  outcome === null ? 'not decided yet' : (OUTCOMES[outcome] ?? outcome);

export function photoWords({ hidden, leftOut }: ExportedPhoto): string {
  if (leftOut === 'not_kept') return 'This photo is no longer kept.';
  if (leftOut === 'others_not_hidden')
    return 'This photo is left out: it could not be made certain that everybody else in it is hidden.';
  if (hidden === 'alone') return 'Nobody else is in this photo.';
  if (hidden === 'others') return 'Everybody else’s face is hidden.';
  return 'Every face is hidden, because it is not kept which face is whose.';
}

const WAYS: Readonly<Record<string, string>> = {
  email: 'by e-mail',
  letter: 'by letter',
  paper: 'on paper',
  phone: 'by phone',
  in_person: 'in person',
  link: 'by a personal link',
};
export const wayWords = (way: string): string => WAYS[way] ?? way;

const ASKERS: Readonly<Record<string, string>> = {
  parent: 'A parent or carer',
  pupil: 'The pupil',
  former_pupil: 'A former pupil',
  staff: 'A member of staff',
  public: 'Somebody else',
};
export const askerWords = (from: string): string => ASKERS[from] ?? from;

export const ROUND_WORDS = { general: 'For everyone', trip: 'For a trip', renewal: 'To ask again' } as const;

const EVENTS: Readonly<Record<string, string>> = {
  'consent_link.made': 'A personal link was made for one of the pupil’s people.',
  'consent_link.ended': 'A personal link was ended.',
  'pupil.renamed': 'The pupil’s name was changed.',
  'name_change.settled': 'Posts with the earlier name were looked through.',
  'unlisted_pupil.matched': 'A child who was not on the list yet was found to be this pupil.',
};
export const eventWords = ({ what }: PupilRecords['log'][number]): string => EVENTS[what] ?? what;
