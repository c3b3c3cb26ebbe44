// Somebody without an account asks on the school's public page for a photo or a post to be taken down. It lands among the requests
// that staff write down, with the same clock. Nothing is looked up while they ask: no answer can depend on what the school has.
import { insertRemovalRequest, removalRequestByKey } from '#db/queries/removal-requests.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import type { Database } from '#db/client.server.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { takedownDeadline } from '#app/domain/posts/takedown-deadline.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { type ASKERS, MAX_REQUEST_WORDS } from './log-request.ts';
import type { PublicSchool } from './public-word.ts';
import { referenceOf } from './reference.ts';
import { tellDeciders } from './tell-deciders.ts';

const PUBLIC_PAGE: SystemActor = { kind: 'system', name: 'system:public-page' };

/** Longest name, way to be reached, and address of a post, in UTF-16 units. */
export const MAX_ASKER = 200;
export const MAX_ADDRESS = 500;

export interface AskFromOutside {
  /** empty when nothing was chosen */
  from: (typeof ASKERS)[number] | '';
  name: string;
  /** a telephone number or an e-mail address; read by people only */
  contact: string;
  /** the address of the post, or what it shows and where; one of the two */
  address: string;
  words: string;
  /** empty when they do not say: nobody has to */
  why: string;
  requestKey: string;
}

export type AskedFromOutside = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Writes it down and tells those who decide. Sent twice, it is written once. `mayWrite` is asked only about what is complete; where it says
 * no, nothing is written, and there are no issues to name.
 */
export async function askFromOutside(
  deps: WorkDeps,
  school: PublicSchool,
  input: AskFromOutside,
  { mayWrite }: { mayWrite(): Promise<boolean> },
): Promise<AskedFromOutside> {
  const asked = {
    askerName: oneLine(input.name),
    askerContact: oneLine(input.contact),
    address: oneLine(input.address),
    words: [input.words.trim(), input.why.trim() && `Why: ${input.why.trim()}`].filter(Boolean).join('\n\n'),
  };
  const { from } = input;
  const issues = issuesOf(asked, input);
  if (issues.length > 0 || from === '' || !(await mayWrite())) return { ok: false, issues };
  await inOneTransaction(deps, PUBLIC_PAGE, async (work) => {
    const row = await insertRemovalRequest(work.db, {
      ...asked,
      schoolId: school.id,
      receivedAt: work.at,
      from,
      way: 'form',
      dueAt: takedownDeadline(work.at, school.zone),
      requestKey: input.requestKey,
    });
    if (!row) return;
    work.record({
      type: 'removal_request.logged',
      schoolId: school.id,
      requestId: row.id,
      from,
      aboutPostId: null,
    });
    await tellDeciders(work, row);
  });
  return { ok: true };
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const issue = (code: string, field: string): Issue => block('removal', code, field, 'R-86');

function issuesOf(
  asked: { askerName: string; askerContact: string; address: string; words: string },
  { words, from }: AskFromOutside,
): Issue[] {
  const issues: Issue[] = [];
  const missing = (text: string, field: string, most: number) => {
    if (text === '') issues.push(issue(`${field}_missing`, field));
    else if (text.length > most) issues.push(issue(`${field}_too_long`, field));
  };
  if (asked.address === '' && words.trim() === '') issues.push(issue('which_missing', 'words'));
  if (asked.words.length > MAX_REQUEST_WORDS) issues.push(issue('request_words_too_long', 'words'));
  if (asked.address.length > MAX_ADDRESS) issues.push(issue('address_too_long', 'address'));
  if (from === '') issues.push(issue('from_missing', 'from'));
  missing(asked.askerName, 'name', MAX_ASKER);
  missing(asked.askerContact, 'contact', MAX_ASKER);
  return issues;
}

/** What whoever sent it may see again: that it is there, and by when the school deals with it. */
export interface SentRequest {
  reference: string;
  receivedAt: Date;
  dueAt: Date;
}

/** Null for a key that no public page of this school has sent. */
export async function sentRequest(
  db: Database,
  { id: schoolId }: PublicSchool,
  requestKey: string,
): Promise<SentRequest | null> {
  const row = await removalRequestByKey(db, { schoolId }, requestKey);
  if (row?.way !== 'form') return null;
  const { receivedAt, dueAt } = row;
  return { reference: referenceOf(row), receivedAt, dueAt };
}
