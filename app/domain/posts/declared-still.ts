// What an author declared of the photos and of those in them speaks of what was there when it was ticked. Somebody or something that
// comes in later has to be spoken of anew, so that nobody is covered by a word that was never said of them.
import { peopleInPhotos, placedPhotos } from '#db/queries/placed-photos.server.ts';
import type { Work } from '#app/domain/work.ts';
import type { DeclarationName, Declarations } from './declarations.ts';
import { EACH_ASKED } from './pupil-need.ts';
import type { PostFacts } from './post-facts.ts';

/**
 * The ticks that still stand after an edit of the photos or of those in them; null when all of them do. `before`: the post as it
 * was. Read in the edit's own transaction, once it is written.
 */
export async function declarationsLeft(
  { db }: Work,
  { post, photos: before }: PostFacts,
): Promise<Declarations | null> {
  const asked: DeclarationName[] = [EACH_ASKED, 'tells_no_place'];
  if (!asked.some((name) => post.declarations[name])) return null;
  const ids = (await placedPhotos(db, post, post.id)).map(({ place }) => place.id);
  const left = { ...post.declarations };
  if (ids.some((id) => !before.some(({ postPhotoId }) => postPhotoId === id))) delete left.tells_no_place;
  const wasIn = new Set(
    before.flatMap(({ postPhotoId, people }) =>
      people.flatMap(({ kind, id }) => (kind === 'pupil' ? [`${postPhotoId} ${id}`] : [])),
    ),
  );
  const isIn = (await peopleInPhotos(db, post, ids)).filter(({ pupilId }) => pupilId !== null);
  if (isIn.some(({ postPhotoId, pupilId }) => !wasIn.has(`${postPhotoId} ${pupilId}`)))
    delete left[EACH_ASKED];
  return Object.keys(left).length < Object.keys(post.declarations).length ? left : null;
}
