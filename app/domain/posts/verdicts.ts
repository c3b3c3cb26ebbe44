// What is judged of who and what a post's photos show, photo by photo. Pure data.
import type { PublicWord } from '#app/domain/consent/consent-words.ts';

/** What the consent decision (or an adult's permission) says for one person in one photo. */
export interface PersonVerdict {
  photo: number;
  kind: 'pupil' | 'adult' | 'guest';
  id: string;
  verdict: 'allow' | 'warn' | 'block';
  /** what anyone who sees the post may know of it: the answer, never why */
  word: PublicWord;
  /** decisions relied on */
  decisionIds: string[];
  /** of the age to be asked and not asked yet, while the school first asks its pupils: the author has to declare that they were */
  notAskedYet: boolean;
  /** the pupil is in an open concern */
  concern: boolean;
}

/** A photo that looks like a picture that was taken down, refused or withdrawn; of the pictures only ids are known here. */
export interface KnownPicture {
  photo: number;
  /** `near`: enough to point it out, too little to stop it */
  sameness: 'same' | 'near';
  pictureIds: string[];
}

/** Whether the work of one pupil, who was named as its maker, may be shown. */
export interface WorkVerdict {
  photo: number;
  pupilId: string;
  verdict: 'allow' | 'warn' | 'block';
}
