// Where the addresses in a post led, when we looked: last, when it was last reached, and when the post was approved (T-18).

/** One look at one address. */
export interface AddressLook {
  outcome: 'reached' | 'refused' | 'unreachable';
  /** why it was refused or not reached, a code */
  why: string | null;
  /** hosts on the way in order, the last is where it ended; lower case, punycode */
  hosts: readonly string[];
}

export interface LooksAtAddress {
  last: AddressLook;
  /** the last one that reached it; null when none did */
  reached: AddressLook | null;
  /** the one that stood when the post was approved, or the first after; null while nobody has approved it */
  approved: AddressLook | null;
}

export interface LinkLooks {
  /** by the address as `plainAddress` writes it; an address nobody has looked at is missing */
  readonly looks: ReadonlyMap<string, LooksAtAddress>;
}

export const NO_LINKS: LinkLooks = { looks: new Map() };
