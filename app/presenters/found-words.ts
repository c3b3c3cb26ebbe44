// What was found in a text, for whoever reads it: the text with its marks, and for each of them a sentence, the smallest change, what
// may be answered and what has been. Offsets and codes only go to the page; whose name a word may be never does.
import { allIssueWords, fieldIdOf, type IssueReader, keyOf } from './issues.ts';
import type { Issue, TextMark } from '#app/domain/issues.ts';
import { answersOffered, type AuthorsAnswer } from '#app/domain/words/answers/answers-offered.ts';
import type { AnswerRead } from '#app/domain/words/answers/read-answers.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { type TextPart, textPartsOf } from '#app/domain/words/text-part.ts';
import { findingKey } from './finding-key.ts';
import { whenWords } from './when.ts';

export interface Said {
  answerId: string;
  /** "Priya Nair: no pupil’s name" */
  words: string;
  when: string;
  reason: string | null;
  /** this reader may take it back here */
  mine: boolean;
}

export interface FoundView {
  key: string;
  /** of its card on the page */
  id: string;
  /** in the order of the text, from 1 */
  number: number;
  from: number;
  to: number;
  kind: 'stopped' | 'needs-you';
  /** answered by all who had to: nothing more to do */
  settled: boolean;
  sentence: string;
  clause: { label: string; href: string } | null;
  /** names it in a form, with `field` and `from` */
  finding: string;
  /** what to put in place of the marked words, and the button’s words */
  fix: { to: string; label: string } | null;
  /** what the author may answer now */
  offers: AuthorsAnswer[];
  said: Said[];
  /** who else decides, in a sentence; null when nobody has to */
  decides: string | null;
}

export interface FoundText {
  field: string;
  /** "The words", "The description of photo 2" */
  title: string;
  text: string;
  found: FoundView[];
}

export interface FoundReader extends IssueReader {
  answers: ReadonlyMap<string, AnswerRead>;
  /** whether this reader may take this answer back here */
  mayTakeBack: (answer: AnswerRead) => boolean;
  /** the draft is still being written */
  drafting: boolean;
}

type Found = Issue & { text: TextMark };
const isFound = (issue: Issue): issue is Found => issue.text !== undefined;

/** Findings by the text they stand in, each text in the order in which it is read. Texts in which nothing was found are left out. */
export function foundTexts(
  issues: readonly Issue[],
  texts: readonly Pick<TextPart, 'field' | 'text'>[],
  reader: FoundReader,
): FoundText[] {
  const once = new Map(issues.filter(isFound).map((issue) => [keyOf(issue), issue]));
  return texts.flatMap(({ field, text }) => {
    const here = [...once.values()]
      .filter((issue) => issue.field === field)
      .sort((a, b) => a.text.from - b.text.from || a.text.to - b.text.to);
    if (here.length === 0) return [];
    const said = allIssueWords(here, reader);
    const found = here.flatMap((issue, index) => {
      const words = said[index];
      return words ? [foundView(issue, index + 1, words.sentence, words.clause ?? null, reader)] : [];
    });
    return [{ field, title: titleOf(field), text, found }];
  });
}

/** What is read when a post is decided on: its texts, and the subject that was chosen, in which something can be found too. */
export const textsDecidedOn = (content: PostContent): Pick<TextPart, 'field' | 'text'>[] => [
  ...textPartsOf(content),
  { field: 'subject', text: content.subject ?? '' },
];

export function titleOf(field: string): string {
  const [kind, index] = field.split(':');
  if (kind === 'subject') return 'The subject';
  return kind === 'photo' ? `The description of photo ${Number(index) + 1}` : 'The words';
}

function foundView(
  issue: Found,
  number: number,
  sentence: string,
  clause: FoundView['clause'],
  reader: FoundReader,
): FoundView {
  const { text, check, code } = issue;
  const level = text.opener === null ? 'warn' : 'block';
  const opener = text.opener ?? 'nobody';
  const said = text.answerIds.flatMap((id) => reader.answers.get(id) ?? []);
  const open = level === 'block' && opener !== 'nobody' && text.missing.length === 0;
  const answered = said.some(({ answer }) => answer === 'not_a_pupil' || answer === 'explained');
  return {
    key: keyOf(issue),
    id: `found-${fieldIdOf(issue.field)}-${number}`,
    number,
    from: text.from,
    to: text.to,
    kind: issue.level === 'block' ? 'stopped' : 'needs-you',
    settled: open || (level === 'warn' && answered),
    sentence,
    clause,
    finding: findingKey({ check, code, wordingDigest: text.wordingDigest }),
    fix: text.fix === null ? null : { to: text.fix, label: fixLabel(text.fix) },
    offers: answered ? [] : [...answersOffered({ check, level, opener, pupilIds: text.pupilIds })],
    said: said.map((answer) => saidOf(answer, reader)),
    decides: reader.drafting && !open ? (DECIDES[opener] ?? null) : null,
  };
}

const fixLabel = (to: string): string => (to === '' ? 'Take it out' : `Change to “${to}”`);

/** Said while it is written. */
const DECIDES: Readonly<Record<string, string>> = {
  head: 'The headteacher decides. You can send it: say why it is right, or change it.',
  safeguarding:
    'A safeguarding lead and the headteacher decide together. You can send it: say why it is right, or change it.',
};

const ANSWERS: Readonly<Record<AnswerRead['answer'], string>> = {
  not_a_pupil: 'no pupil’s name',
  explained: 'right as it is',
  accepted_by_head: 'lets it stand, as the headteacher may',
  accepted_by_safeguarding: 'lets it stand, as a safeguarding lead may',
};

/** One answer in words. */
export function saidOf(answer: AnswerRead, { zone, now, mayTakeBack }: FoundReader): Said {
  const name = answer.by ?? 'Somebody who has left';
  const kept = answer.remembered ? ', in every post of the school' : '';
  return {
    answerId: answer.id,
    words: `${name}: ${ANSWERS[answer.answer]}${kept}`,
    when: whenWords(answer.at, zone, now).text,
    reason: answer.reason,
    mine: mayTakeBack(answer),
  };
}
