// What the author declares once a post, and the facts each tick records: few ticks, so that they are read.

export const DECLARATIONS = {
  /** true, figures checked; speaking for the trust, public and permanent */
  responsible: {
    facts: ['accurate', 'represents_trust', 'code_of_conduct'],
    clause: 'R-27, R-49',
    needsPhotos: false,
  },
  rights: { facts: ['photos_ours_or_permitted'], clause: 'R-52', needsPhotos: true },
  background: { facts: ['background_checked', 'dignity_checked'], clause: 'R-68, I-11', needsPhotos: true },
  device: { facts: ['school_device_or_copies_deleted'], clause: 'R-71', needsPhotos: true },
} as const;

export type DeclarationName = keyof typeof DECLARATIONS;

export const DECLARATION_NAMES = Object.keys(DECLARATIONS) as DeclarationName[];

/** Ticked declarations: who ticked and when (ISO 8601). */
export type Declarations = Partial<Record<DeclarationName, { by: string; at: string }>>;

/** Which declarations a post needs: those about photos only when it has some. */
export const declarationsNeeded = (photoCount: number): DeclarationName[] =>
  DECLARATION_NAMES.filter((name) => photoCount > 0 || !DECLARATIONS[name].needsPhotos);
