// A consent form's own rules: what may be published, what its hash covers, when a translation is the same form, and what one sitting
// of answers means (R-63, F-02, F-03).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersToWrite, optionOf, optionsAsked } from '#app/domain/consent/form-answers.ts';
import { formChanges, nothingChanged } from '#app/domain/consent/form-changes.ts';
import {
  type FormOption,
  formIssues,
  type FormText,
  leansOn,
  tidyForm,
  translationIssues,
  wordingHashOf,
} from '#app/domain/consent/form-text.ts';
import { chooseForm } from '#app/domain/consent/current-form.ts';
import { linkHashOf, newLinkSecret } from '#app/domain/consent/link-secret.ts';
import { linkRuns } from '#app/domain/consent/open-link.ts';
import { ownAnswers } from '#app/domain/consent/own-answers.ts';
import { CHANNELS } from '#app/domain/consent/consent-vocabulary.ts';
import { cascade, strongestOf } from '#app/domain/consent/permission-change.ts';
import { starterForm } from '#app/domain/consent/starter-form.ts';
import { familyWords } from '#app/presenters/family-words.ts';
import { answer, days, NOW } from '#tests/support/consent-records.ts';

const FACTS = {
  school: 'Elm Park Primary',
  trust: 'Elm Trust',
  controllers: ['Elm Trust'],
  platforms: [{ channel: 'x' as const, name: 'X' }],
};
const english = tidyForm(starterForm('en-GB', FACTS));
const welsh = tidyForm(starterForm('cy', FACTS));
const codes = (text: FormText) => formIssues(tidyForm(text)).map(({ code }) => code);
const optionAt = (index: number): FormOption => english.options[index] as FormOption;
const withOption = (index: number, over: Partial<FormOption>): FormText => ({
  ...english,
  options: english.options.map((option, at) => (at === index ? { ...option, ...over } : option)),
});

describe('the starting words', () => {
  it('may be published in both languages, as the same form', () => {
    expect(formIssues(english)).toEqual([]);
    expect(formIssues(welsh)).toEqual([]);
    expect(translationIssues(english, welsh)).toEqual([]);
    expect(welsh.options.map(({ label }) => label)).not.toEqual(english.options.map(({ label }) => label));
  });

  it('ask each place apart, name the platforms, and ask for the trust and its schools apart', () => {
    const byKey = new Map(english.options.map((option) => [option.key, option]));
    expect(byKey.get('image_social')?.label).toContain('(X)');
    expect(byKey.get('image_website')?.channels).not.toContain('x');
    expect(byKey.get('image_press')?.purposes).toEqual(['press']);
    expect(byKey.get('trust')?.accountScope).toBe('trust');
    expect(byKey.get('trust_schools')?.accountScope).toBe('trust_schools');
    expect(leansOn(byKey.get('trust_schools') as FormOption, english.options)).toEqual([
      'image_social',
      'trust',
    ]);
    expect(english.options.flatMap(({ purposes }) => purposes)).not.toContain('recruitment');
  });
});

describe('the hash of a form', () => {
  it('covers every word that is shown and every meaning', () => {
    const hash = wordingHashOf(english);
    const others: FormText[] = [
      { ...english, title: `${english.title}.` },
      { ...english, wording: `${english.wording}!` },
      { ...english, language: 'en-IE' },
      { ...english, controllers: [...english.controllers, 'Another'] },
      { ...english, howToWithdraw: 'Write to us.' },
      { ...english, options: english.options.slice(1) },
      { ...english, options: [...english.options].reverse() },
      withOption(0, { label: 'Other words' }),
      withOption(0, { key: 'other_key' }),
      withOption(0, { channels: ['website'] }),
      withOption(0, { subjects: ['image', 'work'] }),
      withOption(0, { purposes: ['celebration'] }),
      withOption(7, { accountScope: 'trust_schools' }),
    ];
    const hashes = others.map(wordingHashOf);
    expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
  });

  it('does not depend on the order in which ticks were sent, nor on spaces at the ends', () => {
    const shuffled = withOption(0, {
      channels: [...optionAt(0).channels].reverse(),
      label: ` ${optionAt(0).label} `,
    });
    expect(wordingHashOf({ ...shuffled, wording: `\n${english.wording}\r\n` })).toBe(wordingHashOf(english));
  });
});

