// Which files the rows of photos name, held against what the store really has: the questions of the sweep for orphans.
import { and, count, isNotNull, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPieces, photoVersions } from '#db/schema/photos.ts';

type Db = Database | Tx;

/** How many files the rows name that the store was found without. */
export async function countMissingFiles(db: Db): Promise<number> {
  const [pieces] = await db
    .select({ n: count() })
    .from(photoPieces)
    .where(isNotNull(photoPieces.missingSince));
  const [versions] = await db
    .select({ n: count() })
    .from(photoVersions)
    .where(and(isNotNull(photoVersions.missingSince), isNull(photoVersions.destroyedAt)));
  return (pieces?.n ?? 0) + (versions?.n ?? 0);
}
