// What is said of accounts and posts on platforms that Gatepost does not post to: never more than somebody at the school said.
import { expect, test } from 'vitest';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { accountLine, shownHandle } from '#app/presenters/platform-words.ts';
import { stateWords } from '#app/presenters/records/records-words.ts';

test.each([
  ['x', '@OurSchool'],
  ['bluesky', '@OurSchool'],
  ['instagram', '@OurSchool'],
  ['threads', '@OurSchool'],
  ['facebook', 'OurSchool'],
  ['linkedin', 'OurSchool'],
  ['other', 'OurSchool'],
] as const)('an account on %s is written %s', (platform, shown) => {
  expect(shownHandle({ platform, handle: 'OurSchool' })).toBe(shown);
});

test('a page whose name is its handle is named once', () => {
  const account = { handle: 'Our School', displayName: 'Our School' };
  expect(accountLine({ ...account, platform: 'facebook' })).toBe('Our School on Facebook');
  expect(accountLine({ ...account, platform: 'other' })).toBe('Our School on the platform');
  expect(accountLine({ handle: 'OurSchool', displayName: 'Our School', platform: 'x' })).toBe(
    'Our School, @OurSchool on X',
  );
});

test('in a pupil’s records a post that people put out is as they said, and never simply out', () => {
  for (const platform of PLATFORMS) {
    const byHand = platform !== 'x' && platform !== 'bluesky';
    expect(stateWords({ state: 'published', platform })).toBe(
      byHand ? 'Put out by hand, as somebody at the school said' : 'Out',
    );
    expect(stateWords({ state: 'unknown', platform })).toBe(
      byHand ? 'Perhaps out: nobody has said what became of it' : 'Perhaps out: being looked for',
    );
    expect(stateWords({ state: 'taken_down', platform })).toBe('Taken down');
  }
});
