// The one form of an entry that is no plain words: a host of the web, a telephone number, an e-mail address, a postcode.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isValid as isPostcode, toNormalised } from 'postcode';
import { parse } from 'tldts';
import { z } from 'zod';

export type ReadForm =
  { entry: string; key: string } | { problem: 'not_a_host' | 'whole_suffix' | 'not_a_contact' };

const Email = z.email().max(80);

/**
 * A host as browsers send it, lower case, without `www.`: `https://www.Example.co.uk/page` → `example.co.uk`. Addresses in numbers are none, and a
 * whole ending such as `co.uk` would let in everybody below it.
 */
export function readHost(text: string): ReadForm {
  const { hostname, domain, publicSuffix, isIp, isIcann, isPrivate } = parse(text.toLowerCase(), {
    allowPrivateDomains: true,
  });
  // Practice schools live below `.example`, which belongs to nobody.
  const known = isIcann || isPrivate || publicSuffix === 'example';
  if (!hostname || isIp || !known || /[\s@]/.test(text)) return { problem: 'not_a_host' };
  if (domain === null && !isSchoolsOwn(hostname)) return { problem: 'whole_suffix' };
  const bare =
    hostname.startsWith('www.') && hostname.slice(4) !== publicSuffix ? hostname.slice(4) : hostname;
  const ascii = new URL(`http://${bare}`).hostname;
  return { entry: ascii, key: ascii };
}

/** `hollyfield.sch.uk`: a school's own, though the register of suffixes takes what stands before `.sch.uk` for a county. */
const isSchoolsOwn = (hostname: string): boolean => /^[a-z0-9-]{2,63}\.sch\.uk$/u.test(hostname);

/** A postcode `EC1A 1BB`, an e-mail address in lower case, or a number as it is written here: `01632 960123`. */
export function readContact(text: string): ReadForm {
  if (text.includes('@')) {
    const email = text.toLowerCase();
    return Email.safeParse(email).success ? { entry: email, key: email } : { problem: 'not_a_contact' };
  }
  const postcode = isPostcode(text) ? toNormalised(text) : null;
  if (postcode !== null) return { entry: postcode, key: postcode };
  const phone = parsePhoneNumberFromString(text, { defaultCountry: 'GB', extract: false });
  if (!phone?.isPossible()) return { problem: 'not_a_contact' };
  return {
    entry: phone.countryCallingCode === '44' ? phone.formatNational() : phone.formatInternational(),
    key: phone.number,
  };
}
