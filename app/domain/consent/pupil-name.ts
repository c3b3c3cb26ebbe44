// The name a pupil goes by, as lists and pages of those who may see it say it.

export interface NamedPupil {
  legalForename: string;
  legalSurname: string;
  preferredForename: string | null;
  preferredSurname: string | null;
}

/** Forename and surname, the preferred ones where there are. */
export const pupilName = (pupil: NamedPupil): string =>
  `${pupil.preferredForename ?? pupil.legalForename} ${pupil.preferredSurname ?? pupil.legalSurname}`;
