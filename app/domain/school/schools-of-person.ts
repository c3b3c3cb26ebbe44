// The schools a person may open, with what they are there: the only list in which an address's school is looked for.
import type { Database } from '#db/client.server.ts';
import { findTrust, schoolsOfTrust } from '#db/queries/schools.server.ts';
import { type Person, type Role, rolesIn } from '../actor.ts';
import { type SchoolSettings, settingsOf } from './school-settings.ts';
import { schoolSlugs } from './school-slug.ts';

export interface OwnSchool {
  id: string;
  trustId: string;
  name: string;
  /** its part of an address, unique within its trust */
  slug: string;
  /** IANA zone of the school's wall clock */
  zone: string;
  settings: SchoolSettings;
  /** when the last import of consents was exported from the school's records; null = kept by hand here */
  consentExportedAt: Date | null;
  /** the school belongs to a practice trust: no real children */
  practice: boolean;
  /** the person's roles there at that moment, trust-wide ones included */
  roles: ReadonlySet<Role>;
}

/** Schools in which the person holds a role at `at`, by name; empty for somebody who has left or holds none. */
export async function schoolsOfPerson(db: Database, person: Person, at: Date): Promise<OwnSchool[]> {
  const trust = await findTrust(db, person.trustId);
  if (!trust) return [];
  const rows = await schoolsOfTrust(db, person.trustId);
  const slugs = schoolSlugs(rows);
  return rows
    .map(({ id, trustId, name, zone, settings, consentExportedAt }) => ({
      id,
      trustId,
      name,
      slug: slugs.get(id) ?? '',
      zone,
      settings: settingsOf(settings),
      consentExportedAt,
      practice: trust.practice,
      roles: rolesIn(person, id, at),
    }))
    .filter((school) => school.roles.size > 0);
}
