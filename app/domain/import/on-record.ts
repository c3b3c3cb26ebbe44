// Rows of the database as the plan reads them.
import type { PupilsOnRecord } from '#db/queries/pupils-on-record.server.ts';
import type { PupilOnRecord } from './plan-pupil.ts';

/** By record number. `at`: the moment at which authority is asked about. */
export function onRecord({ pupils, holders, answers }: PupilsOnRecord, at: Date): Map<string, PupilOnRecord> {
  const byPupil = <T extends { pupilId: string }>(rows: readonly T[]): Map<string, T[]> => {
    const map = new Map<string, T[]>();
    for (const row of rows) {
      const known = map.get(row.pupilId);
      if (known) known.push(row);
      else map.set(row.pupilId, [row]);
    }
    return map;
  };
  const people = byPupil(holders);
  const said = byPupil(answers);
  return new Map(
    pupils.map((pupil) => {
      const {
        id,
        misId,
        legalForename,
        legalSurname,
        preferredForename,
        preferredSurname,
        knownAs,
        yearGroup,
        registrationGroup,
        dateOfBirth,
        startsOn,
        leavesOn,
      } = pupil;
      const record: PupilOnRecord = {
        id,
        details: {
          legalForename,
          legalSurname,
          preferredForename,
          preferredSurname,
          knownAs,
          yearGroup,
          registrationGroup,
          dateOfBirth,
          startsOn,
          leavesOn,
        },
        missing: pupil.missingSince !== null,
        unclear: pupil.unclearSince !== null,
        people: (people.get(id) ?? []).map((holder) => ({
          id: holder.id,
          name: holder.name,
          email: holder.email,
          ended: !holder.mayNotConsent && holder.authorityUntil !== null && holder.authorityUntil <= at,
          hasAuthority:
            !holder.mayNotConsent &&
            holder.authorityFrom <= at &&
            (holder.authorityUntil === null || holder.authorityUntil > at),
        })),
        answers: (said.get(id) ?? []).map(({ answeredOn, ...answer }) => ({ ...answer, on: answeredOn })),
      };
      return [misId, record];
    }),
  );
}
