// One sentence for each thing that can happen to a post. What the system does because a permission changed is said in one
// way, whatever the change was and whoever made it.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostEvent } from '#app/domain/posts/post-history.ts';
import { holdWords } from './hold-words.ts';
import { atStart, inSentence } from './platform-words.ts';
import { MOVES } from './story-moves.ts';
import { either, type Moved, type Said, say, type Say, type Telling } from './story-said.ts';
import { TAKEDOWNS } from './takedown-sentences.ts';

const CHANGED_THERE: Readonly<Record<string, string>> = {
  words: 'On {there} its words are not the ones that were approved.',
  photos: 'On {there} its photos are not the ones that were approved.',
  alt_text: 'On {there} a photo is without its description, or has another one.',
};

const LOOKED: Readonly<Record<string, string>> = {
  found: 'It was looked for on {there}, and it is there.',
  absent: 'It was looked for on {there}, and was not found.',
  no_information: 'It was looked for on {there}, but {there} did not answer.',
};

const HAND_ANSWERS: Readonly<Record<string, string>> = {
  published: 'published it by hand, said where, and that no copy is left on the device.',
  deleted: 'had published it by hand, and deleted it again.',
  not_published: 'said that it was not published, and that no copy is left on the device.',
};

/** The same, said by somebody else than who had it. */
const FOR_ANOTHER: Readonly<Record<string, string>> = {
  published: 'said for whoever had it that it was published by hand, and where.',
  deleted: 'said for whoever had it that it had been published by hand, and is deleted again.',
  not_published: 'said for whoever had it that it was not published.',
};

/** What became of a repost, by a person's word and by Gatepost's. */
const REPOSTS: Readonly<Record<string, readonly [string, string, boolean?]>> = {
  asked: [
    'asked for a repost by another account of the school.',
    'A repost by another account of the school was asked for.',
  ],
  opened: ['opened it to repost it from another account.', 'It was opened to be reposted.'],
  reposted: ['reposted it from another account of the school.', 'Another account of the school reposted it.'],
  undo_wanted: ['reposted it, but it must not be shown there.', 'Its repost has to be taken back.', true],
  given_up: ['said that it is not reposted.', 'It is not reposted.'],
  stopped: ['stopped its repost.', 'Its repost was stopped before it was made.', true],
  taken_back: ['took its repost back.', 'Its repost was taken back.'],
  with_original: [
    'took its repost down with it.',
    'Its repost went with it: {there} shows no repost of a post that is gone.',
  ],
};

const FIELDS: Readonly<Record<string, string>> = {
  photos: 'the photos',
  words: 'the words',
  subject: 'the subject',
  accounts: 'the accounts it goes to',
  alt_text: 'the descriptions',
  people: 'who is in the photos',
  photo_edits: 'what is hidden or cut away in the photos',
  about_photo: 'what was answered about the photos',
  declarations: 'what is declared',
  window: 'the days on which it may go out',
};

