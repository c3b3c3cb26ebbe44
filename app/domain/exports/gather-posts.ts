// The part of a file for a request in law that tells in which posts a pupil is or was: words only of what went out, and the photos
// that are to be put into it with everybody else hidden.
import {
  fateOfPosts,
  postsEverWith,
  revisionsWith,
  versionsByIds,
} from '#db/queries/subject-posts.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import type { Tx } from '#db/client.server.ts';
import type { ContentPhoto } from '#app/domain/posts/post-digest.ts';
import { moment, momentOrNull } from './export-numbers.ts';
import type { ExportedPost } from './pupil-records.ts';

export type VersionRow = Awaited<ReturnType<typeof versionsByIds>>[number];

/** A photo that shows the pupil, as it was sent for approval, and the file that is kept of it. */
export interface PhotoToShow {
  postId: string;
  shown: ContentPhoto;
  /** null when nothing is known of it any more */
  version: VersionRow | null;
  /** as it went out; null when it did not */
  altText: string | null;
}

export interface PostToTell {
  post: Omit<ExportedPost, 'photos' | 'restedOn'>;
  /** ids of the answers it rested on */
  decisionIds: string[];
  photos: PhotoToShow[];
}

/**
 * Every post with the pupil, the oldest first. Of a post that went out, the words and photos are those that did, when they show
 * the pupil; of any other, the last version sent for approval that does, without its words.
 */
export async function gatherPosts(db: Tx, pupil: PupilRow): Promise<PostToTell[]> {
  const rows = await postsEverWith(db, pupil, pupil.id);
  const cut = await revisionsWith(db, pupil, pupil.id);
  const ids = rows.map(({ post }) => post.id);
  const { sent, stopped, downs, used } = await fateOfPosts(db, pupil, ids, pupil.id);
  const told = rows.map(({ post, handle, platform, trip }, index) => {
    const revisions = cut.filter(({ postId }) => postId === post.id);
    const deliveries = sent.filter(({ postId }) => postId === post.id);
    const out = deliveries.find(
      ({ publishedAt, revisionId }) => publishedAt && revisions.some(({ id }) => id === revisionId),
    );
    const revision = revisions.find(({ id }) => id === out?.revisionId) ?? revisions[0];
    const [first] = [...revisions].reverse();
    const usedHere = used.filter(({ postId }) => postId === post.id);
    return {
      post: {
        number: index + 1,
        account: handle,
        platform,
        state: post.status,
        trip,
        startedAt: moment(post.createdAt),
        sentForApprovalAt: momentOrNull(first?.cutAt),
        publishedAt: momentOrNull(out?.publishedAt),
        removedAt: momentOrNull(out?.removedAt),
        platformPostId: out?.platformId ?? null,
        words: out ? (revision?.content.words ?? null) : null,
        stopped: stopped
          .filter(({ postId }) => postId === post.id)
          .map(({ openedAt, closedAt }) => ({ from: moment(openedAt), until: momentOrNull(closedAt) })),
        takenDown: downs
          .filter(({ postId }) => postId === post.id)
          .map((row) => ({
            askedAt: moment(row.requestedAt),
            dueBy: moment(row.deadlineAt),
            endedAt: momentOrNull(row.endedAt),
            outcome: row.outcome,
          })),
      },
      decisionIds: [...new Set(usedHere.flatMap(({ decisionIds }) => decisionIds))],
      shown: (revision?.content.photos ?? []).filter(({ people }) =>
        people.some(({ kind, id }) => kind === 'pupil' && id === pupil.id),
      ),
      out: out !== undefined,
    };
  });
  const versionIds = told.flatMap(({ shown }) => shown.map(({ versionId }) => versionId));
  const versions = new Map((await versionsByIds(db, pupil, versionIds)).map((row) => [row.id, row]));
  return told.map(({ post, decisionIds, shown, out }, index) => ({
    post,
    decisionIds,
    photos: shown.map((photo) => ({
      postId: ids[index] as string,
      shown: photo,
      version: versions.get(photo.versionId) ?? null,
      altText: out ? photo.altText : null,
    })),
  }));
}
