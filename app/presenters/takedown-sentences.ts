// What is said of a post that comes down: why, who sees to it, and how it ended. What happens because a permission changed is said in one
// way, whatever the change was and whoever made it.
import { HELD_SENTENCE } from '#app/domain/consent/consent-words.ts';
import type { PostEvent } from '#app/domain/posts/post-history.ts';
import { either, say, type Say } from './story-said.ts';

/** Why somebody wanted a live post down, as others may read it. */
export const TAKEDOWN_SENTENCES: Readonly<Record<string, string>> = {
  permission_changed: HELD_SENTENCE,
  should_not_be_shown: 'Somebody in it should not be shown.',
  mistake: 'Something in it is wrong.',
  asked_from_outside: 'Somebody outside the school asked.',
  time_over: 'The day until which it was to stay is over.',
};

const because = (what: string, cause: string): string =>
  [what, TAKEDOWN_SENTENCES[cause]].filter(Boolean).join(' ');

type TakedownEvent = Extract<PostEvent, { type: `takedown.${string}` }>;

export const TAKEDOWNS: {
  readonly [T in TakedownEvent['type']]: Say<Extract<TakedownEvent, { type: T }>>;
} = {
  'takedown.opened': ({ cause }, { named }) =>
    say(because(named ? 'asked for it to come down.' : 'It has to come down.', cause), true),
  'takedown.explained': ({ cause }, { named }) =>
    say(because(named ? 'said why it had to come down.' : 'It was said why it had to come down.', cause)),
  'takedown.raised': ({ cause }, { named }) =>
    say(
      because(
        named ? 'asked for it to come down at once.' : 'It has to come down sooner than was asked at first.',
        cause,
      ),
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
