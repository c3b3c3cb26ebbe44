// Where the posts that show a pupil stand, in sentences: stopped, coming down, gone, and what cannot be called back. Those who
// may not read posts get the numbers alone.
import type { IconName } from '#app/components/icon.tsx';
import {
  type Place,
  PLACES,
  type PupilPosts,
  type ShownPost,
} from '#app/domain/consent/posts-showing-pupil.ts';
import { many } from './many.ts';
import { titleOf } from './post-list.ts';
import { whenWords } from './when.ts';

export type PlaceTone = 'stopped' | 'needs-you' | 'done' | 'quiet';

export interface PlaceLine {
  place: Place;
  icon: IconName;
  tone: PlaceTone;
  /** "2 posts were stopped before they went out." */
  sentence: string;
  /** what happens next, or what is to be done */
  next: string;
  posts: { id: string; to: string; title: string }[];
}

export interface PostsWords {
  lines: PlaceLine[];
  /** said where something was public */
  cannotRecall: string | null;
}

type Say = (count: number, deadline: string) => { sentence: string; next: string };

const WORDS: Readonly<Record<Place, { icon: IconName; tone: PlaceTone; say: Say }>> = {
  stopped: {
    icon: 'stop',
    tone: 'done',
    say: (n) => ({
      sentence: many(
        n,
        '1 post is stopped and has not gone out.',
        'posts are stopped and have not gone out.',
      ),
      next: `${n === 1 ? 'Its author has' : 'Their authors have'} been told. Nothing goes out while a pupil in it may not be shown.`,
    }),
  },
  coming_down: {
    icon: 'clock',
    tone: 'needs-you',
    say: (n, deadline) => ({
      sentence: many(n, '1 live post is being removed now.', 'live posts are being removed now.'),
      next: `Gatepost looks at the account until ${n === 1 ? 'it is' : 'they are'} gone${deadline}.`,
    }),
  },
  needs_a_person: {
    icon: 'warn',
    tone: 'needs-you',
    say: (n, deadline) => ({
      sentence: many(
        n,
        '1 post could not be removed by Gatepost.',
        'posts could not be removed by Gatepost.',
      ),
      next: `The comms lead has been told to remove ${n === 1 ? 'it' : 'them'} by hand${deadline}.`,
    }),
  },
  in_the_air: {
    icon: 'clock',
    tone: 'needs-you',
    say: (n) => ({
      sentence: many(n, '1 post was on its way at that moment.', 'posts were on their way at that moment.'),
      next: `${n === 1 ? 'If it arrived, it is' : 'Those that arrived are'} removed as soon as Gatepost finds ${n === 1 ? 'it' : 'them'} there.`,
    }),
  },
  to_decide: {
    icon: 'question',
    tone: 'needs-you',
    say: (n) => ({
      sentence: many(
        n,
        '1 live post no longer rests on a permission.',
        'live posts no longer rest on a permission.',
      ),
      next: 'Nobody said no: a permission has ended. Decide with the headteacher what comes down.',
    }),
  },
  gone: {
    icon: 'done',
    tone: 'done',
    say: (n) => ({
      sentence: many(n, '1 post has been removed.', 'posts have been removed.'),
      next: `${n === 1 ? 'It is' : 'They are'} no longer there.`,
    }),
  },
  live: {
    icon: 'post',
    tone: 'quiet',
    say: (n) => ({
      sentence: many(n, '1 live post shows this pupil.', 'live posts show this pupil.'),
      next: 'A no takes it down.',
    }),
  },
  on_its_way: {
    icon: 'calendar',
    tone: 'quiet',
    say: (n) => ({
      sentence: many(
        n,
        '1 post that shows this pupil is on its way.',
        'posts that show this pupil are on their way.',
      ),
      next: 'Permission is asked for again before it goes out.',
    }),
  },
};

const CANNOT_RECALL =
  'What was live may have been saved, photographed or passed on by others. Nobody can call those copies back.';

/** The words for a pupil's posts, what presses first. `base` is the school's address. */
export function postsWords(posts: PupilPosts, base: string, zone: string, now: Date): PostsWords {
  const deadline = posts.deadlineAt && whenWords(posts.deadlineAt, zone, now);
  const by = deadline ? `, by ${deadline.text} at the latest` : '';
  return {
    lines: PLACES.filter((place) => posts.counts[place] > 0).map((place) => {
      const { icon, tone, say } = WORDS[place];
      return { place, icon, tone, ...say(posts.counts[place], by), posts: linksTo(posts.posts, place, base) };
    }),
    cannotRecall: posts.wasPublic ? CANNOT_RECALL : null,
  };
}

const linksTo = (posts: readonly ShownPost[] | null, place: Place, base: string): PlaceLine['posts'] =>
  (posts ?? [])
    .filter((post) => post.place === place)
    .map((post) => ({ id: post.postId, to: `${base}/posts/${post.postId}`, title: titleOf(post) }));

/** "1 post stopped, 2 coming down": one line of a list. */
export function reachedInShort({ counts }: PupilPosts): string {
  const parts = [
    counts.stopped > 0 && `${counts.stopped} stopped`,
    counts.coming_down + counts.in_the_air > 0 && `${counts.coming_down + counts.in_the_air} coming down`,
    counts.needs_a_person > 0 && `${counts.needs_a_person} to remove by hand`,
    counts.to_decide > 0 && `${counts.to_decide} to decide about`,
    counts.gone > 0 && `${counts.gone} gone`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? `Posts: ${parts.join(', ')}` : 'No post was affected';
}
