// What is not over yet of what somebody asked to have taken down, each as it is: what is up, what somebody looks at first, and what may
// never go out. Nothing is promised of a post that may stay, and nothing is called up that may not be.
import type { RequestedPost, RequestPage } from '#app/domain/removals/read-requests.ts';
import { many, manyIfAny } from './many.ts';

interface Telling {
  row: Pick<RequestPage['row'], 'dueAt'>;
  posts: readonly RequestedPost[];
  /** when the words are read */
  now: Date;
  when: (at: Date) => string;
}

/** One sentence or more for each kind; none when all of it is over. */
export function stillThere(telling: Telling): string[] {
  const { row, posts, now, when } = telling;
  const late = row.dueAt < now;
  // Once its time is over nobody looks first any more.
  const isLookedAt = ({ how }: RequestedPost) => how === 'to_look_at' && !late;
  const up = posts.filter(
    (post) => ['coming_down', 'by_hand', 'to_look_at'].includes(post.how) && !isLookedAt(post),
  );
  return [
    ...(up.length > 0 ? [stillUp(up, telling)] : []),
    ...manyIfAny(
      posts.filter(isLookedAt).length,
      `One post has a picture that looks like one we may no longer use. Somebody is looking at it. Unless it shows somebody else it will be gone by ${when(row.dueAt)}, and we will tell you.`,
      `posts have pictures that look like one we may no longer use. Somebody is looking at them. Those that do not show somebody else will be gone by ${when(row.dueAt)}, and we will tell you.`,
    ),
    ...manyIfAny(
      posts.filter(({ how }) => how === 'on_its_way').length,
      'One post was on its way at that moment, and we do not know yet whether it went out. If it did, it is taken down as soon as it is found. We will tell you.',
      'posts were on their way at that moment, and we do not know yet whether they went out. Those that did are taken down as soon as they are found. We will tell you.',
    ),
  ];
}

/** What they were promised is the time that counts; where that is over it is said, with the time of what was found to be up again since. */
function stillUp(up: readonly RequestedPost[], { row: { dueAt }, now, when }: Telling): string {
  const one = up.length === 1;
  const [it, is, was] = one ? ['It', 'is', 'was'] : ['They', 'are', 'were'];
  const last = new Date(Math.max(...up.map(({ deadlineAt }) => Number(deadlineAt ?? dueAt))));
  const by = dueAt < now ? last : dueAt;
  return [
    many(up.length, 'One post is still up.', 'posts are still up.'),
    up.some(({ how }) => how === 'by_hand')
      ? `A member of staff is deleting ${one ? 'it' : 'them'} by hand.`
      : `${it} ${is} being taken down.`,
    dueAt < now && `${it} ${was} to be gone by ${when(dueAt)}. That is late.`,
    by < now
      ? `We will tell you as soon as ${one ? 'it is' : 'they are'} gone.`
      : `${it} will be gone by ${when(by)}, and we will tell you.`,
  ]
    .filter(Boolean)
    .join(' ');
}
