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
  return (permission.channels as readonly Place[]).includes(channel) ? 'allow' : 'block';
}

/** For what a photo names a permission: for being somebody else's, or for somebody else's logo that can be seen in it. */
export type MaterialUse = 'photo' | 'logo';

/** The permissions that each photo names, by the photo's index. */
export const materialsNamed = ({
  photos,
}: Pick<PostContent, 'photos'>): { photo: number; id: string; use: MaterialUse }[] =>
  photos.flatMap(({ about }, photo) => [
    ...(about?.materialId ? [{ photo, id: about.materialId, use: 'photo' as const }] : []),
    ...(about?.logoMaterialId ? [{ photo, id: about.logoMaterialId, use: 'logo' as const }] : []),
  ]);

/** Photos that name a permission for this use which does not cover them at each of the moments. A logo takes one for a logo. */
export function photosNotCovered(
  content: Pick<PostContent, 'photos'>,
  use: MaterialUse,
  permissions: ReadonlyMap<string, MaterialPermission & { kind: string }>,
  channel: Place,
  moments: readonly Date[],
): number[] {
  return materialsNamed(content)
    .filter((named) => named.use === use)
    .filter(({ id }) => {
      const permission = permissions.get(id);
      const meant = use === 'photo' || permission?.kind === 'logo' ? permission : undefined;
      return moments.some((at) => materialVerdict(meant, channel, at) === 'block');
    })
    .map(({ photo }) => photo);
}
