// The words fit or they do not, as the account's own platform counts them: the same words may be too long for one and not for another.
import { describe, expect, it } from 'vitest';
import { PLATFORMS, type Platform } from '#app/domain/accounts/platforms.ts';
import { lengthCheck } from '#app/domain/checks/length.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { MOST_WORDS } from '#app/domain/posts/post-length.ts';
import { issueWords } from '#app/presenters/issues.ts';

const found = (platform: Platform, words: string) =>
  lengthCheck.run({
    facts: { account: { platform } } as PostFacts,
    content: { words, photos: [] as unknown } as PostContent,
    stage: 'gate',
  });
const said = (platform: Platform, words: string) =>
  found(platform, words).map(
    (issue) => issueWords(issue, { zone: 'Europe/London', now: new Date(0) }).sentence,
  );

describe('how long words may be', () => {
  it.each(PLATFORMS)('%s takes what it takes and not one letter more', (platform) => {
    const most = MOST_WORDS[platform];
    expect(found(platform, 'a'.repeat(most))).toEqual([]);
    expect(found(platform, 'a'.repeat(most + 2))).toMatchObject([
      { code: 'words_too_long', level: 'block', context: { most, over: 2, platform } },
    ]);
  });

  it('counts an address as 23 on X, and in full on Bluesky', () => {
    const words = `${'a'.repeat(200)} https://elm.sch.uk/${'n'.repeat(100)}`;
    expect(found('x', words)).toEqual([]);
    expect(found('bluesky', words)).toMatchObject([{ context: { length: 320, over: 20 } }]);
  });

  it('counts an emoji as two on X, and as one letter on Bluesky', () => {
    const words = `${'a'.repeat(270)}${'🎓'.repeat(20)}`;
    expect(found('x', words)).toMatchObject([{ context: { length: 310 } }]);
    expect(found('bluesky', words)).toEqual([]);
  });

  it('says whose rule it is', () => {
    expect(said('x', 'a'.repeat(281))).toEqual([
      'The words are 1 too long: X takes 280 characters, and each web address counts as 23.',
    ]);
    expect(said('bluesky', 'a'.repeat(301))).toEqual([
      'The words are 1 too long: Bluesky takes 300 characters, and a web address counts in full.',
    ]);
    expect(said('other', 'a'.repeat(3_001))).toEqual([
      'The words are 1 too long: at most 3,000 characters fit.',
    ]);
  });
});
