// Where the school rests on its public task, for the data lead who records it: what counts now first, then what is to come.
import type { Database } from '#db/client.server.ts';
import { type LawfulBasisRow, lawfulBasesOf } from '#db/queries/consent-ground.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from './may-here.ts';

export interface ListedBasis extends Pick<
  LawfulBasisRow,
  'id' | 'channel' | 'purpose' | 'reference' | 'startsAt' | 'endsAt'
> {
  recordedBy: string;
  state: 'running' | 'to_come' | 'over';
}

const ORDER: readonly ListedBasis['state'][] = ['running', 'to_come', 'over'];

/** Errors: AppError forbidden without `consent.settle`; not_found for another school. */
export async function listBases(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ListedBasis[]> {
  requireMay(person, 'consent.settle', schoolId, at);
  const rows = await lawfulBasesOf(db, { schoolId });
  const names = await namesOf(
    db,
    person.trustId,
    rows.map(({ recordedBy }) => recordedBy),
  );
  return rows
    .map(({ id, channel, purpose, reference, startsAt, endsAt, recordedBy }): ListedBasis => ({
      ...{ id, channel, purpose, reference, startsAt, endsAt },
      recordedBy: names.get(recordedBy) ?? 'somebody who has left',
      state: at < startsAt ? 'to_come' : endsAt && endsAt <= at ? 'over' : 'running',
    }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}
