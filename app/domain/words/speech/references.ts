// A reference for somebody: the school's accounts give none, whoever asks (T-15, R-51).
import { REFERENCES } from '#app/domain/words/lexicons/references.ts';
import { stops } from '#app/domain/words/text-finding.ts';
import { topicFinder } from '#app/domain/words/reading/topic-finder.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const find = topicFinder(REFERENCES);
const REFERENCE = { check: 'T-15', code: 'reference_for_somebody', clause: 'R-51' } as const;

/** T-15. Nobody may let it stand. */
export const referencesCheck: WordCheck = {
  id: 'T-15',
  version: REFERENCES.version,
  inPart: ({ field, folded }) => find(folded).map(({ from, to }) => stops(REFERENCE, { field, from, to })),
};
