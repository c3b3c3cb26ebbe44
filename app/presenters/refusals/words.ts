// What cannot be done with the words of a post, or with an answer to what was found in them.
import { type RefusalWords, words } from './refusal-words.ts';

export const WORD_REFUSALS: Readonly<Record<string, RefusalWords>> = {
  text_too_long: words(
    'This text is longer than we can keep (10,000 characters). It is still on this page.',
    'Make it shorter, then save again.',
  ),
  answer_not_offered: words(
    'These words cannot be let stand that way.',
    'What is marked on this page says who may decide, or what to change.',
  ),
  one_name_alone: words(
    'A single name is asked about in every post, because in another one it may be a pupil.',
    'The answer counts for this post. There is nothing more to do.',
  ),
  second_person_needed: words(
    'This needs two people, and you have decided your part already.',
    'A safeguarding lead and the headteacher each decide. Somebody else gives the other part.',
  ),
  not_your_answer: words('Somebody else decided this.', 'Talk to them, or send the post back.'),
};
