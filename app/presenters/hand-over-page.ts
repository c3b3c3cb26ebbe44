// The page on which a person publishes a post by hand, put together. Once it has to stop the page holds nothing of the post any more.
import type { HandOverPage } from '#app/domain/hand-overs/read-hand-over.ts';
import type { Issue } from '#app/domain/issues.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { accountLine, inSentence } from './platform-words.ts';
import { refusalWords } from './refusals.ts';
import { type When, whenWords } from './when.ts';

export interface PackPhoto {
  /** "Photo 1 of 2" */
  name: string;
  src: string;
  alt: string;
  width: number;
  height: number;
}

export interface HandOverView {
  /** `/s/<school>/posts/<id>/hand-over`, and the post's own page */
  here: string;
  post: string;
  standing: HandOverPage['standing']['at'];
  /** "Facebook", and "Ashwick Lane Primary, @ashwicklane on Facebook" */
  platformName: string;
  account: string;
  /** nothing of it is to be published anywhere */
  practice: boolean;
  due: When | null;
  /** its time has come: it is published now and not at a time to come */
  isDue: boolean;
  /** too early, or not this person's to do; null = it may be opened */
  refusal: { sentence: string; todo: string } | null;
  opens: When | null;
  /** who has it, since when and until when */
  given: { byName: string; opened: When; ends: When; minutesLeft: number } | null;
  /** the post itself, for the person who has it and nobody else */
  pack: { words: string; photos: PackPhoto[] } | null;
  mayAct: boolean;
  /** who had it, when this is somebody else; null = this person, or nobody */
  answersFor: string | null;
  askedName: string | null;
  asking: { chosen: string; choices: { value: string; label: string }[] } | null;
}

export function handOverView(page: HandOverPage, school: OwnSchool): HandOverView {
  const { facts, standing, mayAct, asked, candidates } = page;
  const { post, account, at } = facts;
  const postPage = `/s/${school.slug}/posts/${post.id}`;
  const when = (moment: Date) => whenWords(moment, school.zone, at);
  const given = 'given' in standing ? standing.given : null;
  return {
    here: `${postPage}/hand-over`,
    post: postPage,
    standing: standing.at,
    platformName: inSentence(account.platform),
    account: accountLine(account),
    due: post.dueAt && when(post.dueAt),
    isDue: post.dueAt !== null && post.dueAt <= at,
    refusal: standing.at === 'waiting' && standing.refusal ? refusalWords(standing.refusal) : null,
    opens: standing.at === 'waiting' && standing.opens ? when(standing.opens) : null,
    given: given && {
      byName: ('byName' in standing && standing.byName) || 'Somebody who has left',
      opened: when(given.openedAt),
      ends: when(given.expiresAt),
      minutesLeft: Math.max(0, Math.ceil((given.expiresAt.getTime() - at.getTime()) / 60_000)),
    },
    practice: account.practice,
    pack: standing.at === 'open' ? packOf(page, `/s/${school.slug}`) : null,
    mayAct,
    answersFor:
      given && 'byOther' in standing && standing.byOther
        ? (standing.byName ?? 'Somebody who has left')
        : null,
    askedName: asked?.name ?? null,
    asking: candidates && {
      chosen: asked?.id ?? '',
      choices: candidates.map(({ id, name }) => ({ value: id, label: name })),
    },
  };
}

function packOf({ facts }: HandOverPage, base: string): HandOverView['pack'] {
  const { words, photos } = contentOf(facts);
  return {
    words,
    photos: photos.map(({ altText, versionId }, index) => {
      const version = facts.photos[index]?.version;
      return {
        name: photos.length === 1 ? 'The photo' : `Photo ${index + 1} of ${photos.length}`,
        src: `${base}/photos/${versionId}`,
        alt: altText,
        width: version?.width ?? 0,
        height: version?.height ?? 0,
      };
    }),
  };
}

const ISSUES: Readonly<Record<string, string>> = {
  link_missing: 'Paste the address of the post, so that everybody can find it again.',
  link_wrong:
    'This is not the address of one post. Open the post, choose “Share” and “Copy link”, and paste it here.',
  link_elsewhere: 'This address is on another platform. Paste the address of the post on this account.',
  evidence_missing: 'Write in a few words how you know that it is gone.',
  copies_not_deleted: 'Delete the photos and words from your device first, then tick this.',
};

/** What is wrong with an answer, by field, in sentences. */
export const answerProblems = (issues: readonly Issue[]): Record<string, string> =>
  Object.fromEntries(issues.map(({ field, code }) => [field, ISSUES[code] ?? 'Look at this again.']));
