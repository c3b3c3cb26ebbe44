// Drafts with one photo in which a test says where the faces are, and what the tests about faces ask of them.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { FaceAnswer, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { MoveRefused } from '#app/domain/posts/move-post.ts';
import { accountPhoto, type PhotoAccounting } from '#app/domain/posts/photo-accounting.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { found } from './face-finder.ts';
import { takeSteps } from './settling.ts';
import { draftPost, type DraftPlan, type World } from './world.ts';

/** A box for the nth face, in rows of ten; no two touch, margins included. */
export const boxOf = (nth: number): FaceBox => ({
  x: 20 + (nth % 10) * 60,
  y: 20 + Math.floor(nth / 10) * 60,
  width: 20,
  height: 20,
});

export interface FacePost {
  ref: PostRef;
  facts(): Promise<PostFacts>;
  photo(): Promise<PlacedPhoto>;
  account(): Promise<PhotoAccounting>;
  /** ids of faces, by number */
  faceIds(): Promise<string[]>;
  /** as the author, from the version that stands */
  take(...steps: SettleStep[]): Promise<SettleStep[][]>;
  /** one answer for each face by number, from the first */
  answer(...answers: FaceAnswer[]): Promise<void>;
  /** what the worker does about a blur or a crop */
  render(): Promise<string>;
  /** sends it for approval; out: the codes of what stops it, none when it is sent */
  submit(): Promise<string[]>;
}

/** A draft finished but for its people: one photo with so many faces, sure ones, and nobody counted. */
export async function facePost(
  world: World,
  faces: number,
  plan: Omit<DraftPlan, 'photos'> = {},
): Promise<FacePost> {
  world.faces.finds(Array.from({ length: faces }, (_, nth) => found(boxOf(nth))));
  const ref = await draftPost(world, { ...plan, photos: [[]] });
  world.faces.finds([]);
  const author = await world.staff(plan.author ?? 'teacher');
  const facts = () => readPostFacts(world.db, ref, world.clock.now());
  const photo = async (): Promise<PlacedPhoto> => {
    const [first] = (await facts()).photos;
    if (!first) throw new Error('the post has no photo');
    return first;
  };
  const { postPhotoId } = await photo();
  const faceIds = async () => (await photo()).faces.map(({ id }) => id);
  const take = async (...steps: SettleStep[]) =>
    (await takeSteps(world.web, author, ref, postPhotoId, steps)).undo;
  await take({ step: 'count', headCount: null });
  return {
    ref,
    facts,
    photo,
    faceIds,
    take,
    account: async () => {
      const all = await facts();
      const first = all.photos[0];
      if (!first) throw new Error('the post has no photo');
      return accountPhoto(world.db, all, first);
    },
    answer: async (...answers) => {
      const ids = await faceIds();
      const given = answers.map((answer, nth) => ({ faceId: ids[nth] ?? '', answer }));
      await take({ step: 'answer_many', answers: given });
    },
    render: () => renderPhoto(world.worker, { schoolId: ref.schoolId, postPhotoId }),
    submit: async () => {
      const { post } = await facts();
      try {
        await submitPost(world.web, author, ref, { version: post.version });
        return [];
      } catch (error) {
        return ((error as MoveRefused).refusal.issues ?? []).map(({ code }) => code);
      }
    },
  };
}

export const pupilOn = (id: string): FaceAnswer => ({
  is: 'person',
  person: { kind: 'pupil', id, faceOn: 'no', uniform: 'no' },
});
export const BLUR: FaceAnswer = { is: 'blur' };
export const NOT_A_FACE: FaceAnswer = { is: 'not_a_face' };
export const counted = (headCount: number): SettleStep => ({ step: 'count', headCount });
