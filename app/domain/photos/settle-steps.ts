// The steps by which a person accounts for a photo, each with the step that undoes it: the one vocabulary of the screen,
// the server and the record (I-04 to I-09, I-08, R-62).
import type { HiddenThing } from './hidden-things.ts';
import type { PhotoAnswers } from './about-photo.ts';
import type { FaceBox } from './face-box.ts';

export type Seen = 'yes' | 'no' | 'unknown';

export type AnswersGiven = { [K in keyof PhotoAnswers]?: PhotoAnswers[K] | null };

/** A person as they are placed in a photo. */
export interface PersonToPlace {
  kind: 'pupil' | 'adult' | 'guest';
  /** pupil id, adult permission id or guest permission id */
  id: string;
  /** whether the face looks at the camera; what is not said stays unknown, and unknown fails a condition */
  faceOn?: Seen;
  uniform?: Seen;
}

/** What stands on a face: a person, hidden, no face at all, or nothing yet. */
export type FaceAnswer =
  { is: 'person'; person: PersonToPlace } | { is: 'blur' } | { is: 'not_a_face' } | { is: 'open' };

export type SettleStep =
  /** Settles one face. Placing a person who stands elsewhere in this photo moves them here. */
  | { step: 'answer'; faceId: string; answer: FaceAnswer }
  /** Several at once, such as "blur all the rest" and its undoing. */
  | { step: 'answer_many'; answers: { faceId: string; answer: FaceAnswer }[] }
  | { step: 'blur_the_rest' }
  /** A face that was missed, drawn by hand; the page makes its id. `number`: the one it had, when it is drawn again. */
  | { step: 'draw_face'; faceId: string; box: FaceBox; answer?: FaceAnswer; number?: number }
  /** Only a drawn one; a found one is answered "not a face". */
  | { step: 'remove_face'; faceId: string }
  /** A person who can be seen without a face: from behind, or (nobody said where) together with the others. */
  | { step: 'add_person'; person: PersonToPlace; placed: 'behind' | 'together' }
  | { step: 'remove_person'; kind: PersonToPlace['kind']; id: string }
  /** What is known of somebody who is placed already. */
  | { step: 'describe_person'; person: PersonToPlace }
  /**
   * A class photo: everybody of the group but the absent; null = by name again. Places all present members `together`.
   * `hidden`: members who are in the photo and hidden in it; each needs a blurred face.
   */
  | {
      step: 'set_group';
      group: { name: string; absent: string[]; hidden?: string[]; outsidersNone: boolean } | null;
    }
  | { step: 'hide'; blurId: string; what: HiddenThing; box: FaceBox }
  | { step: 'show_again'; blurId: string }
  | { step: 'crop'; box: FaceBox | null }
  /** Another picture of a moving one: the count and who stands on which face are asked anew. */
  | { step: 'choose_frame'; frame: number }
  /** How many people can be recognised in it (those hidden are not counted); null = not yet counted. */
  | { step: 'count'; headCount: number | null }
  /** Answers about the photo; those given replace, those absent stay, `null` takes an answer back. */
  | { step: 'about'; answers: AnswersGiven };
