// Which further accounts a post may be for: open ones of the school, each platform once, none that is for something else.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { ACCOUNT_KINDS } from '#app/domain/consent/consent-vocabulary.ts';
import { type Candidate, furtherBar, type PostToSpread } from '#app/domain/cross-posts/further-accounts.ts';

const post: PostToSpread = {
  accountId: 'x-1',
  purpose: 'celebration',
  subject: null,
  tripAccountId: 'trip-1',
};
const leading = { id: 'x-1', platform: 'x' } as const;
const on = (more: Partial<Candidate>): Candidate => ({
  ...{ id: 'other', platform: 'bluesky', kind: 'school', subjects: [], open: true },
  ...more,
});

describe('a further account', () => {
  test.each([
    ['of another platform may be chosen', on({}), null],
    ['that leads the post is not chosen again', on({ id: 'x-1', platform: 'x' }), 'account_leads'],
    ['that is not open is refused', on({ open: false }), 'account_not_open'],
    ['of the same platform is refused', on({ platform: 'x' }), 'same_words_there_too'],
    ['of another trip is refused', on({ kind: 'trip' }), 'account_of_another_trip'],
    ['of the post’s own trip may be chosen', on({ id: 'trip-1', kind: 'trip' }), null],
    ['of a department is for teaching', on({ kind: 'department' }), 'account_for_teaching'],
  ])('%s', (_, account, bar) => {
    expect(furtherBar(account, post, [leading])).toBe(bar);
  });

  test.each([
    ['Music', null],
    ['Art', 'account_of_another_subject'],
    [null, 'account_of_another_subject'],
  ])('of a department takes a post for teaching whose subject is its own: %s', (subject, bar) => {
    const music = on({ kind: 'department', subjects: ['Music', 'Dance'] });
    expect(furtherBar(music, { ...post, purpose: 'teaching', subject }, [leading])).toBe(bar);
  });

  test('is never one of two on a platform, whatever was chosen', () => {
    const candidate = fc.record({
      id: fc.uuid(),
      platform: fc.constantFrom(...PLATFORMS),
      kind: fc.constantFrom(...ACCOUNT_KINDS),
      subjects: fc.constant([]),
      open: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(candidate, { selector: ({ id }) => id, maxLength: 6 }), (chosen) => {
        const all = [leading, ...chosen];
        const allowed = chosen.every((account) => furtherBar(account, post, all) === null);
        const platforms = all.map(({ platform }) => platform);
        if (allowed) expect(new Set(platforms).size).toBe(platforms.length);
      }),
    );
  });
});
