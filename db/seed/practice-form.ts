// The wordings of the practice schools: the one that parents signed on paper, and the form by which they are asked now, in English
// and Welsh, question by question (F-02, F-03, R-63).
import { createHash } from 'node:crypto';
import type { consentFormVersions } from '#db/schema/consent.ts';
import { wordingHashOf } from '#app/domain/consent/form-text.ts';
import { starterForm } from '#app/domain/consent/starter-form.ts';
import { daysFrom } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST, type SchoolKey, userId } from './practice-people.ts';

export const formVersionId = (school: SchoolKey): string => practiceId(`form/${school}/1`);

const HOW_TO_WITHDRAW =
  'Tell the school office by phone, e-mail or in person, at any time and without giving a reason. It takes effect at once.';

const wording = (school: string): string => `Photos of your child and their name

${school} likes to share what pupils do. We would like your agreement before we show your child. You may agree to some uses and not to others, and saying no changes nothing about how your child is taught or looked after.

Please answer each line for the place it names: our account on X, the school website, the parents' newsletter, displays inside school.

1. A photo in which your child can be recognised.
2. Your child's first name, never beside a photo of them.
3. Work that your child has made, without their name.

What a photo may be used for: celebrating what pupils do, school trips, showing how we teach, and telling families the news. Not for advertising the school, and not for the press: we ask you again each time.

You may add a condition, such as "only in a group".

Anybody can see what is on X, can keep it and can pass it on, and we cannot call every copy back. When you withdraw, we hold what has not been published and take down what is on our own accounts.

Your answer lasts until the end of this school year. To withdraw: ${HOW_TO_WITHDRAW}`;

/** One series for each school: the paper form, and since a few weeks ago the form by which links ask. */
export const formSeries = (school: SchoolKey): string => practiceId(`form-series/${school}`);

/** The form version of a school that was signed on paper. */
export function practiceForm(school: SchoolKey, now: Date): typeof consentFormVersions.$inferInsert {
  const { id: schoolId, name } = PRACTICE_SCHOOLS[school];
  const text = wording(name);
  return {
    id: formVersionId(school),
    schoolId,
    series: formSeries(school),
    number: 1,
    title: 'Photos of your child and their name',
    wording: text,
    wordingHash: createHash('sha256').update(text).digest('hex'),
    controllers: [PRACTICE_TRUST.controller],
    howToWithdraw: HOW_TO_WITHDRAW,
    validFrom: daysFrom(now, -800),
  };
}

/** The questions that families are asked now, in both languages. */
export function practiceQuestions(school: SchoolKey, now: Date): (typeof consentFormVersions.$inferInsert)[] {
  const { id: schoolId, name } = PRACTICE_SCHOOLS[school];
  return (['en-GB', 'cy'] as const).map((language) => {
    const text = starterForm(language, {
      school: name,
      trust: PRACTICE_TRUST.name,
      controllers: [PRACTICE_TRUST.controller],
      platforms: [{ channel: 'x', name: 'X' }],
    });
    return {
      id: practiceId(`form/${school}/2/${language}`),
      schoolId,
      ...text,
      controllers: [...text.controllers],
      options: [...text.options],
      wordingHash: wordingHashOf(text),
      series: formSeries(school),
      number: 2,
      publishedBy: userId(`${school}/data`),
      validFrom: daysFrom(now, language === 'cy' ? -20 : -21),
    };
  });
}
