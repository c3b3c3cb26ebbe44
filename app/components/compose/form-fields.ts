// The compose form as the browser holds it: read whole, and written field by field without disturbing what is being typed.
import { ALT, draftFieldsIn } from '#app/http/draft-form.ts';
import type { DraftFields } from '#app/domain/posts/merge-draft.ts';

export const fieldsIn = (form: HTMLFormElement): DraftFields => draftFieldsIn(new FormData(form));

export const sameFields = (a: DraftFields, b: DraftFields): boolean =>
  a.words === b.words &&
  a.subject === b.subject &&
  a.windowFrom === b.windowFrom &&
  a.windowUntil === b.windowUntil &&
  a.declarations.join() === b.declarations.join() &&
  [...new Set([...Object.keys(a.altTexts), ...Object.keys(b.altTexts)])].every(
    (id) => (a.altTexts[id] ?? '') === (b.altTexts[id] ?? ''),
  );

/** Writes fields into the form, and tells the page's own listeners, where they differ from what stands there. */
export function writeFields(form: HTMLFormElement, to: DraftFields): void {
  const texts: [string, string][] = [
    ['words', to.words],
    ['subject', to.subject],
    ['windowFrom', to.windowFrom],
    ['windowUntil', to.windowUntil],
    ...Object.entries(to.altTexts).map(([id, text]): [string, string] => [ALT + id, text]),
  ];
  for (const [name, text] of texts) {
    const field = form.elements.namedItem(name);
    const isText =
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement;
    if (!isText || field.value.replace(/\r\n?/g, '\n') === text) continue;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  for (const box of form.querySelectorAll<HTMLInputElement>('input[type=checkbox][name=declaration]'))
    box.checked = to.declarations.includes(box.value);
}
