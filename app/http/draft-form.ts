// The compose form's fields, by name: what was typed, what the form showed when it was drawn, and from which version.
// The page and the server agree on the names here and nowhere else.
import type { DraftFields } from '#app/domain/posts/merge-draft.ts';
import type { TypedDraft } from '#app/domain/posts/save-typed.ts';

/** Before a field's name: the value that the form was drawn with. */
export const BASE = 'base:';
/** Before a post photo's id: its alt text. */
export const ALT = 'alt:';

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : '';
};

const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value): value is string => typeof value === 'string');

/** The fields as they stand in a form now. */
export function draftFieldsIn(form: FormData, prefix: '' | typeof BASE = ''): DraftFields {
  const alts = [...form.keys()].filter((name) => name.startsWith(`${prefix}${ALT}`));
  return {
    words: textOf(form, `${prefix}words`),
    subject: textOf(form, `${prefix}subject`).slice(0, 100),
    altTexts: Object.fromEntries(
      alts.map((name) => [name.slice(prefix.length + ALT.length), textOf(form, name)]),
    ),
    declarations: [...new Set(textsOf(form, `${prefix}declaration`))].sort(),
    windowFrom: textOf(form, `${prefix}windowFrom`).slice(0, 16),
    windowUntil: textOf(form, `${prefix}windowUntil`).slice(0, 16),
  };
}

/** What was typed; null when this is not the compose form. */
export function typedFrom(form: FormData): TypedDraft | null {
  const version = Number(textOf(form, 'version'));
  if (!Number.isSafeInteger(version) || version < 0 || !form.has('words')) return null;
  return { version, mine: draftFieldsIn(form), base: draftFieldsIn(form, BASE) };
}

/** The draft's fields as pairs of name and value, as hidden inputs or a request carry them. */
export function fieldPairs(draft: DraftFields, prefix: '' | typeof BASE = ''): [string, string][] {
  return [
    [`${prefix}words`, draft.words],
    [`${prefix}subject`, draft.subject],
    ...Object.entries(draft.altTexts).map(([id, text]): [string, string] => [`${prefix}${ALT}${id}`, text]),
    ...draft.declarations.map((name): [string, string] => [`${prefix}declaration`, name]),
    [`${prefix}windowFrom`, draft.windowFrom],
    [`${prefix}windowUntil`, draft.windowUntil],
  ];
}

/** A save as the page's script sends it: the same names as the form's, without photos. */
export const draftBody = (version: number, mine: DraftFields, base: DraftFields): URLSearchParams =>
  new URLSearchParams([['version', String(version)], ...fieldPairs(mine), ...fieldPairs(base, BASE)]);
