// The address that somebody pastes of a post they published by hand: of one post, on that platform, and without what follows people about.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { readPostLink } from '#app/domain/hand-overs/post-link.ts';

describe('the address of a post published by hand', () => {
  it.each([
    [
      'facebook',
      'https://www.facebook.com/ourschool/posts/pfbid0abc?mibextid=x',
      'https://www.facebook.com/ourschool/posts/pfbid0abc',
    ],
    [
      'facebook',
      'm.facebook.com/story.php?story_fbid=12&id=34&ref=share',
      'https://m.facebook.com/story.php?story_fbid=12&id=34',
    ],
    ['instagram', ' https://instagram.com/p/Cabc/?igsh=zzz ', 'https://instagram.com/p/Cabc/'],
    ['threads', 'http://www.threads.net/@ourschool/post/C1', 'https://www.threads.net/@ourschool/post/C1'],
    ['linkedin', 'https://www.linkedin.com/posts/ourschool_1', 'https://www.linkedin.com/posts/ourschool_1'],
    ['other', 'https://social.example/@school/9', 'https://social.example/@school/9'],
  ] as const)('on %s is kept tidy: %s', (platform, typed, link) => {
    expect(readPostLink(platform, typed)).toEqual({ ok: true, link });
  });

  it.each([
    ['facebook', '', 'link_missing'],
    ['facebook', 'https://www.facebook.com/', 'link_wrong'],
    ['facebook', 'it is there', 'link_wrong'],
    ['facebook', 'javascript:alert(1)', 'link_wrong'],
    ['facebook', 'https://someone:secret@facebook.com/a', 'link_wrong'],
    ['facebook', 'https://facebook.com.example/posts/1', 'link_elsewhere'],
    ['facebook', 'https://notfacebook.com/posts/1', 'link_elsewhere'],
    ['instagram', 'https://facebook.com/posts/1', 'link_elsewhere'],
    ['other', 'https://192.168.0.1/posts/1', 'link_wrong'],
    ['other', 'https://localhost/posts/1', 'link_wrong'],
  ] as const)('on %s is refused: %s', (platform, typed, code) => {
    expect(readPostLink(platform, typed)).toEqual({ ok: false, code });
  });

  it('is always a plain https address, whatever is typed, and reads the same when it is read again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLATFORMS),
        fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
        (platform, typed) => {
          const read = readPostLink(platform, typed);
          if (!read.ok) return;
          const url = new URL(read.link);
          expect([url.protocol, url.username, url.password, url.hash]).toEqual(['https:', '', '', '']);
          expect(readPostLink(platform, read.link)).toEqual(read);
        },
      ),
    );
  });
});
