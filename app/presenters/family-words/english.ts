// What families read, in English.
import { PLACE_WORDS } from '../consent-labels.ts';
import type { FamilyWords } from './shape.ts';

export const ENGLISH: FamilyWords = {
  language: 'en-GB',
  name: 'English',
  skip: 'Skip to the page',
  page: {
    title: (forename) => `Your answers about ${forename}`,
    intro:
      'Answer any of the questions, then press the button. A question that you leave alone stays as it is.',
    trip: (name) => `These questions are about one trip only: ${name}.`,
    yes: 'Yes, I agree',
    no: 'No, I do not agree',
    saidYes: (day) => `You said yes on ${day}.`,
    saidNo: (day) => `You said no on ${day}.`,
    ended: (day) => `Your yes of ${day} has run out.`,
    notAnswered: 'You have not answered this.',
    someOf: {
      yes: 'You said yes for',
      no: 'You said no for',
      nothing: 'Not answered for',
      ended: 'Your yes has run out for',
      some: 'You said yes to a part for',
    },
    onlySome: 'No to only some of this?',
    unlessChosen: 'Unless you choose here, a no counts for every place, and for old and new posts.',
    where: 'Where does your no count?',
    whichPosts: 'For which posts?',
    oldAndNew: 'New ones, and those that are out already',
    newOnly: 'New ones only',
    save: 'Save my answers',
    questions: 'The questions',
    responsible: 'Responsible for your answers and your child’s data',
    howToChange: 'How to change your mind',
    yours:
      'This page is for you alone and shows only what you yourself have said. Is it not for you? Close it and tell the school office.',
    until: (day) => `Your link opens this page until ${day}.`,
    receipts: 'Your receipts',
    otherLanguage: 'In another language',
  },
  errors: {
    title: 'Not saved yet.',
    nothing_answered: 'Answer at least one question: yes or no.',
    own_school_first:
      'You can say yes to this only together with a yes to the same question nearer to your child’s school.',
    form_changed:
      'The school has changed these questions since you opened the page. Please read and answer them again.',
    try_again: 'That did not work. Nothing was saved. Please try again in a minute.',
  },
  receipt: {
    title: 'Your receipt',
    saved: 'Your answers are saved.',
    counts: 'A no counts from this moment. Keep this page or print it.',
    print: 'To print it, use your browser’s menu.',
    about: 'About',
    by: 'Answered by',
    when: 'When',
    reference: 'Reference',
    answers: 'What you answered',
    onlyIn: (places) => `Your no counts for: ${places}.`,
    newOnly: 'For new posts only. What was out already may stay.',
    lasts: (day) => `Your yes lasts until ${day}.`,
    wording: 'The exact words you were asked with',
    change: 'How to change your answers',
    sameLink: (day) => `Your link works until ${day}.`,
    back: 'Back to your answers',
  },
  letter: {
    to: 'To',
    heading: (forename) => `Photos of ${forename}: please give us your answers`,
    body: 'We ask before we show your child. You can say yes to some uses and no to others, and you can change your mind at any time. Saying no changes nothing about how your child is taught or looked after.',
    camera: 'Point the camera of your phone at the square. It opens a page with the questions.',
    type: 'Or type this address into a browser:',
    alone: (day) =>
      `The link is for you alone and works until ${day}. It needs no password, so please do not pass it on.`,
    noPhone: 'No phone, or questions? Tell the school office your answers. That counts just the same.',
    from: 'The school office',
  },
  places: PLACE_WORDS,
  relationships: { self: 'the pupil' },
};
