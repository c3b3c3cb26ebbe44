// The reference on a printed letter: short enough to type, made from the id of its link. It opens nothing: it tells the office
// which letter came back, and only somebody signed in there can ask.

/** Crockford's 32 letters: nothing in them is mistaken for something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Letters of five bits: fifty bits of the id. */
const LENGTH = 10;

/** "7K2QM-0XR4T" for a link. */
export function letterReference(linkId: string): string {
  const bits = BigInt(`0x${linkId.replaceAll('-', '').slice(0, 13)}`) >> 2n;
  const letters = Array.from(
    { length: LENGTH },
    (_, place) => LETTERS[Number((bits >> BigInt(5 * (LENGTH - 1 - place))) & 31n)],
  ).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** The ids that a reference can stand for, first and last, however it was typed; null when it is no reference. */
export function linksOfReference(typed: string): { from: string; to: string } | null {
  const tidy = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (tidy.length !== LENGTH || [...tidy].some((letter) => !LETTERS.includes(letter))) return null;
  const bits = [...tidy].reduce((sum, letter) => (sum << 5n) | BigInt(LETTERS.indexOf(letter)), 0n);
  const low = (bits << 2n).toString(16).padStart(13, '0');
  const high = ((bits << 2n) | 3n).toString(16).padStart(13, '0');
  return { from: asId(low.padEnd(32, '0')), to: asId(high.padEnd(32, 'f')) };
}

const asId = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
