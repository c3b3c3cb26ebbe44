// Who the people in a post's photos are, by name and class, for those who may see the post. What may be said of them comes from the verdicts.
import type { Database } from '#db/client.server.ts';
import { guestPermissionsByIds } from '#db/queries/guests.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { adultPermissionsByIds } from '#db/queries/schools.server.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import type { ContentPerson, PostContent } from './post-digest.ts';

export interface NamedPerson {
  name: string;
  /** a pupil's class; null for anyone else */
  group: string | null;
  /** for children from elsewhere: where they are from; one entry stands for all of them under one release */
  from?: string;
}

/**
 * Names by pupil id, adult permission id or guest permission id, for everyone in any of the contents. Children from elsewhere
 * have none: they are called by where they are from. People of other schools are absent.
 */
export async function namePeople(
  db: Database,
  scope: { schoolId: string },
  contents: readonly PostContent[],
): Promise<Map<string, NamedPerson>> {
  const people = contents.flatMap(({ photos }) => photos.flatMap((photo) => photo.people));
  const ids = (kind: ContentPerson['kind']) => [
    ...new Set(people.filter((p) => p.kind === kind).map((p) => p.id)),
  ];
  const pupils = await pupilsByIds(db, scope, ids('pupil'));
  const adults = await adultPermissionsByIds(db, scope, ids('adult'));
  const guests = await guestPermissionsByIds(db, scope, ids('guest'));
  return new Map<string, NamedPerson>([
    ...pupils.map((pupil): [string, NamedPerson] => [
      pupil.id,
      { name: pupilName(pupil), group: pupil.registrationGroup },
    ]),
    ...adults.map((adult): [string, NamedPerson] => [adult.id, { name: adult.name, group: null }]),
    ...guests.map((guest): [string, NamedPerson] => [
      guest.id,
      { name: `A child from elsewhere (${guest.about})`, group: null, from: guest.about },
    ]),
  ]);
}
