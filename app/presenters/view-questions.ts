// What a pupil is asked about themselves, in words for somebody of thirteen.
import { ASKED_SUBJECTS, type AskedSubject, type Said } from '#app/domain/views/asked.ts';

export interface Question {
  subject: AskedSubject;
  /** the question, and what it means */
  title: string;
  about: string;
  /** how it is called when the answers are read back */
  short: string;
}

const WORDS: Readonly<Record<AskedSubject, Omit<Question, 'subject'>>> = {
  image: {
    title: 'May the school show photos of you?',
    about: 'For example on its page on X, on its website or in its newsletter. Anybody can see those.',
    short: 'Photos of you',
  },
  video: {
    title: 'May the school show videos of you?',
    about: 'In the same places. People could see you and hear you.',
    short: 'Videos of you',
  },
  first_name: {
    title: 'May the school say your first name?',
    about: 'Only your first name, never your surname. For example: “Well done, Sam.”',
    short: 'Your first name',
  },
};

export const QUESTIONS_ASKED: readonly Question[] = ASKED_SUBJECTS.map((subject) => ({
  subject,
  ...WORDS[subject],
}));

export const SAID_WORDS: Readonly<Record<Said, string>> = {
  yes: 'Yes',
  no: 'No',
  not_asked: 'I don’t know',
};
