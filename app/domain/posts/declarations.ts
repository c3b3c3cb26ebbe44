// What the author declares once a post, and the facts the tick records: few ticks, so that they are read. What has to
// be said of a photo is said at that photo, and not again here (see photos/about-photo).

export const DECLARATIONS = {
  /** true, figures checked; speaking for the trust, public and permanent */
  responsible: {
    facts: ['accurate', 'represents_trust', 'code_of_conduct'],
    clause: 'R-27, R-49',
  },
  /** asked only of a post that goes out while its trip is away */
  tells_no_place: {
    facts: ['words_tell_no_place', 'pictures_tell_no_place'],
    clause: 'R-61',
  },
  /** asked only while the school first asks its pupils, of a post that shows one who was not asked yet */
  each_asked: {
    facts: ['each_was_asked_for_this_photo', 'none_said_no'],
    clause: 'R-36',
  },
  /** asked only of a post whose words name a supplier */
  no_interest: {
    facts: ['nobody_gains', 'not_paid_for'],
    clause: 'R-44',
  },
  /** asked only of a post with words or figures from somewhere else */
  may_be_used: {
    facts: ['quoted_exactly', 'right_to_use', 'source_true'],
    clause: 'R-52, R-53',
  },
} as const;

export type DeclarationName = keyof typeof DECLARATIONS;

export const EVERY_DECLARATION = Object.keys(DECLARATIONS) as DeclarationName[];

/** What every post needs. */
export const DECLARATION_NAMES: readonly DeclarationName[] = ['responsible'];

/**
 * What this post needs. `away`: it goes out while its trip is still away. `unasked`: a pupil in it was not asked yet.
 * `supplier`: its words name one. `borrowed`: they hold words or figures from somewhere else.
 */
export const declarationsAsked = ({
  away = false,
  unasked = false,
  supplier = false,
  borrowed = false,
}: {
  away?: boolean;
  unasked?: boolean;
  supplier?: boolean;
  borrowed?: boolean;
}): readonly DeclarationName[] => [
  ...DECLARATION_NAMES,
  ...(away ? (['tells_no_place'] as const) : []),
  ...(unasked ? (['each_asked'] as const) : []),
  ...(supplier ? (['no_interest'] as const) : []),
  ...(borrowed ? (['may_be_used'] as const) : []),
];

/** Ticked declarations: who ticked and when (ISO 8601). */
export type Declarations = Partial<Record<DeclarationName, { by: string; at: string }>>;
