// What the author answered about a photo, read back in a few plain lines to whoever decides on it or looks it up later.
import { NOT_IN_PHOTO, type PhotoAnswers, type Taker } from '#app/domain/photos/about-photo.ts';

const TAKEN: Readonly<Record<Taker, string>> = {
  staff: 'Taken by staff',
  pupil: 'Taken by a pupil',
  professional: 'Taken by a photographer from outside',
  other: 'Taken by somebody else',
};

const DOING: Readonly<Record<string, string>> = {
  sport: 'PE kit',
  gymnastics: 'gymnastics or dance wear',
  swimming: 'swimwear',
  changing: 'somebody getting changed',
  medical: 'first aid or somebody unwell',
};

/** In: the answers, and names of people this reader may see. Out: lines; none when nothing was answered. */
export function aboutPhotoWords(answers: PhotoAnswers, names: ReadonlyMap<string, string>): string[] {
  const { takenBy, licence, materialId, activity } = answers;
  const origin = [takenBy ? TAKEN[takenBy] : '', whereWords(answers)].filter(Boolean).join(', ');
  const seen = [
    answers.premises === 'yes' ? 'school uniform, logo or buildings' : '',
    answers.logos === 'yes'
      ? `another organisation’s logo${answers.logoMaterialId ? ', permission on record with the office' : ''}`
      : '',
    answers.pupilWork === 'yes' ? workWords(answers, names) : '',
    activity ? (DOING[activity] ?? '') : '',
  ].filter(Boolean);
  return [
    ...(origin ? [`${origin}.`] : []),
    ...(licence ? [`Permission to use it: ${licence}`] : []),
    ...(materialId ? ['Permission to use it: on record with the office.'] : []),
    ...(answers.background
      ? [`Looked at closely${answers.background === 'hidden' ? ', and hidden what could be read' : ''}.`]
      : []),
    ...(seen.length > 0 ? [`In it: ${seen.join('; ')}.`] : []),
  ];
}

function whereWords({ device, copiesDeleted }: PhotoAnswers): string {
  if (device === 'school') return 'only on school devices';
  if (device !== 'personal') return '';
  return copiesDeleted ? 'copies on a personal phone deleted' : 'still on a personal phone';
}

function workWords({ workBy = [] }: PhotoAnswers, names: ReadonlyMap<string, string>): string {
  const makers = workBy.map((id) =>
    id === NOT_IN_PHOTO ? 'a pupil who is not in the photo' : (names.get(id) ?? 'a pupil'),
  );
  return makers.length > 0 ? `work by ${makers.join(', ')}` : 'a pupil’s work';
}
