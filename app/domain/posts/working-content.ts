// Turns the working copy into the value that is digested, checked and, once approved, sent. Of faces it takes numbers and one
// hash: no box, and nobody's place, is ever part of what was submitted.
import { accountingHash } from './accounting-hash.ts';
import { facesInNumbers } from './faces-in-numbers.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import { peopleShown } from './photo-state.ts';
import type { AccountedPhoto, ContentPerson, ContentPhoto, PostContent } from './post-digest.ts';
import type { PostRecord } from './post-facts.ts';
import { linksIn } from './post-length.ts';

/** The post as a value. Photos not yet clean carry an empty hash, which no approval can match. */
export function workingContent(
  post: PostRecord,
  photos: readonly PlacedPhoto[],
  alsoOn: readonly string[] = [],
): PostContent {
  return {
    // A post without photos is the same value as before faces were looked for.
    schema: photos.length === 0 ? 1 : 2,
    words: post.words,
    ...(post.subject === null ? {} : { subject: post.subject }),
    photos: [...photos].sort((a, b) => a.position - b.position).map(photoContent),
    purpose: post.purpose,
    tripId: post.tripId,
    accountId: post.accountId,
    ...(alsoOn.length === 0 ? {} : { alsoOn: [...alsoOn].sort() }),
    window: { from: post.windowFrom.toISOString(), until: post.windowUntil.toISOString() },
    links: linksIn(post.words),
    declarations: Object.keys(post.declarations).sort(),
  };
}

function photoContent(photo: PlacedPhoto): ContentPhoto {
  return {
    sha256: photo.version?.sha256 ?? '',
    versionId: photo.version?.id ?? '',
    altText: photo.altText,
    crop: photo.edits?.crop ?? null,
    headCount: photo.headCount,
    group: photo.group && {
      name: photo.group.name,
      absent: [...photo.group.absent].sort(),
      hidden: photo.group.hidden.length,
      outsidersNone: photo.group.outsidersNone !== null,
    },
    about: photo.about,
    ...(photo.accounted ?? accountedPhoto(photo)),
  };
}

/** Who is in the picture and what became of its faces; after the boxes are destroyed, what was kept of it stands instead. */
export const accountedPhoto = (photo: PlacedPhoto): AccountedPhoto => ({
  people: peopleShown(photo)
    .map(({ kind, id, placed, faceOn, uniform }): ContentPerson => ({
      kind,
      id,
      placed,
      faceOn,
      uniform,
      box: null,
    }))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  faces: facesInNumbers(photo),
  accounting: accountingHash(photo),
});

/** Children of one release are listed once for each child, so the id alone does not tell their order. */
const sortKey = ({ id, placed }: ContentPerson): string => `${id} ${placed}`;
