// Forms as the browser sends them: URL-encoded or multipart, within a size, read into named fields by zod. No route
// takes JSON, so no depth of nesting can be sent at all.
import { MaxFileSizeExceededError, parseFormData } from '@mjackson/form-data-parser';
import type { z } from 'zod';
import { BodyTooLarge, withCappedBody } from './capped-body.server.ts';

/** Enough for every form without files, in bytes: four long alt texts and the words, twice over. */
export const FORM_BYTES = 256 * 1024;

const refuse = (status: number, message: string): Response => Response.json({ message }, { status });

/**
 * The form's fields; files in it are dropped.
 * Errors (thrown Responses): 413 over `mostBytes`, 415 for anything that is no form, 400 for one that is broken.
 */
export async function readForm(request: Request, mostBytes = FORM_BYTES): Promise<FormData> {
  const kind = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (kind !== 'application/x-www-form-urlencoded' && kind !== 'multipart/form-data')
    throw refuse(415, 'This page takes forms only, and what came was none. Nothing was changed.');
  try {
    const capped = withCappedBody(request, mostBytes);
    if (kind === 'multipart/form-data')
      return await parseFormData(capped, { maxFileSize: mostBytes, maxFiles: 20 }, () => null);
    const form = new FormData();
    for (const [name, value] of new URLSearchParams(await capped.text())) form.append(name, value);
    return form;
  } catch (error) {
    throw formFault(error);
  }
}

/** What to answer when a form could not be read: too large, or broken off on its way. */
export function formFault(error: unknown): Response {
  for (let link = error; link instanceof Error; link = link.cause)
    if (link instanceof BodyTooLarge || link instanceof MaxFileSizeExceededError)
      return refuse(413, 'What you sent is larger than we can take. Go back: what you typed is still there.');
  return refuse(
    400,
    'What you sent did not arrive whole. Go back and send it again: what you typed is still there.',
  );
}

export type Fields<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };

/**
 * The form's fields as the schema wants them; a name that comes several times gives its last value, or all of them
 * when it is listed in `many`. Schemas carry their own plain sentences, returned by field.
 */
export function fieldsOf<T>(form: FormData, schema: z.ZodType<T>, many: readonly string[] = []): Fields<T> {
  const flat: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string');
    flat[name] = many.includes(name) ? values : values.at(-1);
  }
  for (const name of many) flat[name] ??= [];
  const parsed = schema.safeParse(flat);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message;
  return { ok: false, errors };
}

/** Like {@link fieldsOf} for fields that only a forged form can get wrong: a 400 instead of words. */
export function requireFields<T>(form: FormData, schema: z.ZodType<T>, many: readonly string[] = []): T {
  const fields = fieldsOf(form, schema, many);
  if (!fields.ok) throw notOurForm();
  return fields.value;
}

/** For what no page of ours sends. */
export const notOurForm = (): Response =>
  refuse(400, 'This form is not one of ours, so nothing was changed.');
