// A post that was taken down and the one that puts it right, in words: what comes along and what stays behind, before and after.
import type { LeftBehindWhy } from '#app/domain/corrections/photos-to-carry.ts';
import type { CorrectionToStart } from '#app/domain/corrections/read-correction.ts';
import type { CorrectionLinks, PhotoBehind } from '#app/domain/corrections/read-links.ts';
import { titleOf } from './post-list.ts';
import type { RefusalWords } from './refusals/refusal-words.ts';
import { refusalWords } from './refusals.ts';
import { whenWords } from './when.ts';

const WHY: Readonly<Record<LeftBehindWhy, string>> = {
  refused: 'it may not be used again',
  gone: 'its file is no longer kept',
};

/** "Photo 2, “Children at a table”: it may not be used again." */
export const behindLines = (photos: readonly PhotoBehind[]): string[] =>
  photos.map(({ number, why, altText }) => {
    const described = altText.trim() ? `, “${altText.trim()}”` : '';
    return `Photo ${number}${described}: ${WHY[why]}.`;
  });

export interface CorrectionNotes {
  /** what puts this post right; `to` is null for who may not open it */
  by: { to: string | null; text: string } | null;
  /** what this post puts right, with what was left behind */
  of: { to: string | null; behind: string[] } | null;
}

/** Out: what stands on the page of either post, and over the draft. */
export function correctionNotes(
  { by, of }: CorrectionLinks,
  { base, zone, now }: { base: string; zone: string; now: Date },
): CorrectionNotes {
  const linkTo = ({ postId, seen }: { postId: string; seen: boolean }): string | null =>
    seen ? `${base}/posts/${postId}` : null;
  return {
    by: by && { to: linkTo(by), text: `Started ${whenWords(by.startedAt, zone, now).text}.` },
    of: of && { to: linkTo(of), behind: behindLines(of.leftBehind) },
  };
}

export interface CorrectionPage {
  over: string;
  words: string;
  /** how many photos come along */
  photos: string;
  behind: string[];
  /** until somebody says why it came down, every photo counts as not to be used again */
  sayWhyFirst: 'you' | 'somebody' | null;
  refused: RefusalWords | null;
}

export function correctionPage(read: CorrectionToStart): CorrectionPage {
  const { content, carried, leftBehind, bar, maySayWhy, whySaid } = read;
  const waits = !whySaid && leftBehind.some(({ why }) => why === 'refused');
  return {
    over: titleOf({ words: content.words, photoCount: content.photos.length }),
    words: content.words,
    photos: photosWords(carried.length, content.photos.length),
    behind: behindLines(leftBehind),
    sayWhyFirst: waits ? (maySayWhy ? 'you' : 'somebody') : null,
    refused: bar && refusalWords(bar),
  };
}

function photosWords(carried: number, all: number): string {
  if (all === 0) return 'It had no photos.';
  if (carried === all)
    return all === 1
      ? 'Its photo, with what was said of it.'
      : `All ${all} photos, with what was said of each.`;
  if (carried === 0) return all === 1 ? 'Not its photo.' : 'None of its photos.';
  return `${carried} of its ${all} photos, with what was said of each.`;
}
