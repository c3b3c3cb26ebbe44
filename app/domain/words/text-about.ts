// What a check of words must know about the post around them. Pure data: the command line and the try-it box fill it in themselves.
import type { AccountKind } from '#app/domain/consent/consent-vocabulary.ts';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import type { PostTrip } from '#app/domain/posts/post-facts.ts';

export interface TextAbout {
  /** now */
  at: Date;
  /** the first moment at which it may go out; while publishing, now */
  goesOutFrom: Date;
  /** IANA zone of the school */
  zone: string;
  settings: SchoolSettings;
  schoolName: string;
  accountKind: AccountKind;
  accountHandle: string;
  /** subjects of a department's account, and which of them the post was said to be about */
  subjects: readonly string[];
  subject: string | null;
  purpose: string;
  trip: PostTrip | null;
  /** pupils who can be seen in its photos */
  pupilsShown: ReadonlySet<string>;
  /** a child of ours can be seen in a photo, or may be: a photo with people of whom nobody has said who they are counts */
  childShown: boolean;
  authorId: string;
  /** names of the declarations ticked */
  declarations: readonly string[];
}
