// A trip's forms in words: what may be chosen, and what is wrong with what was typed.
import { MOST_TRIP_DAYS, POST_DELAYS } from '#app/domain/trips/trip-form.ts';
import type { AccountBarrier } from '#app/domain/trips/trip-account.ts';
import { type FieldSentences, sentencesByField } from './field-sentences.ts';
import { wallWords } from './when.ts';

const DELAYS: Readonly<Record<(typeof POST_DELAYS)[number], string>> = {
  0: 'As soon as everyone is back',
  60: '1 hour after everyone is back',
  180: '3 hours after everyone is back',
  720: '12 hours after everyone is back',
  1440: 'A day after everyone is back',
};

export const DELAY_CHOICES: { value: string; label: string }[] = POST_DELAYS.map((minutes) => ({
  value: String(minutes),
  label: DELAYS[minutes],
}));

const SENTENCES: FieldSentences = {
  trip_time_does_not_exist: ({ context }) =>
    `The clocks go forward over that time. The next one is ${wallWords(String(context['next']))}.`,
  trip_name_missing: 'Give the trip a name, such as “Year 4 at Tidewater Farm”.',
  trip_place_missing: 'Say where it goes.',
  trip_words_too_long: 'This is over 120 characters. A short name is enough.',
  trip_starts_missing: 'Give the day and the time when it leaves.',
  trip_ends_missing: 'Give the day and the time when everyone is back.',
  trip_ends_before_start: 'Everyone would be back before they leave. Choose a later time.',
  trip_too_long: `This is longer than ${MOST_TRIP_DAYS} days. Make a trip for each part of it.`,
  trip_leader_missing: 'Choose who leads it.',
  trip_delay_unclear: 'Choose when posts may tell about it.',
  trip_approver_missing: 'Choose the one person who approves its posts while it is away.',
  trip_place_words_too_many: 'Write at most 20 words or names, each under 60 characters.',
  account_handle_wrong: 'A handle has 1 to 15 letters, digits or underscores.',
  account_handle_taken: 'Somebody has this handle already. Choose another.',
  account_name_missing: 'Give it a name of at most 50 characters.',
  account_last_day_wrong: 'Choose a day from the trip’s last day on, and no later than 60 days after it.',
};

/** One sentence by field name; a field keeps its first. */
export const tripErrors = sentencesByField(SENTENCES);

/** Why an account for one trip cannot be opened now, and what to do. */
export const BARRIER_WORDS: Readonly<Record<AccountBarrier, { sentence: string; todo: string }>> = {
  trip_cancelled: { sentence: 'This trip was called off.', todo: 'No account is opened for it.' },
  account_was_opened: {
    sentence: 'This trip has had its account.',
    todo: 'Its posts go out on the school’s account now.',
  },
  trip_has_posts: {
    sentence: 'A post about this trip has gone out already.',
    todo: 'An account of its own opens before the first post or not at all. Use the school’s account.',
  },
  nobody_on_list: { sentence: 'Nobody is on the trip’s list yet.', todo: 'Choose its pupils first.' },
  records_stale: {
    sentence: 'The school’s permission list is out of date.',
    todo: 'Ask the data lead to bring it up to date first.',
  },
  nobody_may_appear: {
    sentence: 'Nobody on the list may appear on an account of its own.',
    todo: 'Ask their families about this trip first, or use the school’s account.',
  },
  yes_for_trip_missing: {
    sentence: 'Some families have not said yes for this very trip.',
    todo: 'An account of its own needs that, also from those who said yes to posts in general. Ask them first.',
  },
  accounts_not_connected: {
    sentence: 'No account on X can be connected here yet.',
    todo: 'Use the school’s account.',
  },
};
