// A check of words for tests that are about what becomes of a finding, whoever finds it: plain made-up words, each found in one way.
import { stops, warns, type Opener } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';
import { WORD_CHECKS } from '#app/domain/words/word-checks.ts';

/** What each word is found as. `pupil`: a word that may be a pupil’s name. */
const PLANTED: Readonly<
  Record<string, { opener: Opener | null; code: string; check: string; fix?: string }>
> = {
  zorble: { opener: 'nobody', code: 'planted_nobody', check: 'T-91', fix: 'Year 2' },
  quibbet: { opener: 'head', code: 'planted_head', check: 'T-92' },
  framlet: { opener: 'safeguarding', code: 'planted_safeguarding', check: 'T-93' },
  dunnock: { opener: 'author', code: 'planted_author', check: 'T-94', fix: '' },
  Wrenna: { opener: 'author', code: 'planted_name', check: 'T-02' },
  mossup: { opener: null, code: 'planted_warning', check: 'T-95' },
};

/** Registers it for the rest of the test file. `pupilId`: whose name `Wrenna` may be. */
export function plantCheck(pupilId: string): void {
  const check: WordCheck = {
    id: 'T-90',
    version: 1,
    inPart: ({ field, folded }) =>
      folded.words.flatMap(({ key, from, to }) => {
        const word = Object.keys(PLANTED).find((each) => each.toLowerCase() === key);
        const planted = word === undefined ? undefined : PLANTED[word];
        if (!planted) return [];
        const { opener, fix, ...shape } = planted;
        const more = { pupilIds: word === 'Wrenna' ? [pupilId] : [], fix: fix ?? null };
        const where = { field, from, to };
        return [
          opener === null
            ? warns({ ...shape, clause: 'R-46' }, where, more)
            : stops({ ...shape, clause: 'R-46', opener }, where, more),
        ];
      }),
  };
  (WORD_CHECKS as WordCheck[]).push(check);
}
