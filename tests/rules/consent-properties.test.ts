// What must hold over any history of consent: two ways of working it out agree, more protection never lets a pupil
// through, less agreement never does, and neither the order of rows nor the machine's zone matters.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  AuthorityHolder,
  ConsentDecision,
  ConsentInputs,
  ConsentNeed,
  Verdict,
} from '#app/domain/consent/consent-types.ts';
import { NO_CONDITIONS, REASON_CODES } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import {
  anyAnswer,
  anyInputs,
  anyNeed,
  anyRestriction,
  anyView,
  numbered,
} from '#tests/support/consent-histories.ts';
import { plainResolve } from '#tests/support/plain-consent.ts';

const RANK: Record<Verdict, number> = { allow: 0, warn: 1, block: 2 };
const RUNS = { agree: 5_000 };
const rank = (inputs: ConsentInputs, need: ConsentNeed) => RANK[resolve(inputs, need).verdict];

describe('over random histories of several people', () => {
  it('agrees with a plain second way of working it out, in every reason', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(anyInputs, anyNeed, (inputs, need) => {
        const result = resolve(inputs, need);
        const codes = result.reasons.map((reason) => reason.code);
        expect({ verdict: result.verdict, codes }).toEqual(plainResolve(inputs, need));
        for (const what of [result.verdict, ...codes]) seen.set(what, (seen.get(what) ?? 0) + 1);
      }),
      { numRuns: RUNS.agree },
    );
    for (const what of ['allow', 'warn', ...REASON_CODES])
      expect(seen.get(what) ?? 0, what).toBeGreaterThan(8);
  });

  it('does not depend on the order in which the rows come', () => {
    const shuffled = anyInputs.chain((inputs) =>
      fc
        .record({
          decisions: fc.shuffledSubarray([...inputs.decisions], { minLength: inputs.decisions.length }),
          views: fc.shuffledSubarray([...inputs.views], { minLength: inputs.views.length }),
          holders: fc.shuffledSubarray([...inputs.holders], { minLength: inputs.holders.length }),
        })
        .map((other) => [inputs, { ...inputs, ...other }] as const),
    );
    fc.assert(
      fc.property(shuffled, anyNeed, ([inputs, other], need) => {
        expect(resolve(other, need)).toEqual(resolve(inputs, need));
      }),
      { numRuns: 1_500 },
    );
  });

  it('changes nothing that it was given', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (inputs, need) => {
        const before = structuredClone({ inputs, need });
        resolve(inputs, need);
        expect({ inputs, need }).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});

