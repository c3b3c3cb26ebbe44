// What a cell of the grid says: four words and the conditions of a yes, the same for every kind of no, so that nobody can read a
// restriction out of it.
import { describe, expect, it } from 'vitest';
import { cellAnswer, coverageOf } from '#app/domain/consent/cell-answer.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { type ConsentInputs, RESTRICTION_TYPES } from '#app/domain/consent/consent-types.ts';
import { answer, days, holder, inputs, need, restriction, view } from '#tests/support/consent-records.ts';

const cell = (of: ConsentInputs, over = {}) => cellAnswer(resolve(of, need({ scene: null, ...over })));
const plain = (word: string) => ({ answer: word, conditions: [] });

describe('the word of a cell', () => {
  it('is yes, no, not asked or ended', () => {
    expect(cell(inputs())).toEqual(plain('yes'));
    expect(cell(inputs({ decisions: [answer({ decision: 'refused' })] }))).toEqual(plain('no'));
    expect(cell(inputs({ decisions: [] }))).toEqual(plain('not_asked'));
    expect(cell(inputs({ decisions: [answer({ expiresAt: days(-1) })] }))).toEqual(plain('ended'));
  });

  it('says of a yes what it asks for in return', () => {
    const conditions = { groupOnly: true, notFaceOn: false, noUniform: true };
    const asked = cell(inputs({ decisions: [answer({ conditions })] }));
    expect(asked).toEqual({ answer: 'yes', conditions: ['groupOnly', 'noUniform'] });
    expect(coverageOf(asked)).toBe('with_condition');
    expect(coverageOf(cell(inputs()))).toBe('yes');
  });

  it('is not asked for a pupil who is old enough and has not been', () => {
    const pupil = { ...inputs().pupil, dateOfBirth: '2012-02-03' };
    expect(cell(inputs({ pupil }))).toEqual(plain('not_asked'));
    expect(cell(inputs({ pupil, views: [view()] }))).toEqual(plain('yes'));
  });

  it('is not asked while what the last export says of the pupil could not be read', () => {
    const pupil = { ...inputs().pupil, unclearSince: days(-1) };
    expect(cell(inputs({ pupil }))).toEqual(plain('not_asked'));
    expect(cell(inputs({ pupil, decisions: [answer({ decision: 'refused' })] }))).toEqual(plain('no'));
  });

  it('is ended after the last day at the school', () => {
    const pupil = { ...inputs().pupil, leavesOn: '2026-06-09' };
    expect(cell(inputs({ pupil }))).toEqual(plain('ended'));
  });

  it('says nothing about an old export: that is said once for the school', () => {
    const stale = inputs({ import: { exportedAt: days(-30) } });
    expect(resolve(stale, need({ scene: null })).verdict).toBe('block');
    expect(cell(stale)).toEqual(plain('yes'));
  });

  it('is no as soon as anybody said no, whatever else is missing or over', () => {
    const no = answer({ decision: 'withdrawn', holderId: 'father' });
    const over = answer({ expiresAt: days(-1) });
    expect(cell(inputs({ decisions: [over, no] }))).toEqual(plain('no'));
    expect(cell(inputs({ decisions: [no], holders: [holder('father')] }))).toEqual(plain('no'));
  });
});

describe('a restriction', () => {
  it.each(RESTRICTION_TYPES)('%s looks like something that a person could have said', (type) => {
    const restricted = inputs({ restrictions: [restriction({ type })] });
    const named = cell(restricted, { subject: 'first_name' });
    const shown = cell(restricted);
    const inGroup = inputs({
      decisions: [answer({ conditions: { groupOnly: true, notFaceOn: false, noUniform: false } })],
    });
    const likeNo = cell(inputs({ decisions: [answer({ decision: 'refused' })] }));
    const expected = {
      do_not_publish: [likeNo, likeNo],
      ask_safeguarding_lead: [likeNo, likeNo],
      no_place: [likeNo, likeNo],
      no_name: [plain('yes'), likeNo],
      group_only: [cell(inGroup), plain('yes')],
    }[type];
    expect([shown, named]).toEqual(expected);
  });
});
