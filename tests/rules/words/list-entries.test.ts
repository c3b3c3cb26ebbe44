// What may stand in a trust's own list: each line in its one form, or refused with its number and why.
import { describe, expect, test } from 'vitest';
import {
  differenceOf,
  MOST_ENTRIES,
  MOST_SUBJECT_WORDS,
  readEntries,
  subjectOfEntry,
} from '#app/domain/words/lists/list-entries.ts';
import { WORD_LISTS, type WordListName } from '#app/domain/words/lists/word-lists.ts';

const problems = (list: WordListName, typed: string) =>
  readEntries(list, typed).issues.map(({ line, problem, first }) =>
    first === undefined ? `${line} ${problem}` : `${line} ${problem} ${first}`,
  );

test('empty lines are no entries, and spaces are made one', () => {
  expect(readEntries('suppliers', '\r\n  Larkfield   Coaches \n\n\tBrightplate\r')).toEqual({
    entries: ['Larkfield Coaches', 'Brightplate'],
    issues: [],
  });
});

describe('the same thing said twice is refused, and the line that said it first is named', () => {
  test.each<[WordListName, string, string]>([
    ['suppliers', 'Café Bleu\ncafe  bleu', '2 said_twice 1'],
    ['partners', '@HarrowdeanArts\n\n@harrowdeanarts', '3 said_twice 1'],
    ['allowed_domains', 'bbc.co.uk\nhttps://www.BBC.co.uk/news', '2 said_twice 1'],
    ['school_contacts', '01632 960123\n+44 1632 960 123', '2 said_twice 1'],
    ['school_contacts', 'ec1a1bb\nEC1A 1BB', '2 said_twice 1'],
    ['subject_words', 'Science: beaker\nSCIENCE: flask', '2 said_twice 1'],
    ['everyday_names', 'Grace\nGRACE', '2 said_twice 1'],
  ])('%s: %j', (list, typed, said) => {
    expect(problems(list, typed)).toEqual([said]);
  });
});

describe('an allowed domain', () => {
  test('is a host, however its address was pasted', () => {
    const typed =
      'https://www.Museum.org.uk/visit?day=1\nnews.bbc.co.uk\nwww.gov.uk\nbücher.de\nashwick.harrowdean.example';
    expect(readEntries('allowed_domains', typed)).toEqual({
      entries: [
        'museum.org.uk',
        'news.bbc.co.uk',
        'www.gov.uk',
        'xn--bcher-kva.de',
        'ashwick.harrowdean.example',
      ],
      issues: [],
    });
  });

  test('may be a school’s own below .sch.uk, with or without a county', () => {
    const typed = 'hollyfield.sch.uk\nashwick.norfolk.sch.uk';
    expect(readEntries('allowed_domains', typed)).toEqual({ entries: typed.split('\n'), issues: [] });
  });

  test.each(['localhost', '192.168.0.1', 'http://[::1]/', 'the museum', 'head@museum.org.uk', 'ashwick'])(
    'is not %s',
    (typed) => expect(problems('allowed_domains', typed)).toEqual(['1 not_a_host']),
  );

  test.each(['co.uk', 'gov.uk', 'com', 'blogspot.com', 'sch.uk'])(
    'is never everybody below an ending: %s',
    (typed) => expect(problems('allowed_domains', typed)).toEqual(['1 whole_suffix']),
  );
});

describe('a contact of the school', () => {
  test('is a number, an e-mail address or a postcode, in its usual form', () => {
    const typed = '+441632960123\nOffice@Ashwick.Harrowdean.example\nec1a1bb\n+33 1 23 45 67 89';
    expect(readEntries('school_contacts', typed)).toEqual({
      entries: ['01632 960123', 'office@ashwick.harrowdean.example', 'EC1A 1BB', '+33 1 23 45 67 89'],
      issues: [],
    });
  });

  test.each(['hello', '12', 'someone@', 'call 01632 960123', 'Ashwick Lane'])('is not %s', (typed) =>
    expect(problems('school_contacts', typed)).toEqual(['1 not_a_contact']),
  );
});

test.each<[WordListName, string, string]>([
  ['partners', '@with space', 'not_a_handle'],
  ['partners', '@', 'not_a_handle'],
  ['suppliers', '!!!', 'no_word'],
  ['suppliers', 'x'.repeat(81), 'too_long'],
  ['strong_language', 'a', 'too_short'],
  ['strong_language', 'bo*', 'too_short'],
  ['mild_language', 'b*d word', 'star_inside'],
  ['everyday_names', 'Anna Bell', 'not_one_name'],
  ['everyday_names', 'J0y', 'not_one_name'],
  ['subject_words', 'Maths', 'no_subject'],
  ['subject_words', ': algebra', 'no_subject'],
  ['subject_words', 'Art: ,', 'no_words'],
  [
    'subject_words',
    `Art: ${Array.from({ length: MOST_SUBJECT_WORDS + 1 }, (_, index) => `word${index}`).join(', ')}`,
    'too_many_words',
  ],
])('%s refuses %j', (list, typed, problem) => {
  expect(readEntries(list, typed)).toEqual({ entries: [], issues: [{ line: 1, problem }] });
});

test('a subject keeps each of its words once', () => {
  const { entries } = readEntries('subject_words', 'Science:beaker,  Beaker, photosynthes*');
  expect(entries).toEqual(['Science: beaker, photosynthes*']);
  expect(subjectOfEntry(entries[0] ?? '')).toEqual({
    subject: 'Science',
    words: ['beaker', 'photosynthes*'],
  });
});

test('a list holds so many entries and no more', () => {
  const lines = Array.from({ length: MOST_ENTRIES }, (_, index) => `Supplier ${index}`).join('\n');
  expect(readEntries('suppliers', lines).issues).toEqual([]);
  expect(problems('suppliers', `${lines}\none more\nand another`)).toEqual([`${MOST_ENTRIES + 1} too_many`]);
});

test('what is kept reads the same again, whatever the list', () => {
  for (const list of WORD_LISTS) {
    const { entries } = readEntries(
      list,
      'Grace\nbbc.co.uk\n@museum\n01632 960123\nEC1A 1BB\nArt: clay, kiln*\nBrightplate',
    );
    expect(entries.length, list).toBeGreaterThan(0);
    expect(readEntries(list, entries.join('\n'))).toEqual({ entries, issues: [] });
  }
});

test('the difference names what comes in and what goes, and a new spelling is both', () => {
  expect(differenceOf(['Larkfield', 'Penfold'], ['Penfold', 'larkfield', 'Brightplate'])).toEqual({
    added: ['larkfield', 'Brightplate'],
    removed: ['Larkfield'],
  });
});
