// Where an account and its posts are found on their platform, and what it is called.
import { expect, it } from 'vitest';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { atStart, inSentence, pageThere } from '#app/presenters/platform-words.ts';

const account = { handle: 'elmprimary', platformUserId: '42' };

it('leads to the account, or to the very post', () => {
  const x = { ...account, platform: 'x' } as const;
  expect(pageThere(x, null)).toBe('https://x.com/elmprimary');
  expect(pageThere(x, '123')).toBe('https://x.com/elmprimary/status/123');
  const bluesky = { platform: 'bluesky', handle: 'elm.bsky.social', platformUserId: 'did:plc:abc' } as const;
  expect(pageThere(bluesky, null)).toBe('https://bsky.app/profile/did:plc:abc');
  expect(pageThere(bluesky, '3lab2c4d5e6f2')).toBe('https://bsky.app/profile/did:plc:abc/post/3lab2c4d5e6f2');
  const unknown = { ...bluesky, platformUserId: null };
  expect(pageThere(unknown, null)).toBe('https://bsky.app/profile/elm.bsky.social');
});

it('leads nowhere rather than to a guess', () => {
  for (const platform of PLATFORMS.filter((name) => name !== 'x' && name !== 'bluesky'))
    expect(pageThere({ ...account, platform }, 'id')).toBeNull();
});

it('has a name for every platform, wherever it stands in a sentence', () => {
  expect(PLATFORMS.map(inSentence)).toContain('the platform');
  expect(atStart('other')).toBe('The platform');
  expect(new Set(PLATFORMS.map(atStart)).size).toBe(PLATFORMS.length);
});
