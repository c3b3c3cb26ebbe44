// What people are told about a pupil: the same for every cause, to everyone but the data lead and the safeguarding lead.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentInputs, ConsentNeed } from '#app/domain/consent/consent-types.ts';
import { REASON_CODES } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { explain } from '#app/domain/consent/consent-explanation.ts';
import {
  HELD_SENTENCE,
  publicSentence,
  publicVerdict,
  PUBLIC_WORDS,
  rowWord,
  schoolSentence,
} from '#app/domain/consent/consent-words.ts';
import { answer, days, inputs, need, PUPIL, restriction, view } from '#tests/support/consent-records.ts';
import { anyInputs, anyNeed } from '#tests/support/consent-histories.ts';

const NAMES_ALLOWED = { pupilIdentity: 'first_name_with_consent' } as const;
const notFaceOn = { groupOnly: false, notFaceOn: true, noUniform: false };
const groupOnly = { groupOnly: true, notFaceOn: false, noUniform: false };
const alone = need({ scene: { identifiablePeople: 1, faceOn: 'yes', uniform: 'yes', placeTold: 'no' } });
const trip = { id: 'trip-1', firstPostAt: days(-40) };

/** One case for each rule that can stop a photo on its own. */
const STOPPED: Record<string, [ConsentInputs, ConsentNeed]> = {
  not_on_roll: [inputs({ pupil: { ...PUPIL, leavesOn: '2026-01-01' } }), need()],
  not_permitted: [inputs({ restrictions: [restriction()] }), need()],
  pupil_refused: [inputs({ views: [view({ answer: 'no' })] }), need()],
  refused: [inputs({ decisions: [answer(), answer({ decision: 'refused', holderId: 'father' })] }), need()],
  trip_consent: [inputs(), need({ purpose: 'trip', event: trip })],
  no_consent: [inputs({ decisions: [] }), need()],
  expired: [inputs({ decisions: [answer({ expiresAt: days(-1) })] }), need()],
  view_not_asked: [inputs({ pupil: { ...PUPIL, dateOfBirth: '2012-01-01' } }), need()],
  stale_data: [inputs({ import: { exportedAt: days(-9) } }), need()],
  unclear_row: [inputs({ pupil: { ...PUPIL, unclearSince: days(-2) } }), need()],
  condition: [inputs({ decisions: [answer({ conditions: notFaceOn })] }), need()],
};

const tellings = (of: ConsentInputs, asked: ConsentNeed) => {
  const resolution = resolve(of, asked);
  return JSON.stringify([publicVerdict(resolution), publicSentence(resolution), rowWord(resolution, null)]);
};

describe('what anyone may be told', () => {
  it('is one and the same for every rule that stops a photo', () => {
    for (const [code, [of, asked]] of Object.entries(STOPPED)) {
      expect(resolve(of, asked).reasons.map((reason) => reason.code)).toEqual([code]);
    }
    const told = new Set(Object.values(STOPPED).map(([of, asked]) => tellings(of, asked)));
    expect([...told]).toEqual([
      JSON.stringify([
        'not in photos',
        'This pupil may not be shown in this post. Please use a photo without this pupil.',
        'not in photos',
      ]),
    ]);
  });

  it('is one and the same for every rule that stops a name', () => {
    const asName = ({ scene: _, ...asked }: ConsentNeed) => ({
      ...asked,
      subject: 'first_name' as const,
      scene: null,
    });
    const { condition: _, ...naming } = STOPPED;
    const told = new Set(Object.values(naming).map(([of, asked]) => tellings(of, asName(asked))));
    const policy = tellings(inputs({ settings: { pupilIdentity: 'never' } }), asName(need()));
    expect([...told]).toEqual([policy]);
    expect(policy).toContain('may not be named');
  });

  it('says "only in a group" alike for a parent’s condition and for a restriction', () => {
    const asked = inputs({ decisions: [answer({ conditions: groupOnly })] });
    const restricted = inputs({ restrictions: [restriction({ type: 'group_only' })] });
    expect(publicVerdict(resolve(asked, alone))).toBe('only in a group');
    expect(tellings(asked, alone)).toBe(tellings(restricted, alone));
    expect(tellings(asked, need())).toBe(tellings(restricted, need()));
    expect(publicSentence(resolve(asked, alone))).toContain('only in a group');
  });

  it('does not say "only in a group" when a group would not be enough', () => {
    const both = { ...groupOnly, notFaceOn: true };
    expect(publicVerdict(resolve(inputs({ decisions: [answer({ conditions: both })] }), alone))).toBe(
      'not in photos',
    );
    const refused = inputs({
      decisions: [answer({ conditions: groupOnly }), answer({ decision: 'refused', holderId: 'father' })],
    });
    expect(publicVerdict(resolve(refused, alone))).toBe('not in photos');
  });

  it('gives away no warning', () => {
    const soon = inputs({ decisions: [answer({ expiresAt: days(2) })] });
    expect(resolve(soon, need()).verdict).toBe('warn');
    expect(tellings(soon, need())).toBe(tellings(inputs(), need()));
    expect(publicVerdict(resolve(inputs(), need()))).toBe('can be shown');
    expect(publicSentence(resolve(inputs(), need()))).toBeNull();
  });

  it('depends on nothing but the use, the verdict and whether a group would do, in any history', () => {
    const told = new Map<string, string>();
    fc.assert(
      fc.property(anyInputs, anyNeed, (of, asked) => {
        const { subject, verdict, reasons } = resolve(of, asked);
        const stopping = reasons.filter((reason) => reason.verdict === 'block');
        const groupWouldDo = stopping.length > 0 && stopping.every((reason) => reason.groupWouldDo);
        const key = `${subject} ${verdict === 'block'} ${groupWouldDo}`;
        const words = tellings(of, asked);
        expect(told.get(key) ?? words).toBe(words);
        told.set(key, words);
        for (const code of REASON_CODES) expect(words).not.toContain(code);
      }),
      { numRuns: 1_000 },
    );
  });

  it('puts the photo first in a list, and the name only for a pupil who can be shown', () => {
    const word = (of: ConsentInputs) =>
      rowWord(resolve(of, alone), resolve(of, { ...alone, subject: 'name_with_image' }));
    expect(word(inputs({ settings: NAMES_ALLOWED }))).toBe('first name may be used');
    expect(word(inputs())).toBe('can be shown');
    const soon = inputs({ decisions: [answer({ expiresAt: days(2) })], settings: NAMES_ALLOWED });
    expect(word(soon)).toBe('first name may be used');
    expect(word(inputs({ decisions: [], settings: NAMES_ALLOWED }))).toBe('not in photos');
    expect(word(inputs({ decisions: [answer({ conditions: groupOnly })], settings: NAMES_ALLOWED }))).toBe(
      'only in a group',
    );
  });
});

