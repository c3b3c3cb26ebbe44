// The releases for children from elsewhere, as the office and the data lead keep them: what runs, what comes, what is over.
import type { Database } from '#db/client.server.ts';
import { guestPermissionsOfSchool } from '#db/queries/guests.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { accountsOfSchool, tripsOfSchool } from '#db/queries/schools.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { requireMay } from './may-here.ts';

export interface NamedAccount {
  platform: Platform;
  handle: string;
}

export interface ListedGuests {
  id: string;
  about: string;
  children: number;
  evidence: string;
  /** the account they may be shown on */
  account: NamedAccount;
  /** null = any event within its days */
  trip: string | null;
  recordedBy: string;
  startsAt: Date;
  endsAt: Date | null;
  state: 'running' | 'to_come' | 'over';
}

export interface GuestsPage {
  releases: ListedGuests[];
  accounts: (NamedAccount & { id: string })[];
  trips: { id: string; name: string }[];
}

const ORDER: Readonly<Record<ListedGuests['state'], number>> = { running: 0, to_come: 1, over: 2 };

/** Every release of the school, those that run first. Errors: AppError forbidden without `guests.record`. */
export async function listGuests(
  db: Database,
  person: Person,
  scope: { schoolId: string; trustId: string },
  at: Date,
): Promise<GuestsPage> {
  requireMay(person, 'guests.record', scope.schoolId, at);
  const rows = await guestPermissionsOfSchool(db, scope);
  const accounts = await accountsOfSchool(db, scope);
  const trips = await tripsOfSchool(db, scope, 100);
  const names = await namesOf(
    db,
    scope.trustId,
    rows.map(({ recordedBy }) => recordedBy),
  );
  return {
    releases: rows
      .map((row): ListedGuests => ({
        id: row.id,
        about: row.about,
        children: row.children,
        evidence: row.evidence,
        account: found(
          accounts.find(({ id }) => id === row.accountId),
          'account',
        ),
        trip: row.tripId && (trips.find(({ id }) => id === row.tripId)?.name ?? 'an earlier trip'),
        recordedBy: names.get(row.recordedBy) ?? 'Somebody who has left',
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        state: row.endsAt && row.endsAt <= at ? 'over' : row.startsAt > at ? 'to_come' : 'running',
      }))
      .sort((a, b) => ORDER[a.state] - ORDER[b.state]),
    accounts: accounts.map(({ id, platform, handle }) => ({ id, platform, handle })),
    trips: trips.map(({ id, name }) => ({ id, name })),
  };
}
