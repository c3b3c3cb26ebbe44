// What whoever asked is told, word for word: what was stopped, what came down and when, and what nobody can call back. It names no
// child and nobody else, so that it can be read out or printed as it stands.
import type { RequestedPost, RequestPage } from '#app/domain/removals/read-requests.ts';
import { many, manyIfAny } from './many.ts';
import { stillThere } from './still-there.ts';
import { whenWords } from './when.ts';

type Telling = Pick<RequestPage, 'row' | 'posts' | 'elsewhere'>;

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
  said.push(
    ...manyIfAny(
      of('stopped').length,
      'One post had not gone out yet. It was stopped.',
      'posts had not gone out yet. They were stopped.',
    ),
  );
  said.push(...of('gone').map((post) => goneWords(post, when)));
  said.push(
    ...manyIfAny(
      of('never_out').length,
      'One post was on its way at that moment. It did not go out.',
      'posts were on their way at that moment. They did not go out.',
    ),
  );
  said.push(
    ...manyIfAny(
      of('another_picture').length,
      'One post had a picture that looks like one we may no longer use. Somebody looked at it: it is another picture, so it stays.',
      'posts had pictures that look like one we may no longer use. Somebody looked at them: they are other pictures, so they stay.',
    ),
  );
  said.push(...stillThere({ row, posts, now, when }));
  said.push(...elsewhereWords(elsewhere));
  if (posts.some(({ how, publishedAt }) => publishedAt !== null && how !== 'another_picture'))
    said.push(...CANNOT_RECALL);
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