describe('what stops the whole school', () => {
  it('is said once for the school, when the export is out of date and only then', () => {
    const stale = resolve(...STOPPED.stale_data!);
    const other = resolve(...STOPPED.refused!);
    expect(schoolSentence([other, stale])).toMatch(/out of date/);
    const both = resolve(inputs({ decisions: [], import: { exportedAt: days(-9) } }), need());
    expect(both.reasons.length).toBeGreaterThan(1);
    expect(schoolSentence([both])).toMatch(/out of date/);
    expect(schoolSentence([other])).toBeNull();
    expect(schoolSentence([])).toBeNull();
    expect(schoolSentence([resolve(...STOPPED.unclear_row!)])).toBeNull();
  });
});

describe('what the data lead is told', () => {
  it('is a sentence of its own for each reason, with the answers to open', () => {
    const sentences = Object.entries(STOPPED).map(([, [of, asked]]) => explain(resolve(of, asked))[0]!);
    expect(new Set(sentences.map((one) => one.sentence)).size).toBe(sentences.length);
    expect(sentences.every((one) => one.stops)).toBe(true);
    const [of, asked] = STOPPED.refused!;
    const against = of.decisions.find((one) => one.decision === 'refused')!;
    expect(explain(resolve(of, asked))).toEqual([
      { stops: true, sentence: expect.stringContaining('said no'), decisionIds: [against.id] },
    ]);
  });

  it('names the conditions that are not met, and marks what only warns', () => {
    const unmet = explain(
      resolve(inputs({ decisions: [answer({ conditions: { ...groupOnly, notFaceOn: true } })] }), alone),
    );
    expect(unmet[0]?.sentence).toMatch(/: only in a group, not facing the camera\.$/);
    const soon = explain(resolve(inputs({ decisions: [answer({ expiresAt: days(2) })] }), need()));
    expect(soon).toMatchObject([{ stops: false }]);
    expect(explain(resolve(inputs(), need()))).toEqual([]);
  });

  it('tells only that a restriction exists, the same for every type of it', () => {
    const types = ['do_not_publish', 'ask_safeguarding_lead', 'no_place', 'group_only'] as const;
    const told = types.map((type) =>
      JSON.stringify(
        explain(
          resolve(
            inputs({ restrictions: [restriction({ type })] }),
            need({ scene: { ...alone.scene!, placeTold: 'unknown' } }),
          ),
        ),
      ),
    );
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain('safeguarding lead');
  });
});

describe('words on screen', () => {
  it('use none of the words of the trade', () => {
    const all = [
      ...PUBLIC_WORDS,
      HELD_SENTENCE,
      schoolSentence([resolve(...STOPPED.stale_data!)]),
      ...Object.values(STOPPED).flatMap(([of, asked]) => [
        publicSentence(resolve(of, asked)),
        ...explain(resolve(of, asked)).map((one) => one.sentence),
      ]),
    ].join(' ');
    expect(all).not.toMatch(/\b(gate|revision|verdict|holder|subject|channel)\b/i);
    expect(all).not.toMatch(/undefined|null/);
  });
});
