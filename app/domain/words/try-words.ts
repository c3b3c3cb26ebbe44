// A text tried on the checks before it is in any post: the same checks, compared with the school's own pupils, classes and lists.
// Nothing is kept, and what comes back never says whose name was found.
import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.server.ts';
import { accountsOfSchool, findAccount } from '#db/queries/schools.server.ts';
import { grantsOf } from '#db/queries/words.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { type Person, rolesIn } from '#app/domain/actor.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { EVERY_DECLARATION } from '#app/domain/posts/declarations.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { linksIn } from '#app/domain/posts/post-length.ts';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import { checkWords } from './check-words.ts';
import { trustLists } from './find-in-post.ts';
import { groundOf } from './ground-of.ts';
import type { TextAbout } from './text-about.ts';
import type { TextFinding } from './text-finding.ts';
import { textPartsOf } from './text-part.ts';

/** Longest text that is tried, in UTF-16 units. */
export const MOST_TRIED = 10_000;

export interface TryWords {
  text: string;
  /** as if its photos showed pupils of the school */
  withPupils: boolean;
  accountId: string;
  /** on a department's account, the subject it would be said to be about */
  subject: string | null;
}

export type Tried = Omit<TextFinding, 'pupilIds'>;

interface TryingSchool {
  id: string;
  trustId: string;
  name: string;
  zone: string;
  settings: SchoolSettings;
}

/** The names of pupils are part of what a text is compared with: for those who write posts or keep the words, and nobody else. */
function requireTrying(person: Person, { id }: { id: string }, at: Date): void {
  if (rolesIn(person, id, at).size === 0) throw new AppError('not_found', 'school');
  if (!may(person, 'post.draft', id, at) && !may(person, 'words.keep', id, at))
    throw new AppError('forbidden', 'not_permitted');
}

/**
 * Everything the checks find in the text, as in a new post of this person's on that account.
 * Errors: AppError not_found for another school, or an account that is not its own; forbidden without `post.draft` or
 * `words.keep`, and for a text over 10,000 characters.
 */
export async function tryWords(
  db: Database,
  person: Person,
  school: TryingSchool,
  { text, withPupils, accountId, subject }: TryWords,
  at: Date,
): Promise<Tried[]> {
  requireTrying(person, school, at);
  if (text.length > MOST_TRIED) throw new AppError('forbidden', 'text_too_long');
  const scope = { schoolId: school.id };
  const account = found(await findAccount(db, scope, accountId), 'account');
  const words = text.replace(/\r\n?/g, '\n');
  const purpose = account.kind === 'department' ? 'teaching' : 'celebration';
  const content: PostContent = {
    ...{ schema: 1, words, photos: [], purpose, tripId: null, accountId },
    ...(subject === null ? {} : { subject }),
    window: { from: at.toISOString(), until: at.toISOString() },
    links: linksIn(words),
    declarations: [...EVERY_DECLARATION],
  };
  const about: TextAbout = {
    ...{ at, goesOutFrom: at, zone: school.zone, settings: school.settings, schoolName: school.name },
    ...{ accountKind: account.kind, accountHandle: account.handle, subjects: account.subjects },
    ...{ subject, purpose, trip: null, pupilsShown: new Set(), childShown: withPupils },
    ...{ authorId: person.userId, declarations: content.declarations },
  };
  const parts = textPartsOf(content);
  const { trustId } = school;
  const { platform } = account;
  const of = { ...scope, trustId, postId: randomUUID(), accountId, platform, content, parts, about };
  const lists = await trustLists(db, trustId);
  const grants = await grantsOf(db, scope, person.userId, at);
  const ground = await groundOf(db, of, { lists, grants });
  return checkWords(parts, ground, about).map(({ pupilIds: _, ...finding }) => finding);
}

export interface AccountToTry {
  accountId: string;
  platform: Platform;
  handle: string;
  displayName: string;
  /** one line for each subject of a department's account */
  subject: string | null;
}

/** The school's accounts, a department's once for each of its subjects. Errors: as {@link tryWords}. */
export async function accountsToTry(
  db: Database,
  person: Person,
  school: { id: string },
  at: Date,
): Promise<AccountToTry[]> {
  requireTrying(person, school, at);
  const rows = await accountsOfSchool(db, { schoolId: school.id });
  return rows.flatMap(({ id, platform, handle, displayName, subjects }) =>
    (subjects.length > 0 ? subjects : [null]).map((subject) => ({
      accountId: id,
      ...{ platform, handle, displayName, subject },
    })),
  );
}
