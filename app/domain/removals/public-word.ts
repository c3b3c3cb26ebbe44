// The word by which a school is known on its public page: its name to read, and the beginning of its id to find it by. It stays the same
// when the school is renamed, so that a printed address goes on working; it is no secret and opens nothing but that page.
import { schoolsByIdStart } from '#db/queries/public-schools.server.ts';
import type { Database } from '#db/client.server.ts';
import { schoolSlug } from '#app/domain/school/school-slug.ts';

/** Hexadecimal digits of the id at the end of the word. */
const DIGITS = 8;

export interface PublicSchool {
  id: string;
  name: string;
  zone: string;
}

/** `Ashwick Lane Primary School` → `ashwick-lane-primary-school-e8f58d03` */
export const publicWordOf = ({ id, name }: Pick<PublicSchool, 'id' | 'name'>): string =>
  `${schoolSlug(name)}-${id.slice(0, DIGITS)}`;

/** The school that a word names; null when there is none, or when it could be two. */
export async function schoolOfWord(db: Database, word: string): Promise<PublicSchool | null> {
  const start = /^[a-z0-9-]{1,80}-([0-9a-f]{8})$/.exec(word)?.[1];
  if (!start) return null;
  const [school, another] = await schoolsByIdStart(db, start);
  return another ? null : (school ?? null);
}
