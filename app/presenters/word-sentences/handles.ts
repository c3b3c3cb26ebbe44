// What is said of accounts that the words mention (T-05).
import { placeOf, type TextSentences } from './said.ts';

export const HANDLE_SENTENCES: TextSentences = {
  pupil_handle: (issue) =>
    `${placeOf(issue)} mention an account that carries a pupil’s name. Pupils’ own accounts are never mentioned. Leave it out.`,
  staff_handle: (issue) =>
    `${placeOf(issue)} mention an account that carries the name of somebody who works here. Only the school’s own accounts are mentioned. Leave it out.`,
  unknown_handle: (issue) =>
    `${placeOf(issue)} mention an account that the school does not know. It may be a pupil’s or a stranger’s. Leave it out, or the headteacher looks at it first.`,
  partner_on_trip: (issue) =>
    `${placeOf(issue)} mention another organisation in a post about a trip. Does it tell where pupils are, or will be again?`,
};
