// What a check of words is: a pure rule with an id from the register, asked once for each text of a post, or once for all of them.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import type { TextAbout } from './text-about.ts';
import type { TextFinding } from './text-finding.ts';
import type { TextGround } from './text-ground.ts';
import type { TextPart } from './text-part.ts';

export interface ReadPart extends TextPart {
  folded: FoldedText;
}

export interface WordView {
  ground: TextGround;
  about: TextAbout;
  /** every text of the post, in order */
  parts: readonly ReadPart[];
}

export interface WordCheck {
  id: string;
  /** goes up whenever what it finds changes; kept with every finding by way of the rules' version */
  version: number;
  /** what it finds in one text */
  inPart?(part: ReadPart, view: WordView): TextFinding[];
  /** what it finds only by looking at the post as a whole */
  inPost?(view: WordView): TextFinding[];
}
