// References, complaints and answers to the press: what may not go out in public, or only with the headteacher; and sentences that
// only use the same words (T-15, T-19, T-20; ).
import { describe, expect, it } from 'vitest';
import { complaintsCheck } from '#app/domain/words/speech/complaints.ts';
import { pressCheck } from '#app/domain/words/speech/press.ts';
import { referencesCheck } from '#app/domain/words/speech/references.ts';
import { foundBy } from '#tests/support/words.ts';

describe('a reference (T-15)', () => {
  it.each([
    'I recommend him for any job in catering.',
    'We would recommend her without hesitation.',
    'Happy to provide a reference for this hard-working student.',
    'She is an asset to any employer.',
    'We would employ our former pupil again tomorrow.',
    'Need a character reference for our former pupil?',
    'We recommend Sam Whitlock for the position of apprentice baker.',
    'Employers, you should hire this young man!',
    'An ideal candidate for the role.',
  ])('stops, and nobody opens it: %s', (text) =>
    expect(foundBy(referencesCheck, text)).toMatchObject([
      { level: 'block', opener: 'nobody', code: 'reference_for_somebody', clause: 'R-51' },
    ]),
  );

  it.each([
    'We recommend wearing a coat.',
    'We highly recommend this book.',
    'New reference books in the library',
    'Year 5 learned about grid references.',
    'With reference to our letter of Friday',
    'We recommend that you arrive early.',
    'We are hiring: two references are required for the position.',
    'Recommended reads for summer',
    'Doctors recommend an hour of play a day.',
    'Our librarian recommends a story every Friday.',
  ])('is none: %s', (text) => expect(foundBy(referencesCheck, text)).toEqual([]));
});

describe('a complaint (T-19)', () => {
  it.each([
    'We have received complaints about parking.',
    'In response to the complaint made last week',
    'Parents complained about the new uniform.',
    'A formal complaint has been made.',
    'The grievance against our caretaker',
    'The school is in dispute with the builder.',
    'To the parents complaining on Facebook: stop.',
    'We are sorry you feel that way about our teachers.',
    'The ombudsman agreed with us.',
  ])('is held for the headteacher: %s', (text) =>
    expect(foundBy(complaintsCheck, text)).toMatchObject([
      { level: 'block', opener: 'head', code: 'complaint_in_public', clause: 'R-56' },
    ]),
  );

  it('is pointed out where only the word stands', () =>
    expect(foundBy(complaintsCheck, 'Our complaints box is blue.')).toMatchObject([
      { level: 'warn', code: 'complaint_mentioned' },
    ]));

  it.each([
    'It rained all day and nobody complained!',
    'Five miles without a complaint.',
    'Our complaints policy is on the website.',
    'No complaints about the cake!',
    'Year 5 wrote about a border dispute.',
    'They walked ten miles and never complained.',
  ])('is none: %s', (text) => expect(foundBy(complaintsCheck, text)).toEqual([]));
});

describe('an answer to the press (T-20)', () => {
  it.each([
    'For publication: our statement on Friday’s events',
    'A journalist asked us about the fire. Here is our answer.',
    'As we told the journalist who rang, the field is not for sale.',
    'In response to your article: it is inaccurate.',
    'We cannot comment on the allegations.',
    'A spokesperson for the school explained.',
    'We were approached by the media yesterday.',
    'Our reply to the newspaper is below.',
    'Media enquiries to the office, please.',
    'Off the record, we agree.',
    'In answer to the journalist from the Echo: the field stays ours.',
    'We are replying to a reporter about the roof.',
  ])('waits for the headteacher’s approval: %s', (text) => {
    const found = foundBy(pressCheck, text);
    expect(found.length).toBeGreaterThan(0);
    for (const each of found)
      expect(each).toMatchObject({ level: 'block', opener: 'head', code: 'reply_to_press' });
  });

  it('is pointed out where a press release is mentioned', () =>
    expect(foundBy(pressCheck, 'Read the press release from the museum.')).toMatchObject([
      { level: 'warn', code: 'press_mentioned' },
    ]));

  it.each([
    'Our journalism club visited the newspaper.',
    'Fifty press-ups before breakfast!',
    'A journalist came to talk to Year 6 about her job.',
    'Read all about it in the school newspaper.',
    'Year 4 wrote a newspaper article about Vikings.',
    'Comment below with your favourite book.',
    'Year 5 were replying to letters from their pen pals.',
    'In role play today: replying to a reporter on the moon.',
    'The answer to the newspaper quiz is Tuesday.',
    'The local paper came to see our garden.',
    'We used an apple press in the orchard.',
    'Press play to hear our choir.',
  ])('is none: %s', (text) => expect(foundBy(pressCheck, text)).toEqual([]));
});
