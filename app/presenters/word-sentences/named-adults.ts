// What is said of adults' names and jobs in the words (T-07).
import { placeOf, type TextSentences } from './said.ts';

export const NAMED_ADULT_SENTENCES: TextSentences = {
  adult_named_without_permission: (issue) =>
    `${placeOf(issue)} name an adult, and there is no permission on record to name them here. Leave the name out, or ask them first: the office writes their permission down.`,
  adult_not_on_record: (issue) =>
    `${placeOf(issue)} name an adult whom the school has no permission on record for. Leave the name out, or ask them first: the office writes their permission down.`,
  job_names_one_person: (issue) =>
    `${placeOf(issue)} name a job that only one person here does, so everyone knows who is meant. Do they know about this post?`,
};
