// One sentence for each thing that can happen to a post. What the system does because a permission changed is said in one
// way, whatever the change was and whoever made it.
import { HELD_SENTENCE } from '#app/domain/consent/consent-words.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostEvent } from '#app/domain/posts/post-history.ts';
import type { MoveName } from '#app/domain/posts/post-machine.ts';
import { holdWords } from './hold-words.ts';
import { atStart, inSentence } from './platform-words.ts';

/** For a person the sentence follows their name ("sent it for approval."); for the system it is whole. */
export interface Said {
  says: string;
  stopped?: boolean;
}

type Moved = Extract<PostEvent, { type: 'post.moved' }>;

interface Telling {
  /** where it was to go or went */
  platform: Platform;
  /** a person did it, and is named before the sentence */
  named: boolean;
  /** a moment in the school's words */
  when: (iso: string) => string;
  /** the last day before a moment at which something ends */
  lastDay: (iso: string) => string;
}

type Say<E> = (event: E, telling: Telling) => Said;

const say = (says: string, stopped = false): Said => ({ says, stopped });
const either =
  (person: string, system: string, stopped = false): Say<unknown> =>
  (_, { named }) =>
    say(named ? person : system, stopped);

/** The same move said in another way where a person publishes by hand. */
const byHandOr =
  (says: string, otherwise: Say<Moved>): Say<Moved> =>
  (event, telling) =>
    event.cause === 'by_hand' ? say(says, true) : otherwise(event, telling);

const SENDING_STOPPED = 'It had not left, so it was held.';

/** Why a post ended, where it was not simply given up: by a person, by Gatepost. */
const CANCELLED: Readonly<Record<string, readonly [string, string]>> = {
  with_its_lead: [
    'ended it together with the post it was made from.',
    'It ended together with the post it was made from.',
  ],
  left_out: [
    'approved the post it was made from without this account, because it was stopped here.',
    'The post it was made from was approved without this account, because it was stopped here.',
  ],
};

const MOVES: Readonly<Record<MoveName, Say<Moved>>> = {
  submit: either('sent it for approval.', 'It was sent for approval.'),
  recall: either('took it back before a decision.', 'It was taken back before a decision.'),
  send_back: either('sent it back.', 'It was sent back.', true),
  reject: either('turned it down. It will not go out.', 'It was turned down. It will not go out.', true),
  approve: ({ delegationId }, { named }) =>
    say(`${named ? 'approved it' : 'It was approved'}${delegationId ? ', acting for the headteacher' : ''}.`),
  begin_changes: either('began to change it.', 'It was opened for changes.'),
  void_approval: either(
    'opened it for changes. Its approval no longer counts.',
    'It was opened for changes. Its approval no longer counts.',
  ),
  schedule: ({ dueAt }, { named, when }) =>
    say(`${named ? 'gave it its time' : 'It was given its time'}${dueAt ? `: ${when(dueAt)}` : ''}.`),
  unschedule: either('took it out of the calendar.', 'It was taken out of the calendar.'),
  hold: ({ cause }, { named }) =>
    named ? say('stopped it.', true) : say(`It was held. ${holdWords(cause ?? '').sentence}`, true),
  claim: either(
    'took it for sending.',
    'Its time came. Everything was checked again, and nothing stood in the way.',
  ),
  hand_out: either('opened it to publish it by hand.', 'It was opened to be published by hand.'),
  confirm_by_hand: either('published it by hand, and said so.', 'It was published by hand.'),
  miss: either('called it missed.', 'Its time passed too long ago, so it was not sent.', true),
  confirm_published: either('found it live.', 'It is live.'),
  recover_published: either('found it live.', 'It was found live on {there} after all.', true),
  fail: either('marked it as refused by {there}.', '{There} refused it. It did not go out.', true),
  lose_sight: byHandOr(
    'Nobody has said whether it was published by hand, so it may be live.',
    either(
      'marked it as perhaps live.',
      '{There} did not answer clearly, so it may be live. Nothing is sent again until it has been looked for.',
      true,
    ),
  ),
  recover_sent: either(
    'marked it as perhaps live.',
    'After a power cut it was not certain whether it had been sent. It is looked for.',
    true,
  ),
  return_unsent: byHandOr(
    'It was not published. It is back in its place, to be opened again.',
    either('put it back in its place.', 'It had not left yet. It is back in its place and is tried again.'),
  ),
  miss_unsent: byHandOr(
    'It was not published, and by then it was too late for it.',
    either('called it missed.', 'It had not left, and by then it was too late to send it.', true),
  ),
  hold_unsent: ({ cause }, { named }) => {
    if (cause === 'proved_absent')
      return say(`${named ? 'looked, and' : 'A look showed that'} it is not on {there}. It is held.`, true);
    if (named) return say('stopped it before it left.', true);
    return say(cause ? `${SENDING_STOPPED} ${holdWords(cause).sentence}` : SENDING_STOPPED, true);
  },
  release: either(
    'let it go on. It is approved, with no time yet.',
    'It may go on. It is approved, with no time yet.',
  ),
  revise_held: either('opened it for changes.', 'It was opened for changes.'),
  restore: either('let it be given a new time.', 'It may be given a new time.'),
  revise_ended: either('opened it for changes.', 'It was opened for changes.'),
  request_takedown: either('asked again for it to come down.', 'Its removal is tried again.'),
  confirm_removed: either('saw that it is gone from {there}.', 'It is gone from {there}.'),
  find_again: either(
    'found it on {there} again.',
    'Somebody had said that it is gone, but {there} still shows it. It comes down again.',
    true,
  ),
  fail_takedown: byHandOr(
    'Only a person can delete it, because a person published it. Somebody has to do it there by hand.',
    either(
      'could not take it down.',
      'It could not be taken down, and is still on {there}. Somebody has to delete it there by hand.',
      true,
    ),
  ),
  cancel: (event, telling) => {
    const [named, unnamed] = CANCELLED[event.cause ?? ''] ?? ['cancelled it.', 'It was cancelled.'];
    return either(named, unnamed, true)(event, telling);
  },
};

