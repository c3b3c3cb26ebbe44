// Personal links in the practice world: made for a person as the office makes them, opened and answered as a family does.
import { randomUUID } from 'node:crypto';
import { answerByLink, type Answered } from '#app/domain/consent/answer-by-link.ts';
import { type MadeLink, makeLink } from '#app/domain/consent/consent-link.ts';
import type { OptionAnswer } from '#app/domain/consent/form-answers.ts';
import { openLink, type OpenLink } from '#app/domain/consent/open-link.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { formSeries } from '#db/seed/practice-form.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import type { World } from './world.ts';

/** A person on record for a practice pupil: the first, or the second where there are two. */
export const holderOf = (world: World, pupil: number, nth = 0): string =>
  practiceId(`holder/${world.school}/${pupil}/${nth}`);

/** The published form with questions, in English. */
export const questionsId = (world: World): string => practiceId(`form/${world.school}/2/en-GB`);

/** A link as the office makes it. */
export async function linkFor(
  world: World,
  pupil: number,
  { holderId = holderOf(world, pupil), tripId = null as string | null, by = 'office' } = {},
): Promise<MadeLink & { path: string }> {
  const made = await inOneTransaction(world.web, await world.staff(by), (work) =>
    makeLink(work, {
      schoolId: world.schoolId,
      pupilId: world.pupil(pupil),
      holderId,
      formSeries: formSeries(world.school),
      tripId,
      way: 'letter',
      askId: null,
    }),
  );
  return { ...made, path: `/c/${made.secret}` };
}

/** The page that a secret opens; throws when it opens none. */
export async function opened(
  world: World,
  secret: string,
  language: string | null = null,
): Promise<OpenLink> {
  const link = await openLink(world.db, secret, language, world.clock.now());
  if (!link) throw new Error('the link opens nothing');
  return link;
}

/** Opens and answers, as one sitting. */
export async function answered(
  world: World,
  secret: string,
  answers: readonly OptionAnswer[],
  requestKey: string = randomUUID(),
): Promise<Answered> {
  const link = await opened(world, secret);
  return answerByLink(world.web, link, { formVersionId: link.form.id, answers, requestKey });
}

/** One more person for a practice pupil, with authority unless `over` says otherwise. */
export async function anotherPerson(
  world: World,
  pupil: number,
  over: Partial<typeof authorityHolders.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID();
  await world.db.insert(authorityHolders).values({
    id,
    schoolId: world.schoolId,
    pupilId: world.pupil(pupil),
    name: 'Rowan Made-Up',
    relationship: 'father',
    authority: 'parental_responsibility',
    authorityFrom: new Date('2020-01-01T00:00:00Z'),
    verifiedAt: new Date('2025-09-01T09:00:00Z'),
    ...over,
  });
  return id;
}
