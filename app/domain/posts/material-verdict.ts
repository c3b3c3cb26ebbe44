// Whether material that is not the school's own may be used: what its owner permitted in writing, for this place and these
// days. Nothing known by that id means no.
import type { Channel, Place } from '#app/domain/consent/consent-vocabulary.ts';
import type { PostContent } from './post-digest.ts';

export interface MaterialPermission {
  channels: readonly Channel[];
  startsAt: Date;
  /** first moment at which it no longer counts; null = until it is ended */
  endsAt: Date | null;
}

export function materialVerdict(
  permission: MaterialPermission | undefined,
  channel: Place,
  at: Date,
): 'allow' | 'block' {
  if (!permission || at < permission.startsAt) return 'block';
  if (permission.endsAt && permission.endsAt <= at) return 'block';
  return permission.channels.includes(channel) ? 'allow' : 'block';
}

/** The permission that each photo names, by the photo's index. */
export const materialsNamed = ({ photos }: Pick<PostContent, 'photos'>): { photo: number; id: string }[] =>
  photos.flatMap(({ about }, photo) => (about?.materialId ? [{ photo, id: about.materialId }] : []));

/** Photos whose permission for somebody else's material does not cover them at each of the moments. */
export function photosNotCovered(
  content: Pick<PostContent, 'photos'>,
  permissions: ReadonlyMap<string, MaterialPermission>,
  channel: Place,
  moments: readonly Date[],
): number[] {
  return materialsNamed(content)
    .filter(({ id }) => moments.some((at) => materialVerdict(permissions.get(id), channel, at) === 'block'))
    .map(({ photo }) => photo);
}
