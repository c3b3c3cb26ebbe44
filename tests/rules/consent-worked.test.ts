// The decision worked through aloud says what the decision found, rule by rule, and no more of a restriction than that there is one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { REASON_CODES, RESTRICTION_TYPES } from '#app/domain/consent/consent-types.ts';
import { workedExplanation } from '#app/domain/consent/worked-explanation.ts';
import { anyInputs, anyNeed } from '#tests/support/consent-histories.ts';
import { answer, days, inputs, need, PUPIL, restriction, view } from '#tests/support/consent-records.ts';

const of = (...asked: Parameters<typeof workedExplanation>) =>
  new Map(workedExplanation(...asked).map((each) => [each.rule, each]));

describe('over random histories', () => {
  it('has every rule once, in order, with the decision’s own outcome and records', () => {
    fc.assert(
      fc.property(anyInputs, anyNeed, (given, asked) => {
        const rules = workedExplanation(given, asked);
        expect(rules.map(({ rule }) => rule)).toEqual([...REASON_CODES]);
        const against = rules.filter(({ outcome }) => outcome === 'stops' || outcome === 'warns');
        const { reasons } = resolve(given, asked);
        expect(against.map(({ rule, outcome }) => [rule, outcome])).toEqual(
          reasons.map(({ code, verdict }) => [code, verdict === 'block' ? 'stops' : 'warns']),
        );
        const known = new Set([...given.decisions, ...given.views].map(({ id }) => id));
        for (const { sentence, recordIds } of rules) {
          expect(sentence).toMatch(/\.$/);
          for (const id of recordIds) expect(known).toContain(id);
        }
        for (const [index, reason] of reasons.entries())
          expect(against[index]?.recordIds).toEqual(expect.arrayContaining([...reason.decisionIds]));
      }),
      { numRuns: 1_500 },
    );
  });

  it('says the same of every kind of restriction that stops the use, and nothing that names one', () => {
    const decisions = [answer()];
    const said = RESTRICTION_TYPES.filter((type) => type !== 'no_name').map((type) => {
      const given = inputs({ decisions, restrictions: [restriction({ type })] });
      return JSON.stringify(workedExplanation(given, need({ scene: null })));
    });
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain('A second check by the safeguarding lead is on record.');
    for (const type of RESTRICTION_TYPES) expect(said[0]).not.toContain(type);
    expect(said[0]).not.toContain('restriction-');
  });
});

describe('what it says', () => {
  const yes = answer({ id: 'her-yes' });

  it('of a yes that holds, with the yes', () => {
    expect(of(inputs({ decisions: [yes] }), need()).get('no_consent')).toMatchObject({
      outcome: 'holds',
      recordIds: ['her-yes'],
    });
  });

  it('of a no, with the no', () => {
    const no = answer({ id: 'his-no', holderId: 'father', decision: 'refused' });
    expect(of(inputs({ decisions: [yes, no] }), need()).get('refused')).toMatchObject({
      outcome: 'stops',
      recordIds: ['his-no'],
    });
  });

  it('of what the pupil said', () => {
    const said = view({ id: 'their-no', answer: 'no' });
    expect(of(inputs({ views: [said] }), need()).get('pupil_refused')).toMatchObject({
      outcome: 'stops',
      recordIds: ['their-no'],
    });
  });

  it('of a restriction that does not cover the use: that there is one', () => {
    const named = of(inputs({ restrictions: [restriction({ type: 'no_name' })] }), need()).get(
      'not_permitted',
    );
    expect(named).toMatchObject({ outcome: 'holds' });
    expect(named?.sentence).toContain('does not stop this use');
    expect(of(inputs(), need()).get('not_permitted')?.sentence).toContain('No second check');
  });

  it('of a public task: that no yes is needed', () => {
    const task = { channel: 'display', purpose: 'celebration', startsAt: days(-9), endsAt: null } as const;
    const rules = of(
      inputs({ decisions: [], settings: { publicTasks: [task] } }),
      need({ channel: 'display' }),
    );
    expect(rules.get('no_consent')?.sentence).toContain('public task');
    expect(rules.get('view_not_asked')?.outcome).toBe('not_asked');
  });

  it('of rules that have no say', () => {
    const rules = of(inputs(), need());
    for (const rule of ['policy', 'trip_consent', 'stale_data', 'view_not_asked'] as const)
      expect(rules.get(rule)?.outcome).toBe('not_asked');
    const older = of(inputs({ pupil: { ...PUPIL, dateOfBirth: null }, views: [view({ id: 'v' })] }), need());
    expect(older.get('view_not_asked')).toMatchObject({ outcome: 'holds', recordIds: ['v'] });
  });
});
