// What is wrong with the place an address names, whatever stands there: places on no public network, names that pretend to be
// another one, and doors that no school's website uses.
import { domainToUnicode } from 'node:url';
import { foldedCharacter } from '#app/domain/words/reading/folded-characters.ts';
import type { WebAddress } from './web-addresses.ts';

export type HostFault = 'link_unreadable' | 'link_disguised' | 'link_to_a_machine' | 'link_port';

/** The worst fault of an http or https address; null = an ordinary name. */
export function hostFault({ url, written }: Pick<WebAddress, 'url' | 'written'>): HostFault | null {
  if (!url || url.hostname === '') return 'link_unreadable';
  const authority = /^(?:[a-z]+:\/\/)?([^/?#]*)/iu.exec(written)?.[1] ?? '';
  if (url.username || url.password || /[@\\%]/u.test(authority)) return 'link_disguised';
  if (isMachine(url.hostname)) return 'link_to_a_machine';
  if (pretends(domainToUnicode(url.hostname))) return 'link_disguised';
  return url.port === '' ? null : 'link_port';
}

const INSIDE = [
  'local',
  'localhost',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'test',
  'invalid',
  'onion',
];

/** A number in place of a name (a browser reads `2130706433` and `0x7f.1` as 127.0.0.1, and so does `URL`), or a name of no public place. */
export function isMachine(hostname: string): boolean {
  if (hostname.startsWith('[') || /^[\d.]+$/u.test(hostname)) return true;
  const labels = hostname.replace(/\.$/u, '').split('.');
  return labels.length < 2 || INSIDE.includes(labels.at(-1) ?? '') || hostname.endsWith('.home.arpa');
}

/** Letters of two alphabets in one part of the name, or letters of another one that all look like Latin ones. */
function pretends(host: string): boolean {
  return host.split('.').some((label) => {
    const letters = [...label].filter((letter) => /\p{L}/u.test(letter));
    const foreign = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter));
    if (foreign.length === 0) return false;
    return (
      foreign.length < letters.length || foreign.every((letter) => /^[a-z]$/u.test(foldedCharacter(letter)))
    );
  });
}
