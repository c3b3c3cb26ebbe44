// An answer to a journalist, or a statement for publication, goes out only with the headteacher's written approval (T-20, R-79, R-80).
import { PRESS } from '#app/domain/words/lexicons/press.ts';
import { stops, warns } from '#app/domain/words/text-finding.ts';
import { topicFinder } from '#app/domain/words/reading/topic-finder.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const find = topicFinder(PRESS);
const REPLY = { check: 'T-20', code: 'reply_to_press', clause: 'R-80, R-79', opener: 'head' } as const;
const NAMED = { check: 'T-20', code: 'press_mentioned', clause: 'R-79' } as const;

/** T-20. The headteacher's acceptance with its reason is the written approval, kept with the post. */
export const pressCheck: WordCheck = {
  id: 'T-20',
  version: PRESS.version,
  inPart: ({ field, folded }) =>
    find(folded).map(({ topic, from, to }) =>
      topic === 'press_reply' ? stops(REPLY, { field, from, to }) : warns(NAMED, { field, from, to }),
    ),
};