/** "the words, the photos and who is in them", in a fixed order. */
export function changedWords(fields: ReadonlySet<string>): string {
  const named = Object.entries(FIELDS).flatMap(([field, words]) => (fields.has(field) ? [words] : []));
  if ([...fields].some((field) => !(field in FIELDS))) named.push('something else');
  return named.length < 2 ? (named[0] ?? 'nothing') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

const ANSWERED: Readonly<Record<string, string>> = {
  accepted_by_head: 'let something in its words stand, as the headteacher may, and said why.',
  accepted_by_safeguarding: 'let something in its words stand, as a safeguarding lead may, and said why.',
  not_a_pupil: 'said that a word in it is no pupil’s name.',
  explained: 'said why something in its words is right as it is.',
};

function answered(answer: string, remembered: boolean, named: boolean): Said {
  const did = remembered
    ? 'kept an answer about its words for every post of the school.'
    : (ANSWERED[answer] ?? 'answered a question about its words.');
  return say(named ? did : `Somebody ${did}`);
}

const EVENTS: { readonly [T in PostEvent['type']]: Say<Extract<PostEvent, { type: T }>> } = {
  'post.started': either('started it.', 'It was started.'),
  'post.made_for_account': either(
    'sent a post for several accounts, and this one was made from it for {there}.',
    'It was made for {there} from a post for several accounts.',
  ),
  'post.correction_started': either(
    'started a new post that puts this one right.',
    'A new post was started that puts this one right.',
  ),
  'post.started_from': ({ photos, leftBehind }, { named }) => {
    const began = named ? 'started it' : 'It was started';
    const behind = leftBehind === 1 ? '1 photo was' : `${leftBehind} photos were`;
    const along = photos === 0 ? '' : photos === 1 ? ' and a photo of it' : ` and ${photos} photos of it`;
    return say(
      `${began} from a post that had been taken down, with its words${along}.${leftBehind > 0 ? ` ${behind} left behind.` : ''}`,
    );
  },
  'post.edited': ({ fields }, { named }) => {
    const what = changedWords(new Set(fields));
    return say(named ? `changed ${what}.` : `Changed: ${what}.`);
  },
  'photo.received': either('added a photo.', 'A photo was added.'),
  'post.moved': (event, telling) => {
    const move = (MOVES as Readonly<Record<string, Say<Moved>>>)[event.move];
    return move ? move(event, telling) : either('moved it on.', 'It moved on.')(event, telling);
  },
  'post.hold_added': ({ cause }, { named }) =>
    named
      ? say('stopped it as well.', true)
      : say(`It is held for one more reason. ${holdWords(cause).sentence}`, true),
  'post.remove_by_set': ({ removeBy, cause }, { named, lastDay }) =>
    say(
      cause === 'published'
        ? `It stays until ${lastDay(removeBy)} at the latest, then it is taken down.`
        : `${named ? 'changed until when it stays' : 'Until when it stays was changed'}: ${lastDay(removeBy)} at the latest.`,
    ),
  'picture.allowed': either(
    'looked at a photo that resembles an earlier one, and found it to be another.',
    'A photo that resembles an earlier one was found to be another.',
  ),
  'finding.answered': ({ answer, remembered }, { named }) => answered(answer, remembered, named),
  'finding.answer_taken_back': ({ answer }, { named }) =>
    answer.startsWith('accepted')
      ? say(`${named ? 'no longer lets' : 'Somebody no longer lets'} something in its words stand.`)
      : say(`${named ? 'took' : 'Somebody took'} back an answer about its words.`),
  'finding.answer_lapsed': () =>
    say('What somebody let stand in its words no longer counts: it is asked about again.'),
  'approval.voided': either('ended its approval.', 'Its approval no longer counts.'),
  'repost.moved': ({ to, ended }, { named }) => {
    const [person, system, stopped] = REPOSTS[ended ?? to] ?? ['changed a repost.', 'A repost changed.'];
    return say(named ? person : system, stopped ?? false);
  },
  'hand_over.publisher_named': ({ userId }, { named }) =>
    userId
      ? say(named ? 'asked somebody to publish it by hand.' : 'Somebody was asked to publish it by hand.')
      : say(
          named
            ? 'asked nobody in particular any more to publish it by hand.'
            : 'Nobody in particular is asked any more to publish it by hand.',
        ),
  'hand_over.opened': either('opened it to publish it by hand.', 'It was opened to be published by hand.'),
  'hand_over.stopped': either(
    'stopped it while it was being published by hand.',
    'It was stopped while it was being published by hand.',
    true,
  ),
  'hand_over.lapsed': () => say('Nobody has said whether it was published by hand.', true),
  'hand_over.answered': ({ answer, forAnother }, { named }) =>
    say(
      `${named ? '' : 'Somebody '}${(forAnother ? FOR_ANOTHER : HAND_ANSWERS)[answer] ?? 'said what became of it.'}`,
      answer !== 'published',
    ),
  'delivery.prepared': ({ mediaIds }) =>
    say(
      mediaIds.length > 0
        ? 'Its photos were handed to {there}, each with its description.'
        : 'It was made ready for {there}.',
    ),
  'delivery.sending': () => say('Everything was checked once more, and it was sent.'),
  'delivery.disarmed': () => say('Sending took too long to begin, so everything is checked again.'),
  'delivery.recovered': () =>
    say('After a power cut it may have been sent. It is looked for before anything else.', true),
  'delivery.proved_absent': () =>
    say('It was looked for several times over ten minutes or more. It is not there.'),
  'delivery.copy_found': () => say('It was on the account twice. The second copy is being deleted.', true),
  'delivery.copy_kept': () => say('The copy that is left on the account is the post from now on.'),
  'delivery.copy_removed': () => say('The second copy was deleted, and is gone.'),
  'delivery.looked': ({ result }) =>
    say(LOOKED[result] ?? 'It was looked for on {there}.', result !== 'found'),
  'delivery.verified': ({ altText }) =>
    altText
      ? say('It was read back from {there}: it is there, with its descriptions.')
      : say(
          'It was read back from {there}, and it or a description was missing. Somebody has to look.',
          true,
        ),
  'delivery.missing': () => say('It was not found on {there}. It is looked for once more in an hour.', true),
  'delivery.gone': () =>
    say('It is not on {there} any more. Nobody deleted it with Gatepost; it was looked for twice.', true),
  'delivery.back': () => say('It is on {there} again. Gatepost did not put it back.', true),
  'delivery.changed': ({ what }) => say(CHANGED_THERE[what] ?? 'It is not as it was approved.', true),
  ...TAKEDOWNS,
};

/** The sentence for one event. */
export function sentenceOf(event: PostEvent, telling: Telling): Said {
  const said = (EVENTS[event.type] as Say<PostEvent>)(event, telling);
  return { ...said, says: withPlatform(said.says, telling.platform) };
}

/** A sentence with the platform's name in its places: `{there}` within it, `{There}` where it begins one. */
export const withPlatform = (sentence: string, platform: Platform): string =>
  sentence.replaceAll('{there}', inSentence(platform)).replaceAll('{There}', atStart(platform));
