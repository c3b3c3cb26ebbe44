// What whoever asked is told, word for word: what was stopped, what came down and when, and what nobody can call back. It names no
// child and nobody else, so that it can be read out or printed as it stands.
import type { RequestedPost, RequestPage } from '#app/domain/removals/read-requests.ts';
import { whenWords } from './when.ts';

type Telling = Pick<RequestPage, 'row' | 'posts' | 'elsewhere'>;

const many = (count: number, one: string, more: string): string => (count === 1 ? one : `${count} ${more}`);

/** Paragraphs, in the order in which they are said. `now` is when the page is read. */
export function wordsToTell({ row, posts, elsewhere }: Telling, zone: string, now: Date): string[] {
  const when = (at: Date) => whenWords(at, zone, now).text;
  const of = (how: RequestedPost['how']) => posts.filter((post) => post.how === how);
  const said: string[] = [
    row.decisionId
      ? `You took back your permission on ${when(row.receivedAt)}. It counted from that moment.`
      : `You asked us on ${when(row.receivedAt)} to take something down.`,
  ];
  if (row.outcome === 'not_removed')
    return [
      ...said,
      `We have looked at it and leave it where it is. The reason: ${row.outcomeWhy ?? ''}`.trim(),
    ];
  if (posts.length === 0)
    return [
      ...said,
      'We looked through our accounts and found nothing to take down.',
      ...(row.outcomeWhy ? [row.outcomeWhy] : []),
    ];
  const stopped = of('stopped').length;
  if (stopped > 0)
    said.push(
      many(
        stopped,
        'One post had not gone out yet. It was stopped.',
        'posts had not gone out yet. They were stopped.',
      ),
    );
  said.push(...of('gone').map((post) => goneWords(post, when)));
  const never = of('never_out').length;
  if (never > 0)
    said.push(
      many(
        never,
        'One post was on its way at that moment. It did not go out.',
        'posts were on their way at that moment. They did not go out.',
      ),
    );
  said.push(...stillThere(row, posts, { when, now }));
  said.push(...elsewhereWords(elsewhere));
  if (posts.some(({ publishedAt }) => publishedAt !== null)) said.push(...CANNOT_RECALL);
  return said;
}

const CANNOT_RECALL = [
  'What was public may have been saved, photographed or passed on by others. It may still show in a search engine for a while, or in the press. Nobody can call those copies back.',
  'If you see one, tell us where. We will ask for it to be removed.',
];

const goneWords = ({ publishedAt, goneAt }: RequestedPost, when: (at: Date) => string): string =>
  [
    publishedAt ? `The post of ${when(publishedAt)} was taken down.` : 'A post was taken down.',
    goneAt ? `It was gone on ${when(goneAt)}.` : '',
  ]
    .join(' ')
    .trim();

/** What they were promised is the time that counts; where that is over it is said, with the time of what came back since. */
function stillThere(
  { dueAt }: Pick<Telling['row'], 'dueAt'>,
  posts: readonly RequestedPost[],
  { when, now }: { when: (at: Date) => string; now: Date },
): string[] {
  const left = posts.filter(({ how }) => how === 'coming_down' || how === 'by_hand' || how === 'to_look_at');
  if (left.length === 0) return [];
  const byHand = left.some(({ how }) => how === 'by_hand');
  const last = new Date(Math.max(...left.map(({ deadlineAt }) => Number(deadlineAt ?? dueAt))));
  return [
    [
      many(left.length, 'One post is still up.', 'posts are still up.'),
      byHand ? 'A member of staff is deleting it by hand.' : 'It is being taken down.',
      dueAt < now ? `It was to be gone by ${when(dueAt)}. That is late.` : '',
      dueAt < now && last < now
        ? 'We will tell you as soon as it is gone.'
        : `It will be gone by ${when(dueAt < now ? last : dueAt)}, and we will tell you.`,
    ]
      .filter(Boolean)
      .join(' '),
  ];
}

function elsewhereWords({ waiting, found, all }: RequestPage['elsewhere']): string[] {
  if (all === 0) return [];
  if (waiting > 0)
    return ['We are looking for the same picture on the accounts of the other schools in our trust.'];
  return [
    found === 0
      ? 'We looked for the same picture on the accounts of the other schools in our trust, and did not find it.'
      : `The same picture was found in ${many(found, 'one post', 'posts')} of other schools in our trust. It comes down there too.`,
  ];
}
