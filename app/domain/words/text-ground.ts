// Everything outside the text and its post that the checks of words compare with, as it stands for one school at one moment.
import { type AdultsNamed, NO_ADULTS } from '#app/domain/words/adults/adults-ground.ts';
import { type HandleRegister, NO_HANDLES } from '#app/domain/words/handles/handles-ground.ts';
import { type JoinedPosts, NO_JOINED } from '#app/domain/words/names/joined-ground.ts';
import { type LabelsOfSchool, NO_LABELS } from '#app/domain/words/labels/labels-ground.ts';
import { type LinkLooks, NO_LINKS } from '#app/domain/words/links/links-ground.ts';
import { type NamesInText, NO_NAMES } from '#app/domain/words/names/names-ground.ts';
import { NO_OTHERS, type OtherPosts } from '#app/domain/words/other-posts/other-posts-ground.ts';
import { NO_SHARED, type SharedPosts } from '#app/domain/words/other-posts/shared-ground.ts';
import { type MarksPermitted, NO_MARKS } from '#app/domain/words/rights/rights-ground.ts';
import type { SpokespersonGrant } from '#app/domain/words/speech/spoken-topics.ts';
import { NO_LISTS, type WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

export interface TextGround {
  /** pupils whose names may stand in these texts (T-01, T-02) */
  names: NamesInText;
  /** classes, forms and year groups of the school (T-03) */
  labels: LabelsOfSchool;
  /** official accounts, partners and pupils' own handles (T-05) */
  handles: HandleRegister;
  /** staff, parents and partners by name, and who agreed to be named (T-07) */
  adults: AdultsNamed;
  /** the trust's own lists */
  lists: WordListsInForce;
  /** the author's grants that run now */
  grants: readonly SpokespersonGrant[];
  /** where the addresses in the text led (T-18) */
  links: LinkLooks;
  /** the same or nearly the same text on another account */
  others: OtherPosts;
  /** what is known of posts that are shared by their address (T-23) */
  shared: SharedPosts;
  /** what others permitted of their names, slogans and logos (T-17) */
  marks: MarksPermitted;
  /** posts of the same event or week that name or show the same pupils */
  joined: JoinedPosts;
}

/** Nothing known: what a check finds here, it finds from the words alone. */
export const NO_GROUND: TextGround = {
  names: NO_NAMES,
  labels: NO_LABELS,
  handles: NO_HANDLES,
  adults: NO_ADULTS,
  lists: NO_LISTS,
  grants: [],
  links: NO_LINKS,
  others: NO_OTHERS,
  shared: NO_SHARED,
  marks: NO_MARKS,
  joined: NO_JOINED,
};
