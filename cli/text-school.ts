// Compares a text on the command line with a school of this installation: its roster, classes, adults, accounts and its trust's lists,
// found by the loaders that every post goes through. Nothing is written, and nothing of the text is kept.
import type { Database } from '#db/client.server.ts';
import { allSchools } from '#db/queries/all-schools.server.ts';
import { accountsOfSchool, findSchool } from '#db/queries/schools.server.ts';
import { schoolSlug } from '#app/domain/school/school-slug.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { trustLists } from '#app/domain/words/find-in-post.ts';
import { groundOf } from '#app/domain/words/ground-of.ts';
import type { TextPart } from '#app/domain/words/text-part.ts';
import { aboutText } from './text-about-none.ts';
import type { TextSurroundings } from './text-check.ts';

/** The id of no post, account or person. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * In: a school by its id, or by its name as it stands in addresses where only one is called that; the text's parts; whether a child can
 * be seen; now. Out: the ground and what the text stands in, an ordinary post on the school's own account; null for no such school.
 */
export async function textAtSchool(
  db: Database,
  school: string,
  parts: readonly TextPart[],
  childShown: boolean,
  now: Date,
): Promise<TextSurroundings | null> {
  const home = await schoolCalled(db, school);
  if (!home) return null;
  const { id: schoolId, trustId } = home;
  const accounts = await accountsOfSchool(db, { schoolId });
  const account = accounts.find(({ kind }) => kind === 'school');
  const about = {
    ...aboutText(now, childShown),
    zone: home.zone,
    settings: settingsOf(home.settings),
    schoolName: home.name,
    accountHandle: account?.handle ?? '',
    authorId: NOBODY,
  };
  const content = {
    schema: 2 as const,
    words: parts.map(({ text }) => text).join('\n'),
    photos: [],
    purpose: about.purpose,
    tripId: null,
    accountId: account?.id ?? NOBODY,
    window: { from: now.toISOString(), until: now.toISOString() },
    links: [],
    declarations: [],
  };
  const of = { schoolId, trustId, postId: NOBODY, accountId: content.accountId, platform: 'x' as const };
  const lists = await trustLists(db, trustId);
  return { ground: await groundOf(db, { ...of, content, parts, about }, { lists, grants: [] }), about };
}

async function schoolCalled(db: Database, school: string) {
  const schools = await Promise.all((await allSchools(db)).map(({ id }) => findSchool(db, { schoolId: id })));
  const alike = schools.filter((each) => each?.id === school || (each && schoolSlug(each.name) === school));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
