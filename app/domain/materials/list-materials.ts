// Permissions for other people's material as the office keeps them, and those that an author may name for a photo.
import type { Database } from '#db/client.server.ts';
import { type MaterialRow, materialsOfSchool } from '#db/queries/materials.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { materialVerdict } from '#app/domain/posts/material-verdict.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';

export type MaterialState = 'running' | 'to_come' | 'withdrawn' | 'over';

export interface ListedMaterial {
  row: MaterialRow;
  recordedBy: string;
  state: MaterialState;
}

const ORDER: Readonly<Record<MaterialState, number>> = { running: 0, to_come: 1, withdrawn: 2, over: 3 };

/** What runs first. Errors: AppError forbidden without `adults.record`; not_found for another school. */
export async function listMaterials(
  db: Database,
  person: Person,
  scope: { schoolId: string; trustId: string },
  at: Date,
): Promise<ListedMaterial[]> {
  requireMay(person, 'adults.record', scope.schoolId, at);
  const rows = await materialsOfSchool(db, scope);
  const recorders = rows.map(({ recordedBy }) => recordedBy);
  const names = await namesOf(db, scope.trustId, recorders);
  return rows
    .map((row) => ({
      row,
      recordedBy: names.get(row.recordedBy) ?? 'somebody who has left',
      state: stateOf(row, at),
    }))
    .sort((a, b) => ORDER[a.state] - ORDER[b.state]);
}

function stateOf({ startsAt, endsAt, withdrawnAt }: MaterialRow, at: Date): MaterialState {
  if (withdrawnAt) return 'withdrawn';
  if (endsAt && endsAt <= at) return 'over';
  return startsAt > at ? 'to_come' : 'running';
}

/** Those that cover the post's account today, and whatever its photos name already. */
export async function materialsForPost(
  db: Database,
  { school, account, photos, at }: PostFacts,
): Promise<Pick<MaterialRow, 'id' | 'what' | 'givenBy' | 'kind'>[]> {
  const named = new Set(
    photos.flatMap(({ about }) => [about.materialId ?? [], about.logoMaterialId ?? []].flat()),
  );
  const rows = await materialsOfSchool(db, { schoolId: school.id });
  return rows
    .filter((row) => named.has(row.id) || materialVerdict(row, channelOf(account.platform), at) === 'allow')
    .map(({ id, what, givenBy, kind }) => ({ id, what, givenBy, kind }));
}
