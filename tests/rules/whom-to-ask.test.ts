// Who is asked about a pupil, when, and how a letter is told by its reference.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAskingTime, reminderIsDue } from '#app/domain/requests/asking-hours.ts';
import { letterReference, linksOfReference } from '#app/domain/requests/letter-reference.ts';
import { letterWords } from '#app/domain/requests/letter-words.ts';
import {
  endOfDay,
  isGivenUp,
  LEAST_TRIES,
  paperFrom,
  waitAfter,
} from '#app/domain/requests/mail-patience.ts';
import { personsToAsk, type PersonWithAuthority, wayTo } from '#app/domain/requests/whom-to-ask.ts';

const LONDON = 'Europe/London';
const NOW = new Date('2026-06-10T10:00:00Z');

const person = (differs: Partial<PersonWithAuthority> = {}): PersonWithAuthority => ({
  id: 'mother',
  authority: 'parental_responsibility',
  authorityFrom: new Date('2020-01-01T00:00:00Z'),
  authorityUntil: null,
  mayNotConsent: false,
  email: 'a@b.example',
  ...differs,
});

const asked = (birth: string | null, ...persons: PersonWithAuthority[]) =>
  personsToAsk(birth, persons, NOW, LONDON).map(({ id }) => id);

describe('asked about a child', () => {
  it('is everybody with authority today, and nobody else', () => {
    expect(
      asked(
        '2016-02-03',
        person({ id: 'mother' }),
        person({ id: 'foster', authority: 'delegated' }),
        person({ id: 'not yet', authorityFrom: new Date('2026-06-10T10:00:01Z') }),
        person({ id: 'no longer', authorityUntil: NOW }),
        person({ id: 'until later', authorityUntil: new Date('2026-06-10T10:00:01Z') }),
        person({ id: 'may not', mayNotConsent: true }),
        person({ id: 'the pupil', authority: 'self' }),
      ),
    ).toEqual(['mother', 'foster', 'until later']);
  });

  it('is the pupil alone from the eighteenth birthday on', () => {
    const people = [person(), person({ id: 'the pupil', authority: 'self' })];
    expect(asked('2008-06-10', ...people)).toEqual(['the pupil']);
    expect(asked('2008-06-11', ...people)).toEqual(['mother']);
    expect(asked(null, ...people)).toEqual(['mother']);
  });

  it('is on paper without an address, or where no e-mail can be sent', () => {
    expect(wayTo({ email: 'a@b.example' }, true)).toBe('email');
    expect(wayTo({ email: 'a@b.example' }, false)).toBe('letter');
    expect(wayTo({ email: ' ' }, true)).toBe('letter');
    expect(wayTo({ email: null }, true)).toBe('letter');
  });
});

describe('a reminder', () => {
  it.each([
    ['2026-06-10T08:00:00Z', true],
    ['2026-06-10T07:59:59Z', false],
    ['2026-06-10T15:59:59Z', true],
    ['2026-06-10T16:00:00Z', false],
    ['2026-06-12T10:00:00Z', true],
    ['2026-06-13T10:00:00Z', false],
    ['2026-06-14T10:00:00Z', false],
    ['2026-12-10T08:59:59Z', false],
    ['2026-12-10T09:00:00Z', true],
  ])('at %s goes out: %s', (at, goes) => {
    expect(isAskingTime(new Date(at), LONDON, false)).toBe(goes);
    expect(isAskingTime(new Date(at), LONDON, true)).toBe(false);
  });

  it('is due so many days of the calendar after the last one, whatever the hour', () => {
    const sent = new Date('2026-06-10T15:59:00Z');
    expect(reminderIsDue(sent, 3, new Date('2026-06-12T15:59:00Z'), LONDON)).toBe(false);
    expect(reminderIsDue(sent, 3, new Date('2026-06-13T08:00:00Z'), LONDON)).toBe(true);
    expect(reminderIsDue(sent, 0, new Date('2027-06-13T08:00:00Z'), LONDON)).toBe(false);
  });

  it('waits longer after each try, and never longer than six hours', () => {
    const waits = Array.from({ length: 10 }, (_, tries) => waitAfter(tries + 1));
    expect(waits[0]).toBe(60_000);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(6 * 3_600_000);
  });

  it.each([
    ['as many days as between two reminders', 3, '2026-06-24', '2026-06-13T10:00:00Z'],
    ['three days where nobody is reminded', 0, '2026-06-24', '2026-06-13T10:00:00Z'],
    ['no longer than half of the time for answering', 14, '2026-06-14', '2026-06-12T16:30:00Z'],
    ['no time where the last day is over', 7, '2026-06-09', '2026-06-10T10:00:00Z'],
  ])('waits for a server %s before it goes on paper', (_what, every, dueOn, until) => {
    expect(paperFrom(NOW, endOfDay(dueOn, LONDON), every)).toEqual(new Date(until));
  });

  it('is not given up before its time, nor by its first tries however late it begins', () => {
    const paper = new Date('2026-06-13T10:00:00Z');
    const before = new Date(paper.getTime() - 1);
    expect(isGivenUp({ attempts: 100 }, paper, before)).toBe(false);
    expect(isGivenUp({ attempts: LEAST_TRIES - 1 }, paper, paper)).toBe(false);
    expect(isGivenUp({ attempts: LEAST_TRIES }, paper, paper)).toBe(true);
  });
});

describe('a reference', () => {
  it('leads back to its link, however it is typed', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const reference = letterReference(id);
        expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
        for (const typed of [reference, reference.toLowerCase(), ` ${reference.replace('-', ' ')} `]) {
          const range = linksOfReference(typed);
          expect(range && range.from <= id && id <= range.to, typed).toBe(true);
        }
      }),
    );
  });

  it('of one link is not that of another, save by a chance in a thousand million million', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        fc.pre(one.slice(0, 14) !== other.slice(0, 14));
        expect(letterReference(one)).not.toBe(letterReference(other));
      }),
    );
  });

  it('is of one length and of its own letters', () => {
    for (const typed of [
      '',
      'Zara',
      'Zara Ahmed',
      'Anne-Marie Oakley Unwin',
      '7K2QM-0XR4',
      '7K2QM-0XR4TT',
      'UUUUUUUUUU',
    ])
      expect(linksOfReference(typed), typed).toBeNull();
    expect(linksOfReference('iloIL-00000')).toEqual(linksOfReference('11011-00000'));
  });
});

describe('a letter by e-mail', () => {
  const letter = letterWords({
    kind: 'consent_asked',
    schoolName: 'St <Mary> & "Co"',
    address: 'https://posts.school.example/c/abc',
    lastDay: 'Friday 4 December 2026',
  });

  it('says the school, the link and the last day, in text and in HTML alike', () => {
    expect(letter.subject).toBe('St <Mary> & "Co": please answer about photos');
    for (const words of [letter.text, letter.html]) {
      expect(words).toContain('https://posts.school.example/c/abc');
      expect(words).toContain('Friday 4 December 2026');
    }
    expect(letter.html).toContain('St &lt;Mary&gt; &amp; &quot;Co&quot;');
    expect(letter.html).not.toContain('<img');
  });
});
