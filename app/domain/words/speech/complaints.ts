// A complaint, a grievance or a dispute is answered by the school's procedure and not in public: a post about one is held for the
// headteacher; the bare word is pointed out (T-19, R-56).
import { COMPLAINTS } from '#app/domain/words/lexicons/complaints.ts';
import { stops, warns } from '#app/domain/words/text-finding.ts';
import { topicFinder } from '#app/domain/words/reading/topic-finder.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const find = topicFinder(COMPLAINTS);
const ABOUT_ONE = { check: 'T-19', code: 'complaint_in_public', clause: 'R-56', opener: 'head' } as const;
const THE_WORD = { check: 'T-19', code: 'complaint_mentioned', clause: 'R-56' } as const;

/** T-19. A sentence about a complaint is found once: its bare word is not found besides. */
export const complaintsCheck: WordCheck = {
  id: 'T-19',
  version: COMPLAINTS.version,
  inPart({ field, folded }) {
    const hits = find(folded);
    const held = new Set(hits.filter(({ topic }) => topic === 'complaint').map(({ sentence }) => sentence));
    return hits.flatMap(({ topic, sentence, from, to }) => {
      const where = { field, from, to };
      if (topic === 'complaint') return [stops(ABOUT_ONE, where)];
      return held.has(sentence) ? [] : [warns(THE_WORD, where)];
    });
  },
};
