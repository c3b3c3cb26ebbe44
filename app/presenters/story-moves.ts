// One sentence for each move of a post along its states.
import type { MoveName } from '#app/domain/posts/post-machine.ts';
import { holdWords } from './hold-words.ts';
import { either, type Moved, say, type Say } from './story-said.ts';

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

export const MOVES: Readonly<Record<MoveName, Say<Moved>>> = {
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
  miss_unsent: byHandOr('It was not published, and by then it was too late for it.', (event, telling) =>
    event.cause === 'time_lost'
      ? say('It is not there, and a power cut took its time in the calendar. It waits for people.', true)
      : either(
          'called it missed.',
          'It had not left, and by then it was too late to send it.',
          true,
        )(event, telling),
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
