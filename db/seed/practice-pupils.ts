// The practice pupils: sixty in each school, in three classes, the first two of which have a trip today.
import type { pupils } from '#db/schema/pupils.ts';
import { bornInYearGroup, daysFrom, schoolYearOf } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { ASHWICK_NAMES, HARROWDEAN_NAMES } from './practice-names.ts';
import { PRACTICE_SCHOOLS, type SchoolKey } from './practice-people.ts';

export interface PracticeClass {
  yearGroup: string;
  registrationGroup: string;
  /** years after Reception */
  year: number;
  /** the class is these pupils of the school's sixty, last one left out */
  from: number;
  to: number;
}

const group = (yearGroup: string, registrationGroup: string, year: number, from: number, to: number) => ({
  yearGroup,
  registrationGroup,
  year,
  from,
  to,
});

/** In order: the class whose trip is over, the class that is out now, and a class at school. */
export const PRACTICE_CLASSES: Readonly<
  Record<SchoolKey, readonly [PracticeClass, PracticeClass, PracticeClass]>
> = {
  ashwick: [
    group('Year 4', '4 Hazel', 4, 0, 24),
    group('Year 6', '6 Rowan', 6, 24, 42),
    group('Year 2', '2 Willow', 2, 42, 60),
  ],
  harrowdean: [
    group('Year 9', '9K', 9, 0, 24),
    group('Year 7', '7B', 7, 24, 42),
    group('Year 11', '11M', 11, 42, 60),
  ],
};

const NAMES: Readonly<Record<SchoolKey, readonly string[]>> = {
  ashwick: ASHWICK_NAMES,
  harrowdean: HARROWDEAN_NAMES,
};

export const pupilId = (school: SchoolKey, index: number): string => practiceId(`pupil/${school}/${index}`);

/** The year a child joins the school: Reception (0) or Year 7. */
const FIRST_YEAR: Readonly<Record<SchoolKey, number>> = { ashwick: 0, harrowdean: 7 };

/** The sixty pupils of a school as rows; the index is the pupil's place in the list and in their id. */
export function practicePupils(school: SchoolKey, now: Date): (typeof pupils.$inferInsert)[] {
  return PRACTICE_CLASSES[school].flatMap((klass) =>
    NAMES[school].slice(klass.from, klass.to).map((name, place) => {
      const [legalForename = '', ...surname] = name.split(' ');
      const joined = schoolYearOf(now) - (klass.year - FIRST_YEAR[school]);
      return {
        id: pupilId(school, klass.from + place),
        schoolId: PRACTICE_SCHOOLS[school].id,
        misId: `${school.slice(0, 2).toUpperCase()}${String(klass.from + place + 1).padStart(4, '0')}`,
        legalForename,
        legalSurname: surname.join(' '),
        yearGroup: klass.yearGroup,
        registrationGroup: klass.registrationGroup,
        dateOfBirth: bornInYearGroup(now, klass.year, place),
        startsOn: `${joined}-09-01`,
        createdAt: daysFrom(now, -60),
      };
    }),
  );
}