describe('more protection never lets a pupil through', () => {
  const restrictive = anyAnswer.map((one) => ({
    ...one,
    liftsProvisional: false,
    decision: one.decision === 'granted' ? ('refused' as const) : one.decision,
  }));

  it('by a refusal, withdrawal or blank written anywhere in the history', () => {
    const anywhere = fc.tuple(anyInputs, restrictive, fc.nat({ max: 9 }));
    fc.assert(
      fc.property(anywhere, anyNeed, ([inputs, more, place], need) => {
        const rows = inputs.decisions.map((row) => ({ ...row, sequence: row.sequence * 2 }));
        const added: ConsentDecision = { ...more, id: 'added', sequence: place * 2 - 1 };
        const before = rank({ ...inputs, decisions: rows }, need);
        expect(rank({ ...inputs, decisions: [...rows, added] }, need)).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 6_000 },
    );
  });

  it("by a restriction, the pupil's no or a view noted as not asked", () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, anyRestriction, anyView, (inputs, need, more, said) => {
        const before = rank(inputs, need);
        const view = { ...said, answer: said.answer === 'yes' ? ('no' as const) : said.answer };
        const restricted = { ...inputs, restrictions: [...inputs.restrictions, more] };
        expect(rank(restricted, need)).toBeGreaterThanOrEqual(before);
        expect(rank({ ...inputs, views: [...inputs.views, view] }, need)).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it('by knowing less about the photo', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (inputs, need) => {
        const unknown = { identifiablePeople: null, faceOn: 'unknown', uniform: 'unknown' } as const;
        fc.pre(need.scene !== null);
        expect(rank(inputs, { ...need, scene: unknown })).toBeGreaterThanOrEqual(rank(inputs, need));
      }),
      { numRuns: 1_000 },
    );
  });

  it('by an end of authority', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, fc.nat({ max: 3 }), (inputs, need, who) => {
        fc.pre(resolve(inputs, need).verdict === 'block');
        const earlier = (until: Date | null) => (until !== null && until < need.at ? until : need.at);
        const change = (over: (one: AuthorityHolder) => Partial<AuthorityHolder>) =>
          inputs.holders.map((one, i) => (i === who ? { ...one, ...over(one) } : one));
        const forbidden = change(() => ({ mayNotConsent: true }));
        const ended = change((one) => ({ authorityUntil: earlier(one.authorityUntil) }));
        for (const holders of [forbidden, ended])
          expect(resolve({ ...inputs, holders }, need).verdict).toBe('block');
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('less agreement never lets a pupil through', () => {
  const plainAnswer = anyAnswer
    .filter((one) => one.decision !== 'not_answered')
    .map((one) => ({ ...one, conditions: NO_CONDITIONS, expiresAt: null, formRetiredAt: null }));
  const plainHistories = fc
    .tuple(anyInputs, fc.array(plainAnswer, { minLength: 1, maxLength: 9 }))
    .map(([inputs, answers]) => ({ ...inputs, decisions: numbered(answers) }));

  it('when any yes is taken out of a history of plain answers', () => {
    fc.assert(
      fc.property(plainHistories, anyNeed, (inputs, need) => {
        fc.pre(resolve(inputs, need).verdict === 'block');
        for (const yes of inputs.decisions.filter((row) => row.decision === 'granted')) {
          const decisions = inputs.decisions.filter((row) => row !== yes);
          expect(resolve({ ...inputs, decisions }, need).verdict).toBe('block');
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('when there is no yes at all, and no public task', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (given, need) => {
        const inputs = { ...given, settings: { ...given.settings, publicTasks: [] } };
        const decisions = inputs.decisions.filter((row) => row.decision !== 'granted');
        expect(resolve({ ...inputs, decisions }, need).verdict).toBe('block');
      }),
      { numRuns: 500 },
    );
  });
});

describe('what stands in for something else stands in for nothing more', () => {
  const codesOf = (inputs: ConsentInputs, need: ConsentNeed) =>
    resolve(inputs, need).reasons.map(({ code }) => code);
  const NOES = [
    'not_on_roll',
    'not_permitted',
    'pupil_refused',
    'refused',
    'policy',
    'stale_data',
    'unclear_row',
    'condition',
  ];

  it('a public task changes nothing on social media, in the press or for a name, and undoes no no anywhere', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (inputs, need) => {
        const without = { ...inputs, settings: { ...inputs.settings, publicTasks: [] } };
        const named = ['first_name', 'full_name', 'name_with_image'].includes(need.subject);
        if (need.channel === 'x' || named) expect(resolve(inputs, need)).toEqual(resolve(without, need));
        expect(codesOf(inputs, need).filter((code) => NOES.includes(code))).toEqual(
          codesOf(without, need).filter((code) => NOES.includes(code)),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('a look into the school’s own records clears the age of the export, and never a row that could not be read', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (inputs, need) => {
        const without = codesOf(inputs, { ...need, lookedUp: [] });
        const withIt = codesOf(inputs, need);
        expect(withIt.filter((code) => code !== 'stale_data')).toEqual(
          without.filter((code) => code !== 'stale_data'),
        );
        if (inputs.pupil.unclearSince) expect(withIt).toContain('unclear_row');
      }),
      { numRuns: 1_500 },
    );
  });

  it('a declaration turns nothing but the missing view of a pupil in a photo, and into a warning', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (inputs, need) => {
        const [said, silent] = [true, false].map((askedForThis) =>
          resolve(inputs, { ...need, askedForThis }),
        );
        expect(said?.reasons.map(({ code }) => code)).toEqual(silent?.reasons.map(({ code }) => code));
        const differ = (said?.reasons ?? []).filter(
          ({ verdict }, index) => verdict !== silent?.reasons[index]?.verdict,
        );
        for (const reason of differ)
          expect(reason).toMatchObject({ code: 'view_not_asked', verdict: 'warn' });
        if (need.subject !== 'image' || inputs.settings.ownConsentRolloutFrom === null)
          expect(differ).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