describe('a form that may not be published', () => {
  it.each([
    ['without words', { ...english, wording: ' ' }, 'wording_missing'],
    ['without anybody responsible', { ...english, controllers: [' '] }, 'controllers_missing'],
    [
      'that does not say how to change one’s mind',
      { ...english, howToWithdraw: '' },
      'howToWithdraw_missing',
    ],
    ['that asks nothing', { ...english, options: [] }, 'questions_missing'],
    ['with a question whose yes means nothing', withOption(0, { channels: [] }), 'meaning_missing'],
    ['with a question without words', withOption(0, { label: '' }), 'question_missing'],
    ['with two questions of one key', withOption(1, { key: optionAt(0).key }), 'keys_unclear'],
    [
      'with two questions about the same use',
      withOption(1, { channels: ['website', 'x'] }),
      'questions_overlap',
    ],
    [
      'that asks for the trust what it does not ask for the school',
      withOption(7, { channels: ['x', 'facebook'] }),
      'no_own_school_question',
    ],
    ['in no language', { ...english, language: 'Welsh!' }, 'language_unknown'],
    ['with a wording nobody reads', { ...english, wording: 'a'.repeat(6_001) }, 'too_long'],
  ])('is one %s', (_what, text, code) => {
    expect(codes(text)).toContain(code);
  });
});

describe('a translation', () => {
  it('shares keys and meanings, and differs in language', () => {
    expect(translationIssues(english, { ...welsh, language: 'en-GB' })[0]?.code).toBe('same_language');
    for (const over of [
      { key: 'other' },
      { channels: ['x' as const] },
      { purposes: ['press' as const] },
      { accountScope: 'trust' as const },
    ]) {
      const options = welsh.options.map((option, at) => (at === 0 ? { ...option, ...over } : option));
      expect(translationIssues(english, { ...welsh, options })[0]?.code).toBe('meaning_differs');
    }
    expect(translationIssues(english, { ...welsh, options: welsh.options.slice(1) })).toHaveLength(1);
  });

  it('is asked with only while it is of the newest wording', () => {
    const version = (number: number, language: string, retiredAt: Date | null = null) => ({
      number,
      language,
      retiredAt,
      options: [...english.options],
    });
    const first = [version(1, 'en-GB'), version(1, 'cy')];
    expect(chooseForm(first, 'cy')).toMatchObject({ language: 'cy' });
    expect(chooseForm(first, 'cy-GB')).toMatchObject({ language: 'cy' });
    expect(chooseForm(first, 'pl')).toMatchObject({ language: 'en-GB' });
    expect(chooseForm([...first, version(2, 'en-GB')], 'cy')).toMatchObject({ number: 2, language: 'en-GB' });
    expect(chooseForm([...first, version(2, 'en-GB', NOW)], 'cy')).toMatchObject({
      number: 1,
      language: 'cy',
    });
    expect(chooseForm([{ ...version(3, 'en-GB'), options: [] }], 'cy')).toBeNull();
    expect(chooseForm([], 'cy')).toBeNull();
  });
});

describe('what changed between two versions', () => {
  it('names words, and questions by their keys', () => {
    const next = tidyForm({
      ...withOption(0, { label: 'May we show a photo of your child on our website?', channels: ['website'] }),
      title: 'Photos',
    });
    const changes = formChanges(english, {
      ...next,
      options: [...next.options.slice(0, -1), { ...optionAt(0), key: 'brand_new' }],
    });
    expect(changes.words.map(({ field }) => field)).toEqual(['title']);
    expect(changes.added.map(({ key }) => key)).toEqual(['brand_new']);
    expect(changes.removed.map(({ key }) => key)).toEqual(['trust_schools']);
    expect(changes.changed.map(({ after, meaning }) => [after.key, meaning])).toEqual([
      ['image_website', true],
    ]);
    expect(nothingChanged(formChanges(english, english))).toBe(true);
    expect(nothingChanged(changes)).toBe(false);
  });
});