/** Why somebody wanted a live post down, as others may read it. */
export const TAKEDOWN_SENTENCES: Readonly<Record<string, string>> = {
  permission_changed: HELD_SENTENCE,
  should_not_be_shown: 'Somebody in it should not be shown.',
  mistake: 'Something in it is wrong.',
  asked_from_outside: 'Somebody outside the school asked.',
  time_over: 'The day until which it was to stay is over.',
};

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
  'hand_over.answered': ({ answer }, { named }) =>
    say(
      `${named ? '' : 'Somebody '}${HAND_ANSWERS[answer] ?? 'said what became of it.'}`,
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
  'takedown.opened': ({ cause }, { named }) => {
    const why = TAKEDOWN_SENTENCES[cause];
    return say(
      [named ? 'asked for it to come down.' : 'It has to come down.', why].filter(Boolean).join(' '),
      true,
    );
  },
  'takedown.explained': ({ cause }, { named }) =>
    say(
      [
        named ? 'said why it had to come down.' : 'It was said why it had to come down.',
        TAKEDOWN_SENTENCES[cause],
      ]
        .filter(Boolean)
        .join(' '),
    ),
  'takedown.raised': ({ cause }, { named }) =>
    say(
      [
        named ? 'asked for it to come down at once.' : 'It has to come down sooner than was asked at first.',
        TAKEDOWN_SENTENCES[cause],
      ]
        .filter(Boolean)
        .join(' '),
      true,
    ),
  'takedown.called': ({ call }) =>
    say(
      call === 1
        ? 'Somebody was asked to see to it that it is gone.'
        : 'Nobody had said that they have it, so the next person was asked.',
      true,
    ),
  'takedown.acknowledged': either('said: I have it.', 'Somebody said that they have it.'),
  'takedown.ended': ({ outcome }, { named }) => {
    if (outcome === 'another_picture')
      return say(
        named
          ? 'found that it shows another picture. It stays.'
          : 'It was found to show another picture. It stays.',
      );
    if (outcome === 'never_live')
      return say(named ? 'found that it had never been live.' : 'It had never been live.');
    return say(
      named
        ? 'deleted it on {there} by hand.'
        : 'It was deleted from {there}, and a second look did not find it.',
    );
  },
};

/** The sentence for one event. */
export function sentenceOf(event: PostEvent, telling: Telling): Said {
  const said = (EVENTS[event.type] as Say<PostEvent>)(event, telling);
  return { ...said, says: withPlatform(said.says, telling.platform) };
}

/** A sentence with the platform's name in its places: `{there}` within it, `{There}` where it begins one. */
export const withPlatform = (sentence: string, platform: Platform): string =>
  sentence.replaceAll('{there}', inSentence(platform)).replaceAll('{There}', atStart(platform));
