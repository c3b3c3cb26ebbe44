// Names, slogans and marks that belong to somebody else (T-17, R-54): those on the trust's list stop as its rule for logos says, unless
// their owner permitted it in writing; a slogan that everyone knows is pointed out. The school's own name is its own.
import { SLOGANS, SLOGANS_VERSION } from '#app/domain/words/lexicons/slogans.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { type PhraseFinder, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { meeting } from '#app/domain/words/reading/spans.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { MarkPermission, MarksPermitted } from './rights-ground.ts';
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
    const found = listed.map(({ phrase, from, to }): TextFinding => {
      const where = { field, from, to };
      if (about.settings.logoRule === 'never') return stops(shape('trademark_never'), where);
      const permission = permissionFor(phrase, ground.marks);
      return permission
        ? warns(shape('trademark_permitted'), where, { context: { permission: permission.id } })
        : stops({ ...shape('trademark'), opener: 'head' }, where);
    });
    const isListed = meeting(listed);
    const known = slogans(folded).filter((hit) => !isListed(hit));
    return [...found, ...known.map(({ from, to }) => warns(shape('slogan'), { field, from, to }))];
  },
};

const shape = (code: string) => ({ check: 'T-17', code, clause: 'R-54' });

/** Where a trust's marks stand in a text. */
export function marksIn(entries: readonly string[]): PhraseFinder<'mark'> {
  const finder = finders.get(entries) ?? phraseFinder({ mark: entries });
  finders.set(entries, finder);
  return finder;
}

/** The permission that names the mark, in what it is for or in whose it is. */
const permissionFor = (phrase: string, { permissions }: MarksPermitted): MarkPermission | undefined => {
  const find = phraseFinder({ mark: [phrase] });
  return permissions.find(({ says }) => says.some((text) => find(foldText(text)).length > 0));
};

const keyOf = (text: string): string =>
  foldText(text)
    .words.map(({ key }) => key)
    .join(' ');
