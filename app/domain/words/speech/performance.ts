// The school's performance and other matters on which only a spokesperson speaks: without a grant that runs, the headteacher has to
// take it on; with one it is pointed out (T-09, R-42). What says of itself that it is confidential needs the headteacher.
import { CONFIDENTIAL } from '#app/domain/words/lexicons/confidential.ts';
import { PERFORMANCE } from '#app/domain/words/lexicons/performance.ts';
import { stops, warns } from '#app/domain/words/text-finding.ts';
import { topicFinder } from '#app/domain/words/reading/topic-finder.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const findTopics = topicFinder(PERFORMANCE);
const findConfidential = topicFinder(CONFIDENTIAL);

const UNGRANTED = {
  check: 'T-09',
  code: 'only_a_spokesperson',
  clause: 'R-42, R-40',
  opener: 'head',
} as const;
const GRANTED = { check: 'T-09', code: 'spoken_with_grant', clause: 'R-42' } as const;
const SECRET = { check: 'T-09', code: 'confidential_words', clause: 'R-40', opener: 'head' } as const;

/**
 * T-09. `ground.grants` are the author's that run now; one that is over before the post goes out does not count. `context.topic` is one of `SPOKEN_TOPICS`, `context.grant` the id of the grant
 * relied on.
 */
export const performanceCheck: WordCheck = {
  id: 'T-09',
  version: PERFORMANCE.version + CONFIDENTIAL.version,
  inPart({ field, folded }, { ground: { grants }, about: { goesOutFrom } }) {
    const topics = findTopics(folded).map(({ topic, from, to }) => {
      const where = { field, from, to };
      const grant = grants.find((each) => each.topics.includes(topic) && each.endsAt > goesOutFrom);
      return grant
        ? warns(GRANTED, where, { context: { topic, grant: grant.id } })
        : stops(UNGRANTED, where, { context: { topic } });
    });
    const secrets = findConfidential(folded).map(({ from, to }) => stops(SECRET, { field, from, to }));
    return [...topics, ...secrets];
  },
};
