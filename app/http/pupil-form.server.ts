// The form of a pupil's own record, as fields.
import { z } from 'zod';

const text = z.string().max(2_000);

export const PupilTyped = z.object({
  legalForename: text,
  legalSurname: text,
  preferredForename: text.default(''),
  preferredSurname: text.default(''),
  knownAs: text.default(''),
  yearGroup: text,
  registrationGroup: text,
  dateOfBirth: text.default(''),
  startsOn: text,
  leavesOn: text.default(''),
});

export const NewPupilTyped = PupilTyped.extend({ misId: text, requestKey: z.uuid() });
