// Telephone numbers in a text, British ones however they are grouped, said or disguised, and foreign ones with their `+`.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { near, type PersonalHit } from './personal-hit.ts';
import { type DigitRun, digitRuns } from './spoken-digits.ts';

const CALLS = new Set(
  'tel telephone phone mobile mob cell call ring text txt fax whatsapp number ph landline'.split(' '),
);

/** Lines that help anybody and belong to nobody: Childline, NSPCC, Samaritans, Shout’s voice line, Family Lives, YoungMinds and the like. */
const HELPLINES: ReadonlySet<string> = new Set([
  '08001111',
  '08088005000',
  '08001111',
  '116123',
  '08088005002',
  '08088025544',
  '08088002222',
  '08001381119',
  '08000684141',
  '08082000247',
  '08088010366',
  '08088080808',
  '03001233393',
  '03000032410',
  '08000556555',
  '08081689111',
]);

/** Every telephone number that is nobody’s in particular left out. Mobile numbers are a person’s; others may be a venue’s. */
export function findPhones(folded: FoldedText): PersonalHit[] {
  return digitRuns(folded).flatMap((run) => {
    const found = numberIn(run) ?? localNumber(folded, run);
    if (!found || HELPLINES.has(found.digits.replace(/^(?:\+44|0044|44)/, '0'))) return [];
    return [
      { kind: 'phone' as const, from: found.from, to: found.to, own: found.own, personal: found.mobile },
    ];
  });
}

interface Found {
  digits: string;
  from: number;
  to: number;
  own: string;
  mobile: boolean;
}

/** The first run of whole groups that is a number: a date or a price before it is no part of it. */
function numberIn(run: DigitRun): Found | null {
  const { groups } = run;
  for (let start = 0; start < groups.length && start < 40; start++) {
    let digits = start === 0 && run.digits.startsWith('+') ? '+' : '';
    for (let end = start; end < groups.length && digits.length <= 16; end++) {
      digits += groups[end]?.digits ?? '';
      const read = readNumber(digits);
      const longer = groups[end + 1]?.digits.length ?? 0;
      // Taken whole: `0800 1111` is no part of `0800 111 1222`.
      if (read && !(longer > 0 && readNumber(digits + (groups[end + 1]?.digits ?? ''))))
        return { digits, ...read, from: groups[start]?.from ?? run.from, to: groups[end]?.to ?? run.to };
    }
  }
  return null;
}

function readNumber(digits: string): { own: string; mobile: boolean } | null {
  const bare = digits.replace(/^\+?(?:44|0044)0?(?=\d{9,10}$)/, '0');
  if (!/^(?:0[1-9]\d{7,9}|7\d{9}|\+[1-9]\d{7,14})$/.test(bare)) return null;
  // Numbers set apart for examples and plays parse as well as real ones: what counts is the shape.
  const phone = parsePhoneNumberFromString(bare, 'GB');
  if (!phone?.isPossible()) return null;
  const national = phone.nationalNumber;
  if (phone.countryCallingCode === '44' && national.length < 9 && !national.startsWith('800')) return null;
  const mobile = phone.countryCallingCode === '44' ? /^7(?!0)/.test(national) : true;
  return { own: phone.number, mobile };
}

/** Six to eight digits after “Tel” or “call”: a number without its area. */
function localNumber(folded: FoldedText, run: DigitRun): Found | null {
  const { digits, from, to, groups } = run;
  if (!/^\d{6,8}$/.test(digits) || groups.some((group) => group.digits.length < 2) || groups.length > 3)
    return null;
  if (!near(folded, run, CALLS, { before: 2, after: 0 })) return null;
  return { digits, from, to, own: digits, mobile: false };
}
