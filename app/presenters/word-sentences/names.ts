// What is said of pupils' names in the words (T-01, T-02): one sentence for each finding, the same whoever is named and whatever is
// or is not on record about them.
import { placeOf, type TextSentences } from './said.ts';

const hold = (subject: string): string => (subject === 'The words' ? 'hold' : 'holds');

export const NAME_SENTENCES: TextSentences = {
  pupil_full_name_with_image: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a pupil’s full name, and a child can be seen in the photos. Together they let a stranger find the child. Take the name out; nobody can let this stand.`,
  names_not_read: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} so many tags and addresses that they cannot all be checked for pupils’ names. Take out the ones from here on that the post can do without.`,
  pupil_full_name: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a pupil’s full name, which may not be used here. Write “one of our pupils” instead.`,
  pupil_named_never: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a pupil’s name. Your school names no pupils in public. Write “one of our pupils” instead.`,
  pupil_full_name_agreed: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a pupil’s full name. You can send it; the headteacher decides whether it may stand. A photo of a child may not be added.`,
  pupil_names_in_list: (issue) =>
    `${placeOf(issue)} may hold a pupil’s full name on two lines. If they are two children’s first names, put them on one line with “and”.`,
  pupil_forename_initial: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a first name with an initial, which may still tell who the pupil is. Leave the initial out.`,
  pupil_name_nearly: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} what is nearly a pupil’s full name. Is this the pupil, spelt another way? If it is, take the name out; if it is somebody else, say so, and the headteacher sees your answer.`,
  pupil_surname: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a surname that a pupil here has. If a pupil is meant, take it out; if a grown-up is, write their title, such as “Mr”.`,
  pupil_first_name: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a pupil’s first name, and a child can be seen in the photos. Use a name or a face, never both: write “a pupil” instead.`,
  pupil_first_name_not_agreed: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a pupil’s first name beside a photo, which may not be used here. Write “a pupil” instead.`,
  pupil_first_name_agreed: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} the first name of a pupil who may be named beside their photo. Check that it is the right child.`,
  pupil_never_named: (issue) =>
    `${placeOf(issue)} may hold a pupil’s first name. Your school names no pupils in public. Take it out; if it is somebody else’s, say that it is not a pupil, and the headteacher sees your answer.`,
  pupil_first_name_alone: (issue) =>
    `${placeOf(issue)} may hold a pupil’s first name, which may not be used here. Write “a pupil” instead; if it is somebody else’s, say that it is not a pupil, and the headteacher sees your answer.`,
  pupil_first_name_agreed_alone: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} the first name of a pupil who may be named without a photo. Check that it is the right child; a photo of a child may not be added.`,
  first_name_or_word_alone: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a word that is also a pupil’s first name. If it is a pupil, take the name out.`,
  name_here_face_elsewhere: ({ context }) =>
    `Another post of the same event, or within ${String(context['days'])} days, shows this pupil. A name in one post and a face in another make one child. Take the name out.`,
  name_here_face_maybe_elsewhere: ({ context }) =>
    `Another post of the same event, or within ${String(context['days'])} days, may show this pupil. Leave the name out if somebody could put the two together.`,
  face_here_name_elsewhere: ({ context }) =>
    `Another post of the same event, or within ${String(context['days'])} days, names a pupil whom the photos of this one show. A name in one post and a face in another make one child. Take the photo out, or wait until the days have passed.`,
  face_here_name_maybe_elsewhere: ({ context }) =>
    `Another post of the same event, or within ${String(context['days'])} days, may name a pupil whom the photos of this one show. Check that nobody could put the two together.`,
  first_name_or_word: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a word that is also a pupil’s first name. Is this a pupil? If it is, take the name out; if not, say so, and the headteacher sees your answer.`,
  first_name_of_shown: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} what is also the first name of a pupil who can be seen in the photos. Is it the pupil? If it is, take the name out; if it is only a word or somebody else, say so, and the headteacher sees your answer.`,
  first_name_short: (issue) =>
    `${placeOf(issue)} may hold a short form of a pupil’s first name. Is this a pupil? If it is, take the name out; if it is somebody else, say so, and the headteacher sees your answer.`,
  first_name_of_somebody: (issue) =>
    `${placeOf(issue)} ${hold(placeOf(issue))} a first name that a pupil has too. Is this a pupil? If it is somebody else, say so: your answer counts for these words alone, and the headteacher sees it.`,
};
