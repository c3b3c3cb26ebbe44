// The photo that an address names, for the pages on which it is accounted for: read once, the same for looking and for settling.
import { found } from '#app/domain/errors.ts';
import { readAccount } from '#app/domain/posts/read-account.ts';
import { readDraft } from '#app/domain/posts/read-draft.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { type AccountPage, accountPage } from '#app/presenters/account-page.ts';
import { uuidParam, type WebArgs } from './actor.server.ts';
import { type AtPost, postHere } from './post-here.server.ts';

export interface AtPhoto {
  at: AtPost;
  postPhotoId: string;
  /** `/s/<school>/posts/<id>/photos/<post photo id>` */
  here: string;
  facts: PostFacts;
  /** the draft can be changed as it stands */
  editable: boolean;
}

/** Errors: as postHere; AppError not_found for a photo of another post and for a post that is not theirs to see. */
export async function photoHere(args: WebArgs, options?: Parameters<typeof postHere>[1]): Promise<AtPhoto> {
  const at = await postHere(args, options);
  const postPhotoId = uuidParam(args, 'postPhotoId');
  const { facts, editable } = await readDraft(at.services.deps.db, at.person, at.of, at.at);
  found(
    facts.photos.find((each) => each.postPhotoId === postPhotoId),
    'photo',
  );
  return { at, postPhotoId, here: `${at.here}/photos/${postPhotoId}`, facts, editable };
}

/** The page as it stands; null while the photo cannot be looked at. */
export async function accountHere({ request }: WebArgs, photo: AtPhoto): Promise<AccountPage | null> {
  const { at, postPhotoId, here, facts } = photo;
  const asked = new URL(request.url).searchParams;
  const [klass, group] = [asked.get('class'), asked.get('group')];
  const account = await readAccount(at.services.deps.db, facts, { postPhotoId, klass, group });
  const search = new URLSearchParams();
  if (klass !== null) search.set('class', klass);
  if (group !== null) search.set('group', group);
  const query = search.size > 0 ? `?${search}` : '';
  const settleTo = `${at.here}/settle/${postPhotoId}${query}`;
  return accountPage(account, {
    base: at.base,
    here,
    post: at.here,
    settleTo,
    shared: at.shared,
    klass: klass ?? group,
  });
}
