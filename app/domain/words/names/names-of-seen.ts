// Everyday words that are the first name of a pupil who can be seen in the post's photos: there, a word with a capital is asked about
// nearly wherever it stands, for beside the face it is the name (T-02, F-17).
import { captioned } from './captions.ts';
import { CALENDAR_NAMES } from './everyday-names.ts';
import { DEEDS, DETERMINERS, isThing, startsSentence, touch } from './name-surroundings.ts';
import type { NameText } from './name-tokens.ts';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** What follows "Will", "May", "Mark", "Hope" or "Grace" at the start of a sentence where it is no name. */
const AFTER_A_VERB = wordsOf(
  'you your we our us they their them the this that these those there i it its he she his her my any anyone anybody everyone everybody all a an to someone somebody not',
);

/** Whether an everyday word that is the first name of somebody who can be seen may be that name: nearly wherever it has a capital. */
export function mayNameOneSeen(read: NameText, at: number): boolean {
  const { atoms, text } = read;
  const [before, atom, after] = [atoms[at - 1], atoms[at], atoms[at + 1]];
  if (!atom) return false;
  const follows = after?.sentence === atom.sentence ? after : undefined;
  const leads = before?.sentence === atom.sentence ? before : undefined;
  if (!atom.capital) return atom.possessive || (follows !== undefined && DEEDS.has(follows.key));
  if (atom.possessive) return true;
  if (follows && touch(read, atom, follows) && isThing(follows)) return false;
  const isDay = CALENDAR_NAMES.has(atom.key);
  if (isDay && follows && touch(read, atom, follows) && /^\d/.test(follows.key)) return false;
  if (isDay && leads && (DETERMINERS.has(leads.key) || /^\d/.test(leads.key))) return captioned(read, at);
  const asked =
    follows !== undefined && text.slice(atom.to, follows.from) === ' ' && AFTER_A_VERB.has(follows.key);
  return !(asked && startsSentence(read, at));
}