describe('one sitting of answers', () => {
  const nothing = ownAnswers(english.options, [], null, NOW);
  const yesSaid = ownAnswers(english.options, [answer({ accountScope: 'trust_schools' })], null, NOW);
  const sit = (answers: Parameters<typeof answersToWrite>[1], before = nothing) =>
    answersToWrite(english.options, answers, before, null);

  it('writes one decision for each question answered, and nothing for the others', () => {
    const written = sit([
      { key: 'image_website', answer: 'yes' },
      { key: 'image_social', answer: 'no' },
    ]);
    expect(written).toMatchObject({
      ok: true,
      answers: [
        { key: 'image_website', decision: 'granted', channels: ['website', 'newsletter'], leavesLive: false },
        { key: 'image_social', decision: 'refused', channels: ['x'], leavesLive: false },
      ],
    });
  });

  it('takes a no for every place and for old posts too unless told otherwise', () => {
    const no = (over: object) => sit([{ key: 'name_beside', answer: 'no', ...over }], yesSaid);
    expect(no({ channels: [] })).toMatchObject({
      answers: [{ decision: 'withdrawn', channels: ['x', 'website', 'newsletter', 'print', 'display'] }],
    });
    expect(no({ channels: ['x'], newOnly: true })).toMatchObject({
      answers: [{ channels: ['x'], leavesLive: true }],
    });
    expect(no({ channels: ['press'] })).toMatchObject({ answers: [{ channels: optionAt(4).channels }] });
  });

  it('never narrows a yes, and never lets one leave old posts', () => {
    expect(
      sit([{ key: 'image_website', answer: 'yes', channels: ['website'], newOnly: true }]),
    ).toMatchObject({ answers: [{ channels: ['website', 'newsletter'], leavesLive: false }] });
  });

  it('says yes for farther accounts only with the nearer ones', () => {
    const codesOf = (result: ReturnType<typeof sit>) =>
      result.ok ? [] : result.issues.map(({ code }) => code);
    expect(codesOf(sit([{ key: 'trust', answer: 'yes' }]))).toEqual(['own_school_first']);
    expect(codesOf(sit([{ key: 'trust', answer: 'yes' }], yesSaid))).toEqual([]);
    expect(
      codesOf(
        sit(
          [
            { key: 'image_social', answer: 'no' },
            { key: 'trust', answer: 'yes' },
          ],
          yesSaid,
        ),
      ),
    ).toEqual(['own_school_first']);
    expect(codesOf(sit([]))).toEqual(['nothing_answered']);
    expect(codesOf(sit([{ key: 'no_such_question', answer: 'yes' }]))).toEqual(['nothing_answered']);
  });

  it('finds the question of every answer it wrote again, for the receipt', () => {
    const anyAnswers = fc.array(
      fc.record({
        key: fc.constantFrom(...english.options.map(({ key }) => key)),
        answer: fc.constantFrom('yes' as const, 'no' as const),
        channels: fc.subarray([...CHANNELS]),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const written = answersToWrite(english.options, answers, yesSaid, null);
        if (!written.ok) return;
        for (const each of written.answers) expect(optionOf(english.options, each)?.key).toBe(each.key);
      }),
    );
  });

  it('about one trip asks the questions about trips', () => {
    expect(optionsAsked(english.options, 'trip-1').map(({ key }) => key)).toEqual(['name_beside', 'trip']);
    expect(optionsAsked(english.options.slice(0, 2), 'trip-1')).toHaveLength(2);
    expect(optionsAsked(english.options, null)).toBe(english.options);
  });
});

describe('what one person has said', () => {
  const social = english.options.filter(({ key }) => key === 'image_social');
  const of = (...decisions: Parameters<typeof answer>[0][]) =>
    ownAnswers(
      social,
      decisions.map((each) => answer({ accountScope: 'own_school', ...each })),
      null,
      NOW,
    )[0];

  it('is their last word for each use', () => {
    expect(of()).toMatchObject({ said: 'nothing', at: null });
    expect(of({ decidedAt: days(-3) })).toMatchObject({ said: 'yes', at: days(-3) });
    expect(of({}, { decision: 'withdrawn', decidedAt: days(-2) })).toMatchObject({
      said: 'no',
      at: days(-2),
    });
    expect(of({ decision: 'refused', decidedAt: days(-9) }, { decidedAt: days(-1) })).toMatchObject({
      said: 'yes',
    });
    expect(
      of({ decision: 'refused', decidedAt: days(-1) }, { decidedAt: days(-9), recordedAt: days(0) }),
    ).toMatchObject({ said: 'no' });
    expect(of({ expiresAt: days(-1) })).toMatchObject({ said: 'ended' });
    expect(of({ formRetiredAt: days(-1) })).toMatchObject({ said: 'ended' });
    expect(of({ purposes: ['teaching'] })).toMatchObject({ said: 'some' });
    expect(of({ subjects: ['work'] })).toMatchObject({ said: 'nothing' });
    expect(of({ source: 'import:list' }, { source: 'import:list', decision: 'not_answered' })).toMatchObject({
      said: 'nothing',
    });
  });

  it('takes nothing from anybody’s authority: the same words for whoever may not agree', () => {
    // The function is not even given holders, restrictions, the pupil's view or anybody else's answer.
    expect(ownAnswers.length).toBe(4);
    expect(of({ holderId: 'nobody-with-authority' })).toMatchObject({ said: 'yes' });
  });
});

