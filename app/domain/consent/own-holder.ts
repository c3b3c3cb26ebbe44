// From eighteen a pupil answers alone, as an adult: their own entry among the people who may answer is made with the first answer
// that they give.
import { holdersOf } from '#db/queries/consent.server.ts';
import { insertOwnHolder } from '#db/queries/own-holders.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import type { Work } from '#app/domain/work.ts';
import { found } from '#app/domain/errors.ts';
import { ADULT_AGE } from './consent-authority.ts';
import { pupilName } from './pupil-name.ts';
import { turnsAge } from './school-days.ts';

export const OWN_RELATIONSHIP = 'the pupil, as an adult';

/** Since when the pupil is an adult in the school's zone; null when they are not at `at`, or their birthday is not known. */
export function adultSince(
  { dateOfBirth }: Pick<PupilRow, 'dateOfBirth'>,
  zone: string,
  at: Date,
): Date | null {
  if (dateOfBirth === null) return null;
  const since = turnsAge(dateOfBirth, ADULT_AGE, zone);
  return since <= at.getTime() ? new Date(since) : null;
}

/**
 * The id of the person who answers. `holderId` is one on record, or the pupil's own id for an adult who has no entry yet: then it
 * is made, under the lock of the pupil. Errors: AppError not_found for anybody else's id, and for a pupil who is no adult.
 */
export async function holderWhoAnswers(
  work: Work,
  pupil: PupilRow,
  holderId: string,
  zone: string,
  by: string,
): Promise<string> {
  const holders = await holdersOf(work.db, pupil, pupil.id);
  if (holderId !== pupil.id)
    return found(
      holders.find(({ id }) => id === holderId),
      'holder',
    ).id;
  const own = holders.find(({ authority }) => authority === 'self');
  if (own) return own.id;
  const since = found(adultSince(pupil, zone, work.at), 'holder');
  return insertOwnHolder(work.db, {
    schoolId: pupil.schoolId,
    pupilId: pupil.id,
    name: pupilName(pupil),
    relationship: OWN_RELATIONSHIP,
    authority: 'self',
    authorityFrom: since,
    evidence: 'Date of birth in the school’s records',
    verifiedBy: by,
    verifiedAt: work.at,
  });
}
