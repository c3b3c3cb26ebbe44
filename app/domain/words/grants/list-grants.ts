// Who speaks for the school on what, and until when, as the headteacher keeps it: what runs, what comes, what is over.
import type { Database } from '#db/client.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { grantsOfSchool } from '#db/queries/spokespeople.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { writersOf } from './give-grant.ts';
import type { SpokenTopic } from '#app/domain/words/speech/spoken-topics.ts';

export interface ListedGrant {
  id: string;
  person: string;
  topics: readonly SpokenTopic[];
  startsAt: Date;
  /** when it is over, or was ended */
  endsAt: Date;
  grantedBy: string;
  state: 'running' | 'to_come' | 'over';
}

export interface GrantsPage {
  grants: ListedGrant[];
  /** who may be named: everybody who writes posts here, by name */
  writers: { id: string; name: string }[];
}

const ORDER: Readonly<Record<ListedGrant['state'], number>> = { running: 0, to_come: 1, over: 2 };
const LEFT = 'Somebody who has left';

/** Every grant of the school, those that run first. Errors: AppError forbidden without `spokesperson.grant`. */
export async function listGrants(
  db: Database,
  person: Person,
  scope: { schoolId: string; trustId: string },
  at: Date,
): Promise<GrantsPage> {
  requireMay(person, 'spokesperson.grant', scope.schoolId, at);
  const rows = await grantsOfSchool(db, scope);
  const writers = await writersOf(db, scope, at);
  const ids = [...writers, ...rows.flatMap(({ userId, grantedBy }) => [userId, grantedBy])];
  const names = await namesOf(db, scope.trustId, ids);
  return {
    grants: rows
      .map(({ id, userId, topics, startsAt, endsAt: until, endedAt, grantedBy }): ListedGrant => {
        const endsAt = endedAt && endedAt < until ? endedAt : until;
        const state = endsAt <= at ? 'over' : startsAt > at ? 'to_come' : 'running';
        const [who, by] = [names.get(userId) ?? LEFT, names.get(grantedBy) ?? LEFT];
        return { id, person: who, topics, startsAt, endsAt, grantedBy: by, state };
      })
      .sort((a, b) => ORDER[a.state] - ORDER[b.state]),
    writers: writers
      .map((id) => ({ id, name: names.get(id) ?? LEFT }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
  };
}
