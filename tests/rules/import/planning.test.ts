// What a file changes, as properties of every file: the order of its rows does not matter, applying it leaves nothing to do, and no
// yes is ever among what happens without a person.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '#app/domain/consent/consent-vocabulary.ts';
import type { ImportMapping } from '#app/domain/import/mapping.ts';
import type { ConsentMeaning } from '#app/domain/import/meaning.ts';
import { isMany } from '#app/domain/import/plan-summary.ts';
import {
  type AnswerOnRecord,
  planPupil,
  type PupilChange,
  type PupilOnRecord,
} from '#app/domain/import/plan-pupil.ts';
import { giverKey } from '#app/domain/import/giver-key.ts';
import { type PupilInFile, readRows } from '#app/domain/import/read-rows.ts';

const TODAY = '2026-11-18';
const LONG: ImportMapping = {
  system: 'arbor',
  layout: 'long',
  columns: {
    misId: 'id',
    legalForename: 'first',
    legalSurname: 'last',
    leavesOn: 'left',
    consentType: 'type',
    answer: 'answer',
    giver: 'by',
    answeredOn: 'on',
    parentalResponsibility: 'pr',
  },
  typeColumns: [],
  dateFormat: 'ymd',
  untickedIsBlank: true,
  isFull: true,
  exportedOn: TODAY,
};
const HEADERS = ['id', 'first', 'last', 'left', 'type', 'answer', 'by', 'on', 'pr'];
const MEANING: ConsentMeaning = {
  subjects: ['image'],
  channels: ['x', 'display'],
  purposes: ['celebration'],
  accountScope: 'own_school',
  bareReachesSocial: false,
};
const MEANINGS = new Map([
  ['photos', MEANING],
  ['website', { ...MEANING, channels: ['website' as const] }],
]);

const anyRow = fc.tuple(
  fc.constantFrom('1', '2', '3'),
  fc.constantFrom('Zora', 'Zora', 'Zora', 'Otto'),
  fc.constant('Finch'),
  fc.constantFrom('', '', '2027-07-01'),
  fc.constantFrom('Photos', 'photos', 'Website', 'Dinner money'),
  fc.constantFrom('Yes', 'No', 'Withdrawn', '', 'F', 'Perhaps'),
  fc.constantFrom('', 'Ann Finch', 'ann  finch', 'Bo Finch'),
  fc.constantFrom('', '2026-10-01', '2026-10-02', 'soon'),
  fc.constantFrom('', 'Yes', 'No'),
);
const anyFile = fc.array(anyRow, { maxLength: 14 });
const read = (rows: readonly (readonly string[])[]) => readRows({ headers: HEADERS, rows }, LONG, TODAY);

const rules = (rows: readonly (readonly string[])[]) => ({
  meanings: MEANINGS,
  types: new Set(read(rows).types.keys()),
  isFull: true,
});
const said = ({ rows: _, ...pupil }: PupilInFile) => pupil;

/** A deliberately plain record of what an import writes, to hold the plan against. */
function applied(
  file: PupilInFile,
  before: PupilOnRecord | null,
  changes: readonly PupilChange[],
): PupilOnRecord {
  const record: PupilOnRecord = structuredClone(before) ?? {
    id: `pupil-${file.misId}`,
    details: {
      legalForename: '',
      legalSurname: '',
      preferredForename: null,
      preferredSurname: null,
      knownAs: null,
      yearGroup: '',
      registrationGroup: '',
      dateOfBirth: null,
      startsOn: TODAY,
      leavesOn: null,
    },
    missing: false,
    unclear: false,
    people: [],
    answers: [],
  };
  for (const change of changes) {
    if (change.kind === 'details') Object.assign(record.details, change.fields);
    if (change.kind === 'person')
      record.people = [
        ...record.people,
        {
          id: `h-${giverKey(change.person.name)}`,
          name: change.person.name,
          hasAuthority: true,
          ended: false,
          email: change.person.email,
        },
      ];
    if (change.kind === 'authority_ended')
      record.people = record.people.map((each) =>
        each.id === change.holderId ? { ...each, hasAuthority: false, ended: true } : each,
      );
    if (change.kind === 'authority_back')
      record.people = record.people.map((each) =>
        each.id === change.holderId ? { ...each, hasAuthority: true, ended: false } : each,
      );
    if (change.kind === 'person_email')
      record.people = record.people.map((each) =>
        each.id === change.holderId ? { ...each, email: change.email } : each,
      );
    if (change.kind === 'unclear') record.unclear = true;
    if (change.kind === 'back') Object.assign(record, { unclear: false, missing: false });
    if (change.kind !== 'answer') continue;
    const { type, giver, answer, on, scope, meaning, named } = change.answer;
    const next: AnswerOnRecord = {
      type,
      giver,
      holderId: named ? giver : null,
      answer,
      on,
      meaning,
      ...scope,
      standingNoes: [],
    };
    record.answers = [...record.answers.filter((each) => each.type !== type || each.giver !== giver), next];
  }
  return record;
}

const planned = (file: PupilInFile, record: PupilOnRecord | null, rows: readonly (readonly string[])[]) =>
  planPupil(file, record, rules(rows));

