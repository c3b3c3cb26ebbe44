// How a sentence of a post's story is made: the same thing is said in one way of a person, whose name stands before it, and in another
// of Gatepost.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostEvent } from '#app/domain/posts/post-history.ts';

/** For a person the sentence follows their name ("sent it for approval."); for the system it is whole. */
export interface Said {
  says: string;
  stopped?: boolean;
}

export type Moved = Extract<PostEvent, { type: 'post.moved' }>;

export interface Telling {
  /** where it was to go or went */
  platform: Platform;
  /** a person did it, and is named before the sentence */
  named: boolean;
  /** a moment in the school's words */
  when: (iso: string) => string;
  /** the last day before a moment at which something ends */
  lastDay: (iso: string) => string;
}

export type Say<E> = (event: E, telling: Telling) => Said;

export const say = (says: string, stopped = false): Said => ({ says, stopped });
export const either =
  (person: string, system: string, stopped = false): Say<unknown> =>
  (_, { named }) =>
    say(named ? person : system, stopped);
