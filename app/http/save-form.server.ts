// Saving the compose form, for the page's own action and for the saves that happen while somebody types: one way, one answer.
import { saveTyped } from '#app/domain/posts/save-typed.ts';
import { conflictWords, type ConflictWords } from '#app/presenters/conflicts.ts';
import { wallWords } from '#app/presenters/when.ts';
import { typedFrom } from './draft-form.ts';
import type { AtPost } from './post-here.server.ts';
import { notOurForm } from './form.server.ts';
import { orRefused } from './respond.server.ts';

/** What became of a save that could not simply be done. Whatever was typed stays with the page that sent it. */
export interface NotSaved {
  status: number;
  /** one sentence about the whole form; null when fields speak for themselves */
  refused: { sentence: string; todo: string } | null;
  conflicts: ConflictWords[];
  /** errors by field name */
  errors: Record<string, string>;
}

export type SavedForm = { ok: true; version: number } | ({ ok: false } & NotSaved);

const notSaved = (status: number, more: Partial<NotSaved>): SavedForm => ({
  ok: false,
  status,
  refused: null,
  conflicts: [],
  errors: {},
  ...more,
});

/** Errors: AppError not_found; a thrown 400 Response for anything that is not the compose form. */
export async function saveForm(at: AtPost, form: FormData): Promise<SavedForm> {
  const typed = typedFrom(form);
  if (!typed) throw notOurForm();
  const { services, person, ref } = at;
  const done = await orRefused(() => saveTyped(services.deps, person, ref, typed));
  if (done.refused) {
    const { status, sentence, todo } = done.refused;
    return notSaved(status, { refused: { sentence, todo } });
  }
  const saved = done.value;
  if (saved.ok) return saved;
  if ('conflicts' in saved) return notSaved(409, { conflicts: saved.conflicts.map(conflictWords) });
  const { field, next } = saved.time;
  return notSaved(422, { errors: { [field]: timeSentence(next) } });
}

const timeSentence = (next: string | null): string =>
  next
    ? `The clocks go forward over that time, so it does not exist that day. The next one is ${wallWords(next)}.`
    : 'Choose a day and a time.';
