// Which letter came back: from its scanned code or its typed reference to the pupil and the person it was for. Also a letter whose
// link has ended tells that, because paper lies about.
import { findLinkInRange } from '#db/queries/letters.server.ts';
import { linkByHash } from '#db/queries/consent-links.server.ts';
import { holdersOf } from '#db/queries/consent.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { linkHashOf } from '#app/domain/consent/link-secret.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { linksOfReference } from './letter-reference.ts';

export interface FoundLetter {
  pupilId: string;
  holderId: string;
}

/** A scanned code is the whole address of a page; what follows its last slash is the secret. */
const SCANNED = /^https?:\/\/\S+\/c\/([a-z0-9-]{20,80})$/i;

/** Whether what was typed is meant as a letter, rather than as a name. */
export const looksLikeLetter = (typed: string): boolean =>
  SCANNED.test(typed.trim()) || linksOfReference(typed) !== null;

/**
 * The letter of this school that a code or reference stands for; null when there is none.
 * Errors: AppError forbidden without `consent.record`.
 */
export async function findLetter(
  db: Database,
  person: Person,
  schoolId: string,
  typed: string,
  at: Date,
): Promise<FoundLetter | null> {
  requireMay(person, 'consent.record', schoolId, at);
  const scope = { schoolId };
  const secret = SCANNED.exec(typed.trim())?.[1];
  const range = secret ? null : linksOfReference(typed);
  const link = secret
    ? await linkByHash(db, linkHashOf(secret))
    : range && (await findLinkInRange(db, scope, range));
  if (!link || link.schoolId !== schoolId) return null;
  const pupil = await findPupil(db, scope, link.pupilId);
  const holders = await holdersOf(db, scope, link.pupilId);
  if (!pupil || !holders.some(({ id }) => id === link.holderId)) return null;
  return { pupilId: link.pupilId, holderId: link.holderId };
}
