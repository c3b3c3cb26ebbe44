// What a use is made of. A name beside a face is three permissions, not one, and a no to a part is a no to the whole.
import type { Subject } from './consent-types.ts';

/** One permission that a use needs. */
export interface SubjectPart {
  readonly subject: Subject;
  /** The subjects whose yes will do, the part's own first: whoever agreed to a full name agreed to the first. */
  readonly agreedBy: readonly Subject[];
  /** The subjects whose no stops this part: whoever refused a first name refused the full one. */
  readonly refusedBy: readonly Subject[];
}

const IMAGE: SubjectPart = { subject: 'image', agreedBy: ['image'], refusedBy: ['image'] };
const FIRST_NAME: SubjectPart = {
  subject: 'first_name',
  agreedBy: ['first_name', 'full_name'],
  refusedBy: ['first_name'],
};

const PARTS: Readonly<Record<Subject, readonly SubjectPart[]>> = {
  image: [IMAGE],
  video: [{ subject: 'video', agreedBy: ['video'], refusedBy: ['video', 'image', 'voice'] }],
  voice: [{ subject: 'voice', agreedBy: ['voice'], refusedBy: ['voice'] }],
  first_name: [FIRST_NAME],
  full_name: [{ subject: 'full_name', agreedBy: ['full_name'], refusedBy: ['full_name', 'first_name'] }],
  name_with_image: [
    IMAGE,
    FIRST_NAME,
    { subject: 'name_with_image', agreedBy: ['name_with_image'], refusedBy: ['name_with_image'] },
  ],
  work: [{ subject: 'work', agreedBy: ['work'], refusedBy: ['work'] }],
};

/** The permissions that showing this subject needs, all of them. */
export function partsOf(subject: Subject): readonly SubjectPart[] {
  return PARTS[subject];
}

/** Whether the subject shows what the pupil looks like, so that conditions on a photo apply. */
export function isPicture(subject: Subject): boolean {
  return subject === 'image' || subject === 'video' || subject === 'name_with_image';
}

/** Whether the subject tells the pupil's name. */
export function isName(subject: Subject): boolean {
  return subject === 'first_name' || subject === 'full_name' || subject === 'name_with_image';
}