describe('any file', () => {
  it('says the same in whatever order its rows come', () => {
    fc.assert(
      fc.property(
        anyFile.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, other]) => {
          expect(read(other).pupils.map(said)).toEqual(read(rows).pupils.map(said));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('loses no row: each is a pupil’s or has a problem', () => {
    fc.assert(
      fc.property(anyFile, (rows) => {
        const { pupils, problems } = read(rows);
        const known = new Set([...pupils.flatMap((pupil) => pupil.rows), ...problems.map(({ row }) => row)]);
        expect(known.size).toBe(rows.length);
      }),
    );
  });

  it('changes nothing once it is applied, from any earlier file', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (earlier, later) => {
        const records = new Map<string, PupilOnRecord>();
        for (const rows of [earlier, later])
          for (const file of read(rows).pupils)
            for (const phase of ['now', 'waits'] as const) {
              const plan = planned(file, records.get(file.misId) ?? null, rows);
              if (plan) records.set(file.misId, applied(file, records.get(file.misId) ?? null, plan[phase]));
            }
        for (const file of read(later).pupils) {
          const plan = planned(file, records.get(file.misId) ?? null, later);
          if (plan) expect([plan.now, plan.waits]).toEqual([[], []]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives nothing without a person: what happens at once holds no yes, no later leaving and no return', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (earlier, later) => {
        const records = new Map<string, PupilOnRecord>();
        for (const file of read(earlier).pupils) {
          const plan = planned(file, null, earlier);
          if (plan) records.set(file.misId, applied(file, null, [...plan.now, ...plan.waits]));
        }
        for (const file of read(later).pupils) {
          const before = records.get(file.misId) ?? null;
          for (const change of planned(file, before, later)?.now ?? []) {
            if (change.kind === 'answer') expect(change.answer.answer).not.toBe('granted');
            if (change.kind === 'details' && before?.details.leavesOn)
              expect(
                change.fields.leavesOn === undefined ||
                  (change.fields.leavesOn ?? '') < before.details.leavesOn,
              ).toBe(true);
            expect(['back', 'authority_back']).not.toContain(change.kind);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets no tick without giver or date reach a social account that was not signed for', () => {
    fc.assert(
      fc.property(anyFile, (rows) => {
        for (const file of read(rows).pupils)
          for (const change of planned(file, null, rows)?.waits ?? [])
            if (change.kind === 'answer' && (!change.answer.named || change.answer.on === null))
              expect([change.answer.bare, change.answer.scope.channels.includes('x')]).toEqual([true, false]);
      }),
    );
  });
});

describe('one pupil', () => {
  const file = (answer: Answer, more: Partial<PupilInFile> = {}): PupilInFile => ({
    misId: '1',
    rows: [2],
    unclear: false,
    details: { legalForename: 'Zora', legalSurname: 'Finch' },
    people: [],
    answers: [{ type: 'photos', giver: '', giverName: '', answer, on: null }],
    ...more,
  });
  const after = (answer: Answer): PupilOnRecord => {
    const plan = planPupil(file(answer), null, {
      meanings: MEANINGS,
      types: new Set(['photos']),
      isFull: true,
    });
    return applied(file(answer), null, [...(plan?.now ?? []), ...(plan?.waits ?? [])]);
  };
  const change = (from: Answer, to: PupilInFile, meanings: ReadonlyMap<string, ConsentMeaning> = MEANINGS) =>
    planPupil(to, after(from), { meanings, types: new Set(['photos']), isFull: true });

  it('never loses a no to a blank', () => {
    expect(change('refused', file('not_answered'))).toMatchObject({ now: [], waits: [] });
  });

  it('loses a yes at once when the kind of consent is signed away, and waits for a wider one', () => {
    expect(change('granted', file('granted'), new Map())?.now).toMatchObject([
      { answer: { answer: 'not_answered' } },
    ]);
    const wider = new Map([['photos', { ...MEANING, channels: [...MEANING.channels, 'website' as const] }]]);
    const plan = change('granted', file('granted'), wider);
    expect(plan?.now).toMatchObject([{ answer: { answer: 'not_answered' } }]);
    expect(plan?.waits).toMatchObject([{ answer: { answer: 'granted' } }]);
  });

  it('loses a yes that a full file says no more, and keeps it in part of a file', () => {
    const silent = file('granted', { answers: [] });
    const rulesOf = (isFull: boolean) => ({ meanings: MEANINGS, types: new Set(['photos']), isFull });
    expect(planPupil(silent, after('granted'), rulesOf(true))?.now).toHaveLength(1);
    expect(planPupil(silent, after('granted'), rulesOf(false))?.now).toEqual([]);
  });

  it('cannot be made without a name', () => {
    expect(
      planPupil(file('granted', { details: {} }), null, {
        meanings: MEANINGS,
        types: new Set(),
        isFull: false,
      }),
    ).toBeNull();
  });
});

describe('many', () => {
  it.each([
    [26, 1_000, true],
    [25, 1_000, false],
    [4, 30, true],
    [3, 30, false],
    [1, 1, false],
  ])('%i of %i pupils: %s', (changed, of, many) => {
    expect(isMany(changed, of, { count: 25, percent: 10 })).toBe(many);
  });
});
