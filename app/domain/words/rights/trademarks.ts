// Names, slogans and marks that belong to somebody else (T-17, R-54): those on the trust's list stop as its rule for logos says; a
// slogan that everyone knows is pointed out. The school's own name is its own.
import { SLOGANS, SLOGANS_VERSION } from '#app/domain/words/lexicons/slogans.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { type PhraseFinder, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { meeting } from '#app/domain/words/reading/spans.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const slogans = phraseFinder({ slogan: SLOGANS });
const finders = new WeakMap<readonly string[], PhraseFinder<'mark'>>();

export const trademarksCheck: WordCheck = {
  id: 'T-17',
  version: SLOGANS_VERSION,
  inPart({ field, folded }, { ground, about }) {
    const { entries } = ground.lists.trademarks;
    const own = [keyOf(about.schoolName), keyOf(about.accountHandle)];
    const listed = marksIn(entries)(folded).filter(({ phrase }) => !own.includes(keyOf(phrase)));
    const found = listed.map(({ from, to }): TextFinding => {
      const where = { field, from, to };
      return about.settings.logoRule === 'never'
        ? stops(shape('trademark_never'), where)
        : stops({ ...shape('trademark'), opener: 'head' }, where);
    });
    const isListed = meeting(listed);
    const known = slogans(folded).filter((hit) => !isListed(hit));
    return [...found, ...known.map(({ from, to }) => warns(shape('slogan'), { field, from, to }))];
  },
};

const shape = (code: string) => ({ check: 'T-17', code, clause: 'R-54' });

function marksIn(entries: readonly string[]): PhraseFinder<'mark'> {
  const finder = finders.get(entries) ?? phraseFinder({ mark: entries });
  finders.set(entries, finder);
  return finder;
}

const keyOf = (text: string): string =>
  foldText(text)
    .words.map(({ key }) => key)
    .join(' ');
