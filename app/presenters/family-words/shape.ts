// What has to be said in every language in which families read: their own page, its receipt, the letter.
import type { Channel } from '#app/domain/consent/consent-vocabulary.ts';

export interface FamilyWords {
  /** BCP 47, for the `lang` attribute */
  language: string;
  /** the language's own name for itself */
  name: string;
  skip: string;
  page: {
    title(forename: string): string;
    intro: string;
    trip(name: string): string;
    yes: string;
    no: string;
    saidYes(day: string): string;
    saidNo(day: string): string;
    ended(day: string): string;
    notAnswered: string;
    someOf: { yes: string; no: string; nothing: string; ended: string; some: string };
    onlySome: string;
    unlessChosen: string;
    where: string;
    whichPosts: string;
    oldAndNew: string;
    newOnly: string;
    save: string;
    questions: string;
    responsible: string;
    howToChange: string;
    yours: string;
    until(day: string): string;
    receipts: string;
    otherLanguage: string;
  };
  errors: {
    title: string;
    nothing_answered: string;
    own_school_first: string;
    form_changed: string;
    try_again: string;
  };
  receipt: {
    title: string;
    saved: string;
    counts: string;
    print: string;
    about: string;
    by: string;
    when: string;
    reference: string;
    answers: string;
    onlyIn(places: string): string;
    newOnly: string;
    lasts(day: string): string;
    wording: string;
    change: string;
    sameLink(day: string): string;
    back: string;
  };
  letter: {
    to: string;
    heading(forename: string): string;
    body: string;
    camera: string;
    type: string;
    alone(day: string): string;
    noPhone: string;
    from: string;
  };
  places: Readonly<Record<Channel, string>>;
  relationships: Readonly<Record<string, string>>;
}
