// Two people, or two tabs, changed one draft: what each of them changed is kept where they touched different fields,
// and shown to them where they touched the same. Pure; nothing is ever overwritten here.

/** The fields of a draft as a form shows them. */
export interface DraftFields {
  words: string;
  /** one of the account's subjects; `''` where none was chosen */
  subject: string;
  /** alt text by post photo id */
  altTexts: Readonly<Record<string, string>>;
  /** names of the declarations that are ticked */
  declarations: readonly string[];
  /** wall times in the school's zone, `YYYY-MM-DDTHH:MM` */
  windowFrom: string;
  windowUntil: string;
}

/** One field that both sides changed, each in their own way. */
export interface DraftConflict {
  /** `words`, `subject`, `alt:<post photo id>`, `windowFrom`, `windowUntil` */
  field: string;
  mine: string;
  theirs: string;
}

export interface MergedDraft {
  /** what should be saved, wherever no conflict stands */
  fields: DraftFields;
  conflicts: DraftConflict[];
}

/**
 * Merges what somebody typed (`mine`), beginning from what their page showed (`base`), into what is saved now
 * (`theirs`). A photo that is gone takes its alt text with it. Ticks merge one by one and so never conflict.
 */
export function mergeDraft(mine: DraftFields, base: DraftFields, theirs: DraftFields): MergedDraft {
  const conflicts: DraftConflict[] = [];
  const pick = (field: string, typed: string, before: string, saved: string): string => {
    if (typed === before || typed === saved) return saved;
    if (saved !== before) conflicts.push({ field, mine: typed, theirs: saved });
    return typed;
  };
  const altTexts: Record<string, string> = {};
  for (const [id, saved] of Object.entries(theirs.altTexts)) {
    const typed = mine.altTexts[id];
    altTexts[id] = typed === undefined ? saved : pick(`alt:${id}`, typed, base.altTexts[id] ?? '', saved);
  }
  const fields = {
    words: pick('words', mine.words, base.words, theirs.words),
    subject: pick('subject', mine.subject, base.subject, theirs.subject),
    altTexts,
    declarations: mergeTicks(mine.declarations, base.declarations, theirs.declarations),
    windowFrom: pick('windowFrom', mine.windowFrom, base.windowFrom, theirs.windowFrom),
    windowUntil: pick('windowUntil', mine.windowUntil, base.windowUntil, theirs.windowUntil),
  };
  return { fields, conflicts };
}

/** The draft with some of its text fields, named as in a conflict, taken from another. */
export function withFields(draft: DraftFields, names: readonly string[], from: DraftFields): DraftFields {
  const altTexts = { ...draft.altTexts };
  const changed = { ...draft, altTexts };
  for (const name of names) {
    if (isPlain(name)) changed[name] = from[name];
    else altTexts[name.slice('alt:'.length)] = from.altTexts[name.slice('alt:'.length)] ?? '';
  }
  return changed;
}

const PLAIN = ['words', 'subject', 'windowFrom', 'windowUntil'] as const;
const isPlain = (name: string): name is (typeof PLAIN)[number] => (PLAIN as readonly string[]).includes(name);

function mergeTicks(mine: readonly string[], base: readonly string[], theirs: readonly string[]): string[] {
  const all = new Set([...mine, ...base, ...theirs]);
  const ticked = (name: string): boolean => {
    const changed = mine.includes(name) !== base.includes(name);
    return changed ? mine.includes(name) : theirs.includes(name);
  };
  return [...all].filter(ticked).sort();
}
