// The form about one photo: its fields by name, and what was answered as the use case takes it. One tick ("I have looked
// closely") stands for every "no" that is not ticked above it.
import {
  type Activity,
  MAX_LICENCE,
  NOT_IN_PHOTO,
  type PhotoAnswers,
  type Taker,
  TAKERS,
} from '#app/domain/photos/about-photo.ts';

/** Activities that have a tick of their own, what weighs most first: of two that are ticked, that one is kept. */
export const ACTIVITY_TICKS = [
  'changing',
  'medical',
  'swimming',
  'gymnastics',
  'sport',
] as const satisfies Activity[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What no page of ours sends counts as not answered. */
export function aboutIn(form: FormData): PhotoAnswers {
  const seen = new Set(form.getAll('seen').map(String));
  const looked = form.get('looked');
  const answers: PhotoAnswers = {};
  if (looked === 'clear' || looked === 'hidden') {
    answers.background = looked;
    answers.activity = 'ordinary';
    answers.premises = 'no';
    answers.pupilWork = 'no';
    answers.logos = 'no';
  }
  const activity = ACTIVITY_TICKS.find((name) => seen.has(name));
  if (activity) answers.activity = activity;
  if (seen.has('premises')) answers.premises = 'yes';
  if (seen.has('logo')) {
    answers.logos = 'yes';
    const logo = String(form.get('logoMaterialId') ?? '');
    if (UUID.test(logo)) answers.logoMaterialId = logo;
  }
  if (seen.has('work')) {
    answers.pupilWork = 'yes';
    answers.workBy = form
      .getAll('workBy')
      .map(String)
      .filter((id) => id === NOT_IN_PHOTO || UUID.test(id));
  }
  const takenBy = TAKERS.find((taker: Taker) => taker === form.get('takenBy'));
  if (takenBy) answers.takenBy = takenBy;
  const material = String(form.get('materialId') ?? '');
  if (UUID.test(material)) answers.materialId = material;
  const licence = String(form.get('licence') ?? '').trim();
  if (licence) answers.licence = licence.slice(0, MAX_LICENCE);
  const where = form.get('where');
  if (where === 'school') answers.device = 'school';
  if (where === 'deleted' || where === 'kept') {
    answers.device = 'personal';
    answers.copiesDeleted = where === 'deleted';
  }
  return answers;
}
