// What pupils are called on a photo list: short, never two alike, the same whoever else comes off the list, and never a name under
// which somebody else could be shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PUBLIC_WORDS, type PublicWord } from '#app/domain/consent/consent-words.ts';
import { copyStanding, isOutOfDate } from '#app/domain/photo-lists/copy-standing.ts';
import { entriesOf, labelsHashOf, type ListNow } from '#app/domain/photo-lists/list-now.ts';
import { type PupilToName, shortNames } from '#app/domain/photo-lists/short-names.ts';

const pupil = (id: string, name: string, year = 'Year 4'): PupilToName => {
  const [forename = '', ...surname] = name.split(' ');
  return { id, forename, surname: surname.join(' '), year };
};
const labels = (...pupils: PupilToName[]): string[] =>
  [...shortNames(pupils)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { label }]) => label);

describe('a short name', () => {
  it('is the forename and one letter', () => {
    expect(labels(pupil('a', 'Amira Khan'), pupil('b', 'Ben Okafor'), pupil('c', 'Amira Shah'))).toEqual([
      'Amira K',
      'Ben O',
      'Amira S',
    ]);
  });

  it('has a second letter where one does not tell two apart, the year where two letters do not', () => {
    expect(labels(pupil('a', 'Amira Khan'), pupil('b', 'Amira Kaur'))).toEqual(['Amira Kh', 'Amira Ka']);
    expect(labels(pupil('a', 'Amira Khan'), pupil('b', 'Amira Khalid', 'Year 6'))).toEqual([
      'Amira K, Year 4',
      'Amira K, Year 6',
    ]);
    expect(labels(pupil('a', 'Amira Khan'), pupil('b', 'Amira Khalid'))).toEqual([
      'Amira Khan',
      'Amira Khal',
    ]);
  });

  it('keeps a letter with its accent whole, and stands without a surname', () => {
    expect(labels(pupil('a', 'Zoë Östlund'), pupil('b', 'Ravi'))).toEqual(['Zoë Ö', 'Ravi']);
  });

  it('tells two apart who differ in capitals alone', () => {
    const [one = '', other = ''] = labels(pupil('a', 'Amira Khan'), pupil('b', 'AMIRA KHAN'));
    expect(one.toLowerCase()).not.toBe(other.toLowerCase());
  });
});

const word = fc.constantFrom<PublicWord>(...PUBLIC_WORDS.slice(0, 3));
const name = fc.constantFrom('Amira', 'amira', 'Ámira', 'Jo', 'Jo-Ann', 'Jo Ann', 'Li');
const surname = fc.constantFrom(
  'Khan',
  'Khalid',
  'khan',
  'K',
  'Kh',
  'Lee',
  'Leeson',
  'Ann Lee',
  '',
  '(1)',
  '(2)',
);
const year = fc.constantFrom('Year 4', 'Year 6', '');
const trip = fc
  .array(fc.record({ forename: name, surname, year, word }), { maxLength: 40 })
  .map((all) => all.map((each, index) => ({ ...each, id: `pupil-${String(index).padStart(3, '0')}` })));
const wordsOf = (all: readonly { id: string; word: PublicWord }[]) =>
  new Map(all.map((each) => [each.id, each.word]));