describe('a personal link’s secret', () => {
  it('is over 160 bits in letters that can be read aloud, and opens however it is typed', () => {
    const secret = newLinkSecret();
    expect(secret).toMatch(/^([a-hjkmnp-tv-z2-9]{6}-){5}[a-hjkmnp-tv-z2-9]{6}$/);
    expect(Math.log2(30) * 36).toBeGreaterThan(160);
    expect(new Set(Array.from({ length: 200 }, newLinkSecret)).size).toBe(200);
    expect(linkHashOf(secret.toUpperCase().replaceAll('-', ' '))).toBe(linkHashOf(secret));
    expect(linkHashOf(secret)).not.toContain(secret.slice(0, 6));
    expect(linkHashOf(`${secret}a`)).not.toBe(linkHashOf(secret));
  });
});

describe('whether a link opens its page', () => {
  const link = { madeAt: days(-5), expiresAt: days(5), endedAt: null };
  const person = { authorityFrom: days(-900), authorityUntil: null };
  const pupil = { startsOn: '2022-09-01', leavesOn: null };
  const runs = (over: { link?: object; person?: object; pupil?: object } = {}, at = NOW) =>
    linkRuns(
      { ...link, ...over.link },
      { ...person, ...over.person },
      { ...pupil, ...over.pupil },
      'Europe/London',
      at,
    );

  it('does so until its last moment, until it is ended, and while person and pupil are there', () => {
    expect(runs()).toBe(true);
    expect(runs({}, new Date(days(5).getTime() - 1))).toBe(true);
    expect(runs({}, days(5))).toBe(false);
    expect(runs({ link: { endedAt: days(-1) } })).toBe(false);
    expect(runs({ person: { authorityUntil: days(-1) } })).toBe(false);
    expect(runs({ person: { authorityUntil: days(1) } })).toBe(true);
    expect(runs({ pupil: { leavesOn: '2026-06-08' } })).toBe(false);
    expect(runs({ pupil: { leavesOn: '2026-06-10' } })).toBe(true);
  });

  it('made for somebody whose authority had ended before, or after leaving, still takes a no', () => {
    expect(runs({ person: { authorityUntil: days(-30) } })).toBe(true);
    expect(runs({ pupil: { leavesOn: '2026-05-01' } })).toBe(true);
  });
});

describe('a no for new posts only', () => {
  const LEFT = { after: 'allow', byNo: false } as const;
  it('stops what has not gone out and leaves what is live', () => {
    for (const status of ['in_review', 'approved', 'scheduled', 'held'] as const)
      expect(cascade('withdrawal', { status, sent: false }, 'allow', 'block', true, LEFT)).toBe('hold');
    for (const status of ['published', 'unknown', 'takedown_failed'] as const)
      expect(cascade('withdrawal', { status, sent: true }, 'allow', 'block', true, LEFT)).toBe('nothing');
    expect(cascade('withdrawal', { status: 'publishing', sent: true }, 'allow', 'block', true, LEFT)).toBe(
      'nothing',
    );
    expect(cascade('withdrawal', { status: 'publishing', sent: false }, 'allow', 'block', true, LEFT)).toBe(
      'hold',
    );
  });

  it('does not keep up what somebody else’s no takes down', () => {
    const live = { after: 'block', byNo: true } as const;
    expect(cascade('refusal', { status: 'published', sent: true }, 'block', 'block', true, live)).toBe(
      'takedown',
    );
  });

  it('is the strongest of the changes made with it', () => {
    expect(strongestOf(['grant', 'withdrawal'])).toBe('withdrawal');
    expect(strongestOf(['grant', 'unanswered'])).toBe('unanswered');
    expect(strongestOf(['grant'])).toBe('grant');
    expect(strongestOf([])).toBeNull();
  });
});

describe('the fixed words of a family’s page', () => {
  it('are there in every language, for every place, and English for one without', () => {
    expect(familyWords('cy').language).toBe('cy');
    expect(familyWords('cy-GB').language).toBe('cy');
    expect(familyWords('pl').language).toBe('en-GB');
    for (const channel of CHANNELS) expect(familyWords('cy').places[channel]).toBeTruthy();
  });
});
