// The page on which staff choose what they get by e-mail, and the practice page on which they see it.
import type { PracticeMessage } from '#app/domain/staff-messages/practice-messages.ts';
import { sentencesByField } from './field-sentences.ts';
import { whenWords } from './when.ts';

export const mailChoiceErrors = sentencesByField({ bad_time: 'Give a time such as 18:00.' });

/** A mail of practice, as a line to open: "Gatepost: …", when, and its paragraphs. */
export function practiceMessageLine({ mailId, subject, text, sentAt, zone }: PracticeMessage, now: Date) {
  return {
    mailId,
    subject,
    sent: whenWords(sentAt, zone, now),
    lines: text.trim().split('\n\n'),
  };
}