describe('over any trip', () => {
  it('no two short names are alike, and each begins with the forename', () => {
    fc.assert(
      fc.property(trip, (all) => {
        const names = shortNames(all);
        const said = [...names.values()].map(({ label }) => label.toLowerCase());
        expect(new Set(said).size).toBe(all.length);
        for (const { id, forename } of all) expect(names.get(id)?.label.startsWith(forename)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('the order of the pupils changes nothing', () => {
    fc.assert(
      fc.property(trip, (all) => {
        expect([...shortNames([...all].reverse())].sort()).toEqual([...shortNames(all)].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('nobody is listed who may not be shown, nor anybody whose name could mean such a pupil', () => {
    fc.assert(
      fc.property(trip, (all) => {
        const { shown, group } = entriesOf(shortNames(all), wordsOf(all));
        const same = (a: (typeof all)[number], b: (typeof all)[number]) =>
          [a.forename, a.surname, a.year].join('|').normalize('NFC').toLowerCase() ===
          [b.forename, b.surname, b.year].join('|').normalize('NFC').toLowerCase();
        const others = (id: string) => {
          const one = all.find((each) => each.id === id);
          return one ? all.filter((each) => same(one, each)) : [];
        };
        for (const { pupilId } of shown)
          expect(others(pupilId).every((each) => each.word === 'can be shown')).toBe(true);
        for (const { pupilId } of group)
          expect(others(pupilId).some((each) => each.word === 'not in photos')).toBe(false);
        const lone = all.filter((each) => others(each.id).length === 1);
        const listed = new Set(shown.map(({ pupilId }) => pupilId));
        for (const each of lone) expect(listed.has(each.id)).toBe(each.word === 'can be shown');
      }),
      { numRuns: 3_000 },
    );
  });

  it('a name on the list stays the same when somebody else comes off it', () => {
    fc.assert(
      fc.property(trip, fc.nat(), (all, index) => {
        const names = shortNames(all);
        const before = entriesOf(names, wordsOf(all));
        const gone = all[index % Math.max(1, all.length)];
        const after = entriesOf(
          names,
          wordsOf(all.map((each) => (each === gone ? { ...each, word: 'not in photos' as const } : each))),
        );
        const was = new Map([...before.shown, ...before.group].map(({ pupilId, label }) => [pupilId, label]));
        for (const { pupilId, label } of [...after.shown, ...after.group])
          expect(was.get(pupilId)).toBe(label);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a copy', () => {
  const listOf = (...all: (PupilToName & { word: PublicWord })[]): ListNow => ({
    ...entriesOf(shortNames(all), wordsOf(all)),
    schoolSentence: null,
  });
  const may = (id: string, full: string) => ({ ...pupil(id, full), word: 'can be shown' as PublicWord });
  const group = (id: string, full: string) => ({ ...may(id, full), word: 'only in a group' as PublicWord });
  const not = (id: string, full: string) => ({ ...may(id, full), word: 'not in photos' as PublicWord });
  const copyOf = ({ shown, group: inGroup, labels: called }: ListNow) => {
    const ids = [...shown, ...inGroup].map(({ pupilId }) => pupilId);
    return {
      pupilIds: shown.map(({ pupilId }) => pupilId),
      groupPupilIds: inGroup.map(({ pupilId }) => pupilId),
      labelsHash: labelsHashOf(called, ids),
    };
  };
  const copy = copyOf(listOf(may('a', 'Amira Khan'), group('b', 'Ben Okafor'), not('c', 'Cem Aydin')));

  it.each([
    ['nothing changed', [may('a', 'Amira Khan'), group('b', 'Ben Okafor'), not('c', 'Cem Aydin')], false],
    [
      'one more may be shown',
      [may('a', 'Amira Khan'), group('b', 'Ben Okafor'), may('c', 'Cem Aydin')],
      false,
    ],
    [
      'one may be shown alone too',
      [may('a', 'Amira Khan'), may('b', 'Ben Okafor'), not('c', 'Cem Aydin')],
      false,
    ],
    [
      'one may no longer be shown',
      [not('a', 'Amira Khan'), group('b', 'Ben Okafor'), not('c', 'Cem Aydin')],
      true,
    ],
    [
      'one only in a group now',
      [group('a', 'Amira Khan'), group('b', 'Ben Okafor'), not('c', 'Cem Aydin')],
      true,
    ],
    [
      'one not even in a group',
      [may('a', 'Amira Khan'), not('b', 'Ben Okafor'), not('c', 'Cem Aydin')],
      true,
    ],
    ['one left the trip', [group('b', 'Ben Okafor'), not('c', 'Cem Aydin')], true],
    [
      'another with the same short name came along',
      [may('a', 'Amira Khan'), group('b', 'Ben Okafor'), not('d', 'Amira Kaur')],
      true,
    ],
  ])('when %s', (_, now, older) => {
    expect(isOutOfDate(copy, listOf(...now))).toBe(older);
  });

  it('that is over, lost or back says that, whatever else changed', () => {
    const row = { ...copy, returnedAt: null, lostAt: null, lostSettledAt: null };
    const now = listOf(not('a', 'Amira Khan'));
    const standing = (differs: object, over = false) =>
      copyStanding({ ...row, ...differs } as never, now, over);
    const at = new Date();
    expect(standing({})).toBe('out_of_date');
    expect(standing({}, true)).toBe('void');
    expect(standing({ lostAt: at }, true)).toBe('lost');
    expect(standing({ lostAt: at, lostSettledAt: at })).toBe('lost_settled');
    expect(standing({ lostAt: at, returnedAt: at })).toBe('returned');
  });
});
