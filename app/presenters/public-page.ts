// What the school's public page says to whoever asks for something to be taken down: who asks, what was forgotten, what happens next.
import type { SentRequest } from '#app/domain/removals/ask-from-outside.ts';
import { sentencesByField } from './field-sentences.ts';
import { type When, whenWords } from './when.ts';

export const ASKER_CHOICES = [
  { value: 'parent', label: 'A parent or carer' },
  { value: 'pupil', label: 'A pupil' },
  { value: 'former_pupil', label: 'A former pupil' },
  { value: 'staff', label: 'I work at the school' },
  { value: 'public', label: 'Somebody else' },
];

export const publicErrors = sentencesByField({
  from_missing: 'Say who you are.',
  name_missing: 'Write your name.',
  name_too_long: 'This is over 200 characters. Write your name only.',
  contact_missing: 'Write a telephone number or an e-mail address, so that the school can answer you.',
  contact_too_long: 'This is over 200 characters. One number or one e-mail address is enough.',
  which_missing: 'Say which photo or post it is: describe it here, or paste its address below.',
  address_too_long: 'This is over 500 characters. Paste the address of one post.',
  request_words_too_long: 'What you wrote is over 2,000 characters in all. Make it shorter.',
});

export interface SentPage {
  reference: string;
  received: When;
  due: When;
}

export const sentPage = (
  { reference, receivedAt, dueAt }: SentRequest,
  zone: string,
  at: Date,
): SentPage => ({
  reference,
  received: whenWords(receivedAt, zone, at),
  due: whenWords(dueAt, zone, at),
});
