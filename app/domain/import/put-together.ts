// What several rows of a file say about one pupil, put together in a way that does not depend on their order, the harder answer first.
import type { Answer } from '#app/domain/consent/consent-vocabulary.ts';
import { giverKey } from './giver-key.ts';
import type { AnswerInFile, PersonInFile, PupilDetails, PupilInFile, Row } from './read-rows.ts';

/** The earlier of two texts, or the one there is. */
export const smaller = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);

export const sorted = (rows: number[]): number[] => rows.sort((a, b) => a - b);

const HARDNESS: Readonly<Record<Answer, number>> = { granted: 0, not_answered: 1, refused: 2, withdrawn: 3 };

/** Null when rows of one pupil give different names, classes or dates: then nobody can say which row is right. */
export function putTogether(misId: string, good: readonly Row[], bad: readonly number[]): PupilInFile | null {
  const details: PupilDetails = {};
  const people = new Map<string, PersonInFile>();
  const answers = new Map<string, AnswerInFile>();
  for (const row of good) {
    for (const [field, value] of Object.entries(row.details)) {
      const known = (details as Record<string, unknown>)[field];
      if (known !== undefined && known !== value) return null;
      (details as Record<string, unknown>)[field] = value;
    }
    if (row.person) {
      const key = giverKey(row.person.name);
      const known = people.get(key);
      people.set(key, known ? together(known, row.person) : row.person);
    }
    for (const answer of row.answers) {
      const key = `${answer.type}\n${answer.giver}`;
      answers.set(key, harder(answers.get(key), answer));
    }
  }
  return {
    misId,
    rows: sorted([...good.map(({ row }) => row), ...bad]),
    unclear: bad.length > 0,
    details,
    people: byKey(people),
    answers: byKey(answers),
  };
}

const byKey = <T>(map: ReadonlyMap<string, T>): T[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

const together = (a: PersonInFile, b: PersonInFile): PersonInFile => ({
  name: smaller(a.name, b.name),
  relationship: smaller(a.relationship, b.relationship),
  authority: a.authority && b.authority,
  // Two addresses for one person: nobody can say which is theirs.
  email: a.email === b.email || b.email === null ? a.email : a.email === null ? b.email : null,
});

/** Of two answers about the same, the one that gives less; of two alike, a yes by its earlier day, a no by its later. */
function harder(a: AnswerInFile | undefined, b: AnswerInFile): AnswerInFile {
  if (!a) return b;
  const giverName = smaller(a.giverName, b.giverName);
  const more = HARDNESS[b.answer] - HARDNESS[a.answer];
  if (more !== 0) return { ...(more > 0 ? b : a), giverName };
  if (a.on === b.on) return { ...a, giverName };
  if (a.answer === 'granted')
    return { ...(a.on === null || (b.on !== null && a.on < b.on) ? a : b), giverName };
  return { ...(b.on === null || (a.on !== null && a.on > b.on) ? a : b), giverName };
}
