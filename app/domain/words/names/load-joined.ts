// Looks through the posts of the same event, or within the school's days, for faces of pupils named here and names of pupils shown here.
import type { Database, Tx } from '#db/client.server.ts';
import { postsNear } from '#db/queries/joined-posts.server.ts';
import { nameWordsOf } from '#db/queries/names-in-text.server.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { GroundOf } from '#app/domain/words/ground-of.ts';
import { type JoinedPosts, type NamedElsewhere, NO_JOINED, type ShownElsewhere } from './joined-ground.ts';
import { withLikeNames } from './like-names.ts';
import { nameTextOf, wordsToLookFor } from './name-tokens.ts';
import { type NamesInText, NOTHING_AGREED, initialsOf } from './names-ground.ts';
import { pupilsToldIn } from './pupils-told.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { textPartsOf } from '#app/domain/words/text-part.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

const DAY_MS = 86_400_000;

/** Sent to the headteacher, on its way, or out. */
const IN_PLAY: readonly PostStatus[] = [
  ...(['in_review', 'approved', 'scheduled', 'held', 'publishing', 'unknown'] as const),
  ...(['published', 'takedown_requested', 'takedown_failed'] as const),
];

/** `names`: the pupils whose names stand in this post's own texts. */
export async function loadJoined(
  db: Database | Tx,
  of: GroundOf,
  names: NamesInText,
  lists: WordListsInForce,
): Promise<JoinedPosts> {
  const { about, content, postId } = of;
  const parts = of.parts.map((part) => ({ ...part, folded: foldText(part.text) }));
  const view = { ground: { ...NO_GROUND, names, lists }, about, parts };
  const toldHere = new Set(parts.flatMap((part) => pupilsToldIn(part, view)).map(({ pupilId }) => pupilId));
  if (toldHere.size === 0 && about.pupilsShown.size === 0) return NO_JOINED;
  const days = about.settings.nameApartDays * DAY_MS;
  const others = await postsNear(db, of, {
    ...{ postId, tripId: content.tripId, states: IN_PLAY },
    from: new Date(about.goesOutFrom.getTime() - days),
    until: new Date(about.goesOutFrom.getTime() + days),
  });
  if (others.length === 0) return NO_JOINED;
  const shown = shownIn(others).filter(({ pupilId }) => toldHere.has(pupilId));
  return { shown, named: await namedIn(db, of, others, lists) };
}

function shownIn(others: readonly PostContent[]): ShownElsewhere[] {
  const shown = new Map<string, boolean>();
  for (const { photos } of others)
    for (const { people } of photos)
      for (const { kind, id } of people)
        if (kind === 'pupil') shown.set(id, shown.get(id) === true || people.length === 1);
  return [...shown].map(([pupilId, alone]) => ({ pupilId, alone }));
}

async function namedIn(
  db: Database | Tx,
  of: GroundOf,
  others: readonly PostContent[],
  lists: WordListsInForce,
): Promise<NamedElsewhere[]> {
  const words = await nameWordsOf(db, of, [...of.about.pupilsShown]);
  if (words.length === 0) return [];
  const pupils = [...of.about.pupilsShown].map((id) => {
    const own = words.filter(({ pupilId }) => pupilId === id);
    return { id, ours: true, alone: true, words: own, initials: initialsOf(own), agreed: NOTHING_AGREED };
  });
  const texts = others.flatMap((other) => textPartsOf(other).map(({ text }) => nameTextOf(foldText(text))));
  const called = withLikeNames(pupils, texts, wordsToLookFor(texts));
  const ground = { ...NO_GROUND, names: { pupils: called }, lists };
  const named = new Map<string, boolean>();
  for (const other of others) {
    const parts = textPartsOf(other).map((part) => ({ ...part, folded: foldText(part.text) }));
    for (const part of parts)
      for (const { pupilId, full, only } of pupilsToldIn(part, { ground, about: of.about, parts }))
        named.set(pupilId, named.get(pupilId) === true || (full && only));
  }
  return [...named].map(([pupilId, full]) => ({ pupilId, full }));
}
