// Posts shared by their address (T-23, R-76, F-10), and the one cashtag X takes.
import { describe, expect, it } from 'vitest';
import { cashtagsCheck } from '#app/domain/words/speech/cashtags.ts';
import { postAddressesIn, sharedPostsCheck } from '#app/domain/words/other-posts/shared-posts.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { foundBy } from '#tests/support/words.ts';

const ground = {
  shared: {
    ours: new Map([
      ['1001', 'live' as const],
      ['1002', 'removed' as const],
      ['1003', 'not_agreed' as const],
      ['1004', 'of_another_school' as const],
    ]),
    officialHandles: new Set(['ashwicklanepri']),
  },
  lists: { ...NO_LISTS, partners: { version: 1, entries: ['Tidewater Farm', '@TidewaterFarm'] } },
};
const found = (text: string) => foundBy(sharedPostsCheck, text, { ground });

describe('a post shared by its address', () => {
  it.each([
    ['https://x.com/AshwickLanePri/status/77', 'ashwicklanepri', '77'],
    ['twitter.com/AshwickLanePri/status/77?s=20', 'ashwicklanepri', '77'],
    ['https://mobile.twitter.com/a_b/statuses/77/photo/1', 'a_b', '77'],
    ['https://x.com/i/web/status/77', null, '77'],
    ['https://www.x.com/i/status/77', null, '77'],
  ])('reads %s', (text, handle, id) => {
    expect(postAddressesIn(`See ${text} now`)).toEqual([{ handle, id, from: 4, to: 4 + text.length }]);
  });

  it.each([
    'https://x.com/AshwickLanePri',
    'https://notx.com/a/status/77',
    'https://x.com/search?q=status/77',
  ])('takes %s for no post', (text) => expect(postAddressesIn(text)).toEqual([]));

  it('points out our own and a partner’s: they are seen as part of this post', () => {
    for (const text of [
      'https://x.com/ashwicklanepri/status/77',
      'https://x.com/TIDEWATERFARM/status/77',
      'https://x.com/i/web/status/1001',
    ])
      expect(found(text)).toMatchObject([{ code: 'shared_post_known', level: 'warn', check: 'T-23' }]);
  });

  it('asks the headteacher about a stranger’s, and about one whose author cannot be told', () => {
    for (const text of ['https://x.com/somebody/status/77', 'https://x.com/i/web/status/77'])
      expect(found(text)).toMatchObject([
        { code: 'shared_post_of_stranger', level: 'block', opener: 'head' },
      ]);
  });

  it('shows no pupil who may not be shown here, and asks about another school’s (R-76, R-62)', () => {
    expect(found('https://x.com/AshwickLanePri/status/1003')).toMatchObject([
      { code: 'shared_post_not_agreed', level: 'block', opener: 'nobody', fix: '' },
    ]);
    expect(found('https://x.com/AshwickLanePri/status/1004')).toMatchObject([
      { code: 'shared_post_of_another_school', level: 'block', opener: 'head' },
    ]);
  });

  it('never brings back what was taken down, under whatever name it is linked (F-10)', () => {
    for (const who of ['AshwickLanePri', 'somebody', 'i/web'])
      expect(found(`https://x.com/${who}/status/1002`)).toMatchObject([
        { code: 'shared_post_removed', level: 'block', opener: 'nobody', fix: '', clause: 'F-10' },
      ]);
  });
});

describe('cashtags', () => {
  it('stops every one after the first, and offers it without its sign', () => {
    const text = 'Our young investors chose $ABC, $XYZ and $DEF; cakes cost $2.50';
    const marked = foundBy(cashtagsCheck, text);
    expect(marked.map(({ from, to, fix }) => [text.slice(from, to), fix])).toEqual([
      ['$XYZ', 'XYZ'],
      ['$DEF', 'DEF'],
    ]);
    expect(marked[0]).toMatchObject({ code: 'second_cashtag', level: 'block', opener: 'nobody' });
  });

  it('lets one stand, and prices', () => {
    expect(foundBy(cashtagsCheck, 'We followed $ABC for a week. Tickets $5, then $10.')).toEqual([]);
  });
});
