// What the author declares once a post, and the facts the tick records: few ticks, so that they are read. What has to
// be said of a photo is said at that photo, and not again here (see photos/about-photo).

export const DECLARATIONS = {
  /** true, figures checked; speaking for the trust, public and permanent */
  responsible: {
    facts: ['accurate', 'represents_trust', 'code_of_conduct'],
    clause: 'R-27, R-49',
  },
} as const;

export type DeclarationName = keyof typeof DECLARATIONS;

export const DECLARATION_NAMES = Object.keys(DECLARATIONS) as DeclarationName[];

/** Ticked declarations: who ticked and when (ISO 8601). */
export type Declarations = Partial<Record<DeclarationName, { by: string; at: string }>>;
