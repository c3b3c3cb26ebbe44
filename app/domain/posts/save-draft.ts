// Saves what a person typed: words, subject, alt texts, head counts, window and declarations, as often as the page likes.
import { setPlace } from '#db/queries/post-photos.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Declarations, type DeclarationName, EVERY_DECLARATION } from './declarations.ts';
import { editPost } from './edit-post.ts';
import type { PostRef } from './load-post-facts.ts';
import type { PostFacts } from './post-facts.ts';

export interface DraftInput {
  /** the version the page was drawn from */
  version: number;
  words?: string;
  /** one of the account's subjects; `''` = none */
  subject?: string;
  /** alt text by post photo id */
  altTexts?: Record<string, string>;
  /** the declarations that are ticked now; absent = leave as they are */
  declarations?: readonly string[];
  window?: { from: Date; until: Date };
}

interface Columns {
  words?: string;
  subject?: string | null;
  declarations?: Declarations;
  windowFrom?: Date;
  windowUntil?: Date;
}

/** Longest text that is kept for any field, in UTF-16 units; more is cut off by no one, it is refused. */
export const MAX_KEPT_TEXT = 10_000;

/**
 * Saves the draft; only what really changed counts as an edit.
 * Errors: as editPost; AppError forbidden when a text is over 10,000 characters, the subject is not one of the account's, or the
 * window runs backwards.
 * @returns the post's version after the save
 */
export async function saveDraft(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: DraftInput,
): Promise<{ version: number }> {
  const texts = [input.words ?? '', ...Object.values(input.altTexts ?? {})];
  if (texts.some((text) => text.length > MAX_KEPT_TEXT)) throw new AppError('forbidden', 'text_too_long');
  if (input.window && input.window.from >= input.window.until)
    throw new AppError('forbidden', 'window_backwards');
  return editPost(deps, actor, ref, input.version, async (work, facts) => {
    const fields: string[] = [];
    const columns: Columns = {};
    const words = input.words?.replace(/\r\n?/g, '\n');
    if (words !== undefined && words !== facts.post.words) {
      columns.words = words;
      fields.push('words');
    }
    const subject = input.subject || null;
    if (input.subject !== undefined && subject !== facts.post.subject) {
      if (subject !== null && !facts.account.subjects.includes(subject))
        throw new AppError('forbidden', 'subject_of_another_account');
      columns.subject = subject;
      fields.push('subject');
    }
    for (const photo of facts.photos) {
      const altText = input.altTexts?.[photo.postPhotoId];
      if (altText === undefined || altText === photo.altText) continue;
      await setPlace(work.db, ref, photo.postPhotoId, { altText });
      fields.push('alt_text');
    }
    if (input.declarations && declarationsDiffer(facts, input.declarations)) {
      columns.declarations = ticked(facts, input.declarations, actor.userId, work.at);
      fields.push('declarations');
    }
    if (input.window && windowDiffers(facts, input.window)) {
      columns.windowFrom = input.window.from;
      columns.windowUntil = input.window.until;
      fields.push('window');
    }
    return { columns, fields };
  });
}

const known = (names: readonly string[]): DeclarationName[] =>
  EVERY_DECLARATION.filter((name) => names.includes(name));

const declarationsDiffer = ({ post }: PostFacts, names: readonly string[]): boolean =>
  known(names).join() !== EVERY_DECLARATION.filter((name) => post.declarations[name]).join();

function ticked({ post }: PostFacts, names: readonly string[], by: string, at: Date): Declarations {
  return Object.fromEntries(
    known(names).map((name) => [name, post.declarations[name] ?? { by, at: at.toISOString() }]),
  );
}

const windowDiffers = ({ post }: PostFacts, window: { from: Date; until: Date }): boolean =>
  window.from.getTime() !== post.windowFrom.getTime() ||
  window.until.getTime() !== post.windowUntil.getTime();
