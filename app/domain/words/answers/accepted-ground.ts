// On what letting a finding stand rests. It counts only while the finding is made as it was when it was let stand: under the same rules
// and the same policy, by the same entries of the trust's lists, about the same pupils, and as hard as it was.
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { WORD_LISTS, type WordListsInForce } from '#app/domain/words/lists/word-lists.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';

/** What stands around the findings of a post when they are made. */
export interface MadeUnder {
  /** version of the checks in this release */
  rulesVersion: number;
  /** the version of the trust's policy that is in force; null where there is none */
  policyVersionId: string | null;
  /** the policy whose clauses the school cites; null: none */
  policyCited: string | null;
  lists: WordListsInForce;
}

type Marked = TextFinding & { wordingDigest: string };

/** Only what somebody else lets stand needs a ground: an author's answer is about the words alone. */
export const takesAcceptance = ({ level, opener }: Pick<TextFinding, 'level' | 'opener'>): boolean =>
  level === 'block' && (opener === 'head' || opener === 'safeguarding');

/**
 * The digest of what made each finding that can be let stand. One wording found by one check in several places is let stand once, so
 * that those places have one ground. It changes, and what was let stand is asked about anew, with
 * - the version of the checks, as an approval does;
 * - the version of the trust's policy in force, and the policy whose clauses the school cites;
 * - an entry of any of the trust's lists that stands in the marked words and was not there, or no longer is: another entry changes nothing;
 * - how hard it is, who may open it, its clause, what it tells beside the words, and the pupils whose name it may be: here a rule of the
 *   school shows that makes it another finding.
 * `textOf`: the marked words of a finding.
 */
export function groundsOf<Found extends Marked>(
  findings: readonly Found[],
  under: MadeUnder,
  textOf: (found: Found) => string,
): (found: Found) => string | null {
  const { rulesVersion, policyVersionId, policyCited, lists } = under;
  const places = new Map<string, Found[]>();
  for (const found of findings.filter(takesAcceptance))
    places.set(keyOf(found), [...(places.get(keyOf(found)) ?? []), found]);
  const grounds = new Map(
    [...places].map(([key, same]) => {
      const made = same.map((found) =>
        hashOf({
          ...{ level: found.level, opener: found.opener, clause: found.clause, context: found.context },
          ...{ pupilIds: [...found.pupilIds].sort(), entries: entriesIn(textOf(found), lists) },
        }),
      );
      return [key, hashOf({ rulesVersion, policyVersionId, policyCited, made: [...new Set(made)].sort() })];
    }),
  );
  return (found) => (takesAcceptance(found) ? (grounds.get(keyOf(found)) ?? null) : null);
}

const keyOf = ({ check, code, wordingDigest }: Marked): string => `${check} ${code} ${wordingDigest}`;

const read = new WeakMap<readonly string[], string[]>();

/** The words of a text, each between blanks; what stands between them does not count. */
const wordsOf = (text: string): string =>
  ` ${foldText(text)
    .words.map(({ key }) => key)
    .join(' ')} `;

/** Entries of each list that stand in the words, as `list: entry`. */
function entriesIn(text: string, lists: WordListsInForce): string[] {
  const words = wordsOf(text);
  return WORD_LISTS.flatMap((list) => {
    const { entries } = lists[list];
    const known = read.get(entries) ?? entries.map(wordsOf);
    read.set(entries, known);
    return entries.flatMap((entry, at) => {
      const looked = known[at] ?? '';
      // An entry may end in a star: whatever word begins so.
      const found = entry.endsWith('*') ? words.includes(looked.trimEnd()) : words.includes(looked);
      return looked.trim() !== '' && found ? [`${list}: ${looked.trim()}`] : [];
    });
  });
}
