// Saves a form somebody typed into, even when the draft moved on meanwhile: what does not clash is merged, what does is
// given back with both sides, and nothing is written then.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { readPostFacts, type PostRef } from './load-post-facts.ts';
import { type DraftConflict, type DraftFields, mergeDraft } from './merge-draft.ts';
import type { PostFacts } from './post-facts.ts';
import { saveDraft } from './save-draft.ts';
import { readWallTime, wallTimeOf } from './wall-time.ts';

export interface TypedDraft {
  /** the version that the form was drawn from; 0 when it is not known, and `base` alone decides */
  version: number;
  mine: DraftFields;
  /** what the form showed when it was drawn */
  base: DraftFields;
}

export type SavedTyped =
  | { ok: true; version: number }
  /** changed by others in the same fields: nothing was saved */
  | { ok: false; conflicts: DraftConflict[] }
  /** one of the two times is not a time: everything else was saved */
  | { ok: false; version: number; time: { field: 'windowFrom' | 'windowUntil'; next: string | null } };

/** The draft's fields as a form shows them. */
export function draftFieldsOf({ post, photos, school }: PostFacts): DraftFields {
  return {
    words: post.words,
    subject: post.subject ?? '',
    altTexts: Object.fromEntries(photos.map((photo) => [photo.postPhotoId, photo.altText])),
    declarations: Object.keys(post.declarations).sort(),
    windowFrom: wallTimeOf(post.windowFrom, school.zone),
    windowUntil: wallTimeOf(post.windowUntil, school.zone),
  };
}

/** Times a save is tried again when somebody else was quicker. */
const TRIES = 4;

/** Errors: as saveDraft, save for a stale version: that is merged, or answered with the conflicts. */
export async function saveTyped(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  typed: TypedDraft,
): Promise<SavedTyped> {
  for (let tried = 1; ; tried++) {
    const facts = await readPostFacts(deps.db, ref, deps.clock.now());
    const fresh = facts.post.version === typed.version;
    const theirs = draftFieldsOf(facts);
    const { fields, conflicts } = fresh
      ? mergeDraft(typed.mine, theirs, theirs)
      : mergeDraft(typed.mine, typed.base, theirs);
    if (conflicts.length > 0) return { ok: false, conflicts };
    const window = readWindow(fields, theirs, facts);
    try {
      const { version } = await saveDraft(deps, actor, ref, {
        version: facts.post.version,
        words: fields.words,
        subject: fields.subject,
        altTexts: fields.altTexts,
        declarations: fields.declarations,
        ...(window.ok && window.changed ? { window: window.value } : {}),
      });
      return window.ok ? { ok: true, version } : { ok: false, version, time: window.time };
    } catch (error) {
      const moved = error instanceof AppError && error.code === 'stale_revision';
      if (!moved || tried === TRIES) throw error;
    }
  }
}

type Window =
  | { ok: true; changed: boolean; value: { from: Date; until: Date } }
  | { ok: false; time: { field: 'windowFrom' | 'windowUntil'; next: string | null } };

/**
 * The two times of the form. A time that exists twice means its earlier one at the start and its later one at the end:
 * both keep the whole hour that was meant inside. An untouched time keeps the seconds that a wall time cannot show.
 */
function readWindow(fields: DraftFields, saved: DraftFields, { post, school }: PostFacts): Window {
  const moment = (field: 'windowFrom' | 'windowUntil', which: 'first' | 'second', kept: Date) => {
    if (fields[field] === saved[field]) return { at: kept };
    const time = readWallTime(fields[field], school.zone, which);
    if (time.ok) return { at: time.at };
    return { problem: { field, next: time.problem === 'does_not_exist' ? time.next : null } };
  };
  const from = moment('windowFrom', 'first', post.windowFrom);
  if (from.problem) return { ok: false, time: from.problem };
  const until = moment('windowUntil', 'second', post.windowUntil);
  if (until.problem) return { ok: false, time: until.problem };
  const value = { from: from.at, until: endOfMinute(until.at, post.windowUntil) };
  const changed =
    value.from.getTime() !== post.windowFrom.getTime() ||
    value.until.getTime() !== post.windowUntil.getTime();
  return { ok: true, changed, value };
}

/** "Until 5 pm" includes 5 pm itself. */
function endOfMinute(at: Date, kept: Date): Date {
  return at.getTime() === kept.getTime() ? at : new Date(at.getTime() + 59_999);
}
