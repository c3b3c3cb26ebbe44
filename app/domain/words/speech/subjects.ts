// T-22: a department's account is for teaching its subjects and nothing else. A post there says which subject it is about;
// where none of the subject's own words stands in it, the approver is told.
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { type PhraseFinder, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { SUBJECT_TERMS } from './subject-terms.ts';
import { subjectOfEntry } from '#app/domain/words/lists/list-entries.ts';
import { type TextFinding, stops, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck, WordView } from '#app/domain/words/word-check.ts';

const CHECK = 'T-22';
const CLAUSE = 'R-14';
/** The post as a whole, beside the choice of its subject. */
const HERE = { field: 'subject', from: 0, to: 0 } as const;

const keyOf = (name: string): string =>
  foldText(name.replaceAll('&', ' and '))
    .words.map(({ key }) => key)
    .join(' ');

/** `IT` and `RE` are in half of all posts as other words. */
const isTelling = (name: string): boolean => keyOf(name).length > 2;

const FINDERS = new Map<string, PhraseFinder<'subject'>>();
for (const { names, terms } of SUBJECT_TERMS) {
  const find = phraseFinder({ subject: [...names.filter(isTelling), ...terms] });
  for (const name of names) FINDERS.set(keyOf(name), find);
}

export const subjects: WordCheck = {
  id: CHECK,
  version: 1,
  inPost({ about, ground, parts }): TextFinding[] {
    if (about.accountKind !== 'department') return [];
    const { subject } = about;
    const findings: TextFinding[] = [];
    const stop = (code: string) => stops({ check: CHECK, code, clause: CLAUSE, opener: 'head' }, HERE);
    if (about.purpose !== 'teaching') findings.push(stop('not_for_teaching'));
    if (subject === null || !about.subjects.includes(subject)) return [...findings, stop('subject_not_said')];
    if (!isAbout(subject, { ground, parts }))
      findings.push(warns({ check: CHECK, code: 'subject_not_in_words', clause: CLAUSE }, HERE));
    return findings;
  },
};

/** Whether any text holds the subject's name, one of the words every school has for it, or one of the trust's own. */
function isAbout(subject: string, { ground, parts }: Pick<WordView, 'ground' | 'parts'>): boolean {
  const key = keyOf(subject);
  const own = ground.lists.subject_words.entries
    .map(subjectOfEntry)
    .filter((entry) => keyOf(entry.subject) === key)
    .flatMap(({ words }) => words);
  const finders = [FINDERS.get(key), phraseFinder({ subject: [...[subject].filter(isTelling), ...own] })];
  return parts.some(({ folded }) => finders.some((find) => find !== undefined && find(folded).length > 0));
}
