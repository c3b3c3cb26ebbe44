// The practice timeline as the public would see it, with what a curious tester wants besides: each photo's file and its description.
import type { PreviewPhoto, WordsPart } from '#app/components/post-preview.tsx';
import type { PracticeAccount } from '#app/domain/accounts/practice-accounts.ts';
import type { SandboxTimelinePost } from '#sandbox/store.ts';
import { shownHandle } from './platform-words.ts';
import { wordsParts } from './post-content.ts';
import { type When, whenWords } from './when.ts';

export interface TimelinePost {
  id: string;
  when: When;
  words: WordsPart[];
  preview: PreviewPhoto[];
  photos: { id: string; name: string; alt: string | null; size: string; fingerprint: string; to: string }[];
}

export interface TimelineAccount {
  /** as people there write it */
  handle: string;
  name: string;
  schoolName: string;
  posts: TimelinePost[];
}

export function timelineAccount(
  account: PracticeAccount,
  posts: readonly SandboxTimelinePost[],
  now: Date,
): TimelineAccount {
  return {
    handle: shownHandle(account),
    name: account.displayName,
    schoolName: account.schoolName,
    posts: posts
      .filter(({ visibleAt }) => visibleAt <= now)
      .map((post) => ({
        id: post.id,
        when: whenWords(post.createdAt, account.zone, now),
        words: wordsParts(post.words),
        preview: post.photos.map(({ mediaId, altText }) => ({
          id: mediaId,
          src: mediaAddress(mediaId),
          alt: altText,
        })),
        photos: post.photos.map(({ mediaId, altText, bytes, sha256 }, index) => ({
          id: mediaId,
          name: `Photo ${index + 1}`,
          alt: altText,
          size: `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en-GB')} KB`,
          fingerprint: (sha256 ?? '').slice(0, 12),
          to: `${mediaAddress(mediaId)}?save=yes`,
        })),
      })),
  };
}

const mediaAddress = (mediaId: string): string => `/sandbox/media/${mediaId}`;
