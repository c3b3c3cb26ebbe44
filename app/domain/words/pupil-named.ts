// Whether a pupil is named in a post's texts, as far as the checks of groups and of ages need to know.
import type { WordView } from './word-check.ts';

/** Some pupil's name stands, or may stand, somewhere in the texts. */
export const pupilNamed = ({ ground }: WordView): boolean => ground.names.pupils.length > 0;
