// Looking up one post's pupils, in words: which posts wait for it, and who is to be looked up.
import type { PostsToLookUp, PupilsToLookUp } from '#app/domain/consent/check-records.ts';
import { shownHandle } from './platform-words.ts';
import { type When, whenWords } from './when.ts';

export interface LookUpLine {
  id: string;
  /** "Priya Nair, @ashwicklane" */
  title: string;
  /** "3 pupils. Goes out Fri 20 November, 3:30 pm." */
  about: string;
  /** "Looked up; counts until …"; null when it waits */
  looked: string | null;
}

const countWords = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

export const lookUpLines = ({ posts }: PostsToLookUp, zone: string, at: Date): LookUpLine[] =>
  posts.map(({ postId, authorName, platform, handle, dueAt, pupils, lookedUntil }) => ({
    id: postId,
    title: `${authorName}, ${shownHandle({ platform, handle })}`,
    about: `${countWords(pupils)}. ${dueAt ? `Goes out ${whenWords(dueAt, zone, at).text}.` : 'No time yet.'}`,
    looked: lookedUntil && `Looked up. It counts until ${whenWords(lookedUntil, zone, at).text}.`,
  }));

export interface LookUpPage {
  postId: string;
  title: string;
  over: string;
  old: boolean;
  exported: When | null;
  pupils: { id: string; name: string; about: string }[];
  looked: { sentence: string; until: string } | null;
}

export const lookUpPage = (page: PupilsToLookUp, zone: string, at: Date): LookUpPage => ({
  postId: page.postId,
  title: page.pupils.length === 0 ? 'No pupil is in this post' : `Look up ${countWords(page.pupils.length)}`,
  over: `A post by ${page.authorName}, ${shownHandle(page)}`,
  old: page.old,
  exported: page.exportedAt && whenWords(page.exportedAt, zone, at),
  pupils: page.pupils.map(({ id, name, group, misId }) => ({ id, name, about: `${group}, number ${misId}` })),
  looked: page.looked && {
    sentence: `${page.looked.by} looked them up on ${whenWords(page.looked.at, zone, at).text}.`,
    until: `It counts until ${whenWords(page.looked.until, zone, at).text}, for this post alone.`,
  },
});
