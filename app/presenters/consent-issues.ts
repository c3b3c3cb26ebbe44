// What is wrong with an answer as it was typed, in a sentence beside its field.
import { sentencesByField } from './field-sentences.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  answered_on_not_a_past_date: 'Give the day on which they answered: today, or a day before.',
  evidence_too_long: 'This note is over 500 characters. Say where the evidence is, in a few words.',
  evidence_missing: 'Say where the proof of this yes is: the paper, the e-mail, or who took the call.',
  nothing_answered: 'Write down an answer to at least one question.',
  own_school_first: 'A yes for others’ accounts needs a yes to the same question about this school’s own.',
  use_missing: 'Tick what they said yes to: at least one.',
  place_missing: 'Tick where it may be shown: at least one place.',
  purpose_missing: 'Tick what it may be used for: at least one.',
  already_over: 'This yes would be over already. Choose a last day that is still to come.',
  reference_missing: 'Give the number under which your school keeps this request.',
  reference_too_long: 'The reference is over 60 characters. The number of the request is enough.',
  reason_missing: 'Write the reason. Only safeguarding leads can read it.',
  reason_too_long: 'The reason is over 4,000 characters. Keep the details in the pupil’s file.',
  review_not_to_come: 'Choose a day for the review that is still to come.',
};

/** One sentence by field name; a field keeps its first. */
export const issueErrors = sentencesByField(SENTENCES);
