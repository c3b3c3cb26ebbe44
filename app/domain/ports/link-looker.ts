// Follows one address in a post to where it leads, without ever speaking to anything that is not on the public web.

/** What stops a look before the address says anything, or on the way. */
export const LOOK_REFUSALS = [
  /** an address on the way is not https */
  'not_https',
  /** a name leads to a machine that is not on the public internet, or a number stands in place of a name */
  'private_address',
  /** another door than 443, or a name and password in the address */
  'odd_address',
  'too_many_redirects',
  /** nobody vouches that the site is what it says */
  'bad_certificate',
] as const;
export type LookRefusal = (typeof LOOK_REFUSALS)[number];

export type LookFailure = 'no_such_site' | 'no_answer' | 'too_slow' | 'not_found' | 'site_failed';

/** `hops`: every address that was to be asked, in order, beginning with the one given. */
export type LinkLook =
  | { outcome: 'reached'; why: null; hops: string[] }
  | { outcome: 'refused'; why: LookRefusal; hops: string[] }
  | { outcome: 'unreachable'; why: LookFailure; hops: string[] };

export interface LinkLooker {
  /** Takes no longer than 5 s in all and never throws for what the other side does. `url`: absolute. */
  look(url: string): Promise<LinkLook>;
}
