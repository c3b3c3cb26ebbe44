// Publishes a new version of one of a trust's own lists. Versions are only added; going back is publishing an older one anew. Posts
// on their way keep their approval: before each goes out it is checked against the lists as they stand then.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool, schoolsOfTrust } from '#db/queries/schools.server.ts';
import { entriesOf, insertVersion, versionsOf } from '#db/queries/word-lists.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { type EntryIssue, readEntries } from './list-entries.ts';
import type { WordListName } from './word-lists.ts';

export interface PublishList {
  /** the school in which the person keeps the words; the list is its whole trust's */
  schoolId: string;
  list: WordListName;
  /** one entry a line, as typed */
  typed: string;
  /** the version that the page was drawn from; 0 = there was none */
  base: number;
}

export type Published =
  | { ok: true; version: number }
  /** somebody else published meanwhile: nothing was written */
  | { ok: false; why: 'stale'; version: number }
  /** it already reads like this */
  | { ok: false; why: 'unchanged' }
  | { ok: false; why: 'entries'; issues: EntryIssue[] };

/**
 * The same again from the same page writes nothing and is published all the same: a double tap.
 * Errors: AppError forbidden without `words.keep`; not_found for another school.
 */
export async function publishList(deps: WorkDeps, actor: Person, input: PublishList): Promise<Published> {
  requireMay(actor, 'words.keep', input.schoolId, deps.clock.now());
  const { entries, issues } = readEntries(input.list, input.typed);
  if (issues.length > 0) return { ok: false, why: 'entries', issues };
  return inOneTransaction(deps, actor, (work) => write(work, actor, { ...input, entries }));
}

async function write(
  { db, at, record, notify }: Work,
  { userId }: Person,
  { schoolId, list, base, entries }: PublishList & { entries: string[] },
): Promise<Published> {
  const { trustId } = found(await findSchool(db, { schoolId }), 'school');
  const text = entries.join('\n');
  const outrun = async (): Promise<Published> => {
    const { version, publishedBy } = await newest(db, trustId, list);
    const tappedTwice = version === base + 1 && publishedBy === userId;
    return tappedTwice && (await reads(db, trustId, list, version)) === text
      ? { ok: true, version }
      : { ok: false, why: 'stale', version };
  };
  if ((await newest(db, trustId, list)).version !== base) return outrun();
  if ((await reads(db, trustId, list, base)) === text) return { ok: false, why: 'unchanged' };
  const version = base + 1;
  const added = await insertVersion(db, {
    ...{ trustId, list, version, entries },
    publishedBy: userId,
    publishedAt: at,
  });
  if (!added) return outrun();
  record({ type: 'word_list.published', trustId, list, version });
  if (LETS_MORE_OUT.has(list)) await tellLeads({ db, at, notify }, trustId, userId);
  return { ok: true, version };
}

/** Lists whose entries let something stand that the checks would stop: safeguarding leads are told, as of a looser rule. */
const LETS_MORE_OUT: ReadonlySet<WordListName> = new Set([
  'everyday_names',
  'partners',
  'allowed_domains',
  'school_contacts',
]);

async function tellLeads(
  { db, at, notify }: Pick<Work, 'db' | 'at' | 'notify'>,
  trustId: string,
  by: string,
): Promise<void> {
  for (const { id: schoolId } of await schoolsOfTrust(db, trustId))
    for (const lead of await peopleWithRole(db, { schoolId }, ['dsl', 'deputy_dsl'], at))
      if (lead !== by) notify({ schoolId, userId: lead, kind: 'text_rules_looser', code: 'list' });
}

/** Version 0, by nobody, where there is none. */
const newest = async (db: Work['db'], trustId: string, list: WordListName) =>
  (await versionsOf(db, { trustId }, list))[0] ?? { version: 0, publishedBy: null };

/** What a version reads, one entry a line. */
const reads = async (
  db: Work['db'],
  trustId: string,
  list: WordListName,
  version: number,
): Promise<string> =>
  version === 0 ? '' : ((await entriesOf(db, { trustId }, list, version)) ?? []).join('\n');
