// What a caption, a label or a list of winners does to an everyday word: it says whose name it is (T-02, F-17).
import { CALENDAR_NAMES, MASS_NAMES } from './everyday-names.ts';
import type { NameText } from './name-tokens.ts';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** What only somebody in a picture does; not what a summer or a bank of snow may do. */
const SEEN_DOING = wordsOf(
  'smiling holding wearing laughing grinning celebrating receiving proudly posing sitting standing singing dancing jumping waving cheering painting writing drawing cooking baking aged',
);
/** In what stands before a colon, where a name follows: `Star of the week: Grace`, `1st: Grace`. */
const AWARDED = wordsOf(
  'star stars winner winners runner runners champion champions gold silver bronze first second third st nd rd pupil pupils student students learner learners writer reader artist author captain captains congratulations pictured photo photos',
);
const MEDAL = /[\u{1F3C5}\u{1F3C6}\u{1F396}\u{1F947}-\u{1F949}\u{2B50}\u{1F31F}]\uFE0F? ?$/u;
const PICTURES = wordsOf('photo photos photograph picture pictures pic pics image video portrait snap');
/** In brackets after a name: `Grace (Year 2)`. */
const IN_BRACKETS = /^(?:year|yr|y\d{1,2}|reception|nursery|class|aged?|\d{1,2}\p{L}{0,2})$/u;

/** A caption or a list says whose name it is: `🥇 Grace`, `Winner: Grace`, `Photo of Rose`, `Grace (Year 2)`, `Grace smiling`. */
export function captioned({ atoms, text }: NameText, at: number): boolean {
  const [atom, after] = [atoms[at], atoms[at + 1]];
  if (!atom) return false;
  const follows = after?.sentence === atom.sentence ? after : undefined;
  const plain = !CALENDAR_NAMES.has(atom.key) && !MASS_NAMES.has(atom.key);
  if (plain && follows && SEEN_DOING.has(follows.key) && text.slice(atom.to, follows.from) === ' ')
    return true;
  if (follows && IN_BRACKETS.test(follows.key) && /^ ?\($/u.test(text.slice(atom.to, follows.from)))
    return true;
  if (MEDAL.test(text.slice(Math.max(0, atom.from - 4), atom.from))) return true;
  if (atoms[at - 1]?.key === 'of' && PICTURES.has(atoms[at - 2]?.key ?? '')) return true;
  const label = atoms[at - 1];
  if (!label || !/^ ?: ?\n?$/u.test(text.slice(label.to, atom.from))) return false;
  return atoms.slice(Math.max(0, at - 5), at).some(({ key, from }) => {
    return AWARDED.has(key) && !text.slice(from, label.to).includes('\n');
  });
}
