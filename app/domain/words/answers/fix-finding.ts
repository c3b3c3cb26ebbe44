// Puts the smallest change in place of found words: in the browser while somebody writes, and on the server where no scripts run.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found as foundOr } from '#app/domain/errors.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { type FindingPointer, placesOf, textOf } from './finding-in-post.ts';
import { withFix } from './with-fix.ts';

export interface FixFinding extends FindingPointer {
  /** the version in which it was found */
  version: number;
  /** which of its places: the text, and where in it */
  field: string;
  from: number;
}

/**
 * Changes the saved text where the finding still stands there.
 * Errors: as saveDraft; AppError stale_revision when it does not, or it has no such change to offer.
 */
export async function fixFinding(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { version, field, from, ...pointer }: FixFinding,
): Promise<{ version: number }> {
  const facts = await readPostFacts(deps.db, ref, deps.clock.now());
  const place = placesOf(facts, pointer).find((each) => each.field === field && each.from === from);
  if (!place || place.fix === null) throw new AppError('stale_revision', 'stale_page');
  const text = withFix(textOf(facts, field), { from, to: place.to }, place.fix);
  if (field === 'words') return saveDraft(deps, actor, ref, { version, words: text });
  const byPosition = [...facts.photos].sort((a, b) => a.position - b.position);
  const { postPhotoId } = foundOr(byPosition[Number(field.split(':')[1])], 'photo');
  return saveDraft(deps, actor, ref, { version, altTexts: { [postPhotoId]: text } });
}
