// E-mail addresses in a text, plain and disguised: `jane (at) gmail dot com`, `jane @ school . org`.
import { parse } from 'tldts';
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';
import type { PersonalHit } from './personal-hit.ts';

/** Mailboxes that anybody can have: an address there is a person’s own. */
export const WEBMAIL: ReadonlySet<string> = new Set(
  `gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac aol btinternet sky talktalk virginmedia ntlworld blueyonder
  protonmail proton gmx mail tiscali`.split(/\s+/),
);

/** Every address. `own` is the address in lower case; an address at a private mailbox is a person’s. */
export function findEmails(folded: FoldedText): PersonalHit[] {
  const { words, text } = folded;
  return words.flatMap((word, index): PersonalHit[] => {
    const next = words[index + 1];
    if (!next) return [];
    const gap = text.slice(word.to, next.from);
    const said = next.key === 'at' && words[index + 2] !== undefined;
    const sign = AT_SIGN.test(gap);
    if (!sign && !said) return [];
    const host = hostFrom(folded, sign ? index + 1 : index + 2);
    if (!host) return [];
    // "thanks to @somebody.org" is a handle behind a word, unless it is a mailbox that anybody can have.
    if (sign && /\s[@＠]$/.test(gap) && !WEBMAIL.has(host.name)) return [];
    const bracketed = said && /[([{<]/.test(gap);
    if (said && !bracketed && !sign && !(host.spoken || WEBMAIL.has(host.name))) return [];
    if (
      said &&
      !bracketed &&
      host.spoken &&
      !WEBMAIL.has(host.name) &&
      !looksLikeMailbox(word, text, index, words)
    )
      return [];
    const from = localFrom(folded, index);
    const local = text.slice(from, word.to).toLowerCase();
    return [
      {
        kind: 'email',
        from,
        to: host.to,
        own: `${local.replace(/\s+/g, '')}@${host.host}`,
        personal: WEBMAIL.has(host.name),
      },
    ];
  });
}

const AT_SIGN = /^\s{0,2}[([{<]?\s{0,2}[@＠]\s{0,2}[)\]}>]?\s{0,2}$/;
const DOT = /^\s{0,2}[([{<]?[.。]?[)\]}>]?\s{0,2}$/;

interface Host {
  host: string;
  name: string;
  to: number;
  spoken: boolean;
}

/** `gmail dot com`, `school.sch.uk`, `gmail . com`: labels up to a known ending. */
function hostFrom({ words, text }: FoldedText, start: number): Host | null {
  let [host, best, spoken]: [string, Host | null, boolean] = ['', null, false];
  let before: Word | undefined;
  for (let index = start; index < words.length && index < start + 14; index++) {
    const word = words[index];
    if (!word || host.length > 80) break;
    if (before) {
      const gap = text.slice(before.to, word.from);
      if (word.key === 'dot' && DOT.test(gap)) {
        const after = words[index + 1];
        if (!after) break;
        host += `.${after.key}`;
        spoken = true;
        before = after;
        index++;
      } else if (/^\s?\.\s?$/.test(gap) && (gap === '.' || !/^\p{Lu}/u.test(text.slice(word.from)))) {
        host += `.${word.key}`;
        before = word;
      } else if (gap === '-') {
        host += `-${word.key}`;
        before = word;
      } else break;
    } else {
      host = word.key;
      before = word;
    }
    const { isIcann, domain, publicSuffix } = parse(host);
    // Every British school has an ending of its own: `*.sch.uk`.
    const school = publicSuffix?.endsWith('.sch.uk') === true;
    if ((isIcann || publicSuffix === 'example') && (domain !== null || school))
      best = { host, name: host.split('.')[0] ?? '', to: before.to, spoken };
  }
  return best;
}

/** Back over `jane.smith_07`: words joined by dots, hyphens and the like, or by a spoken “dot”. */
function localFrom({ words, text }: FoldedText, index: number): number {
  let at = index;
  for (let steps = 0; at > 0 && steps < 6; steps++) {
    const [before, here] = [words[at - 1], words[at]];
    if (!before || !here) break;
    const said = words[at - 2];
    if (SAID_MARKS.has(before.key) && said && said.sentence === here.sentence) at -= 2;
    else if (/^[._%+-]{1,2}$/.test(text.slice(before.to, here.from))) at--;
    else break;
  }
  return words[at]?.from ?? 0;
}

/** Marks of an address that are said: `jane dot smith`, `jane underscore smith`. */
const SAID_MARKS = new Set(['dot', 'underscore', 'dash', 'hyphen']);

/** Before a plain “at … dot …”, a word that nobody would write in a sentence, or one after “email”. */
function looksLikeMailbox(word: Word, text: string, index: number, words: readonly Word[]): boolean {
  if (
    /[\d_]/.test(text.slice(word.from, word.to)) ||
    text[word.from - 1] === '.' ||
    text[word.from - 1] === '_' ||
    SAID_MARKS.has(words[index - 1]?.key ?? '')
  )
    return true;
  return words
    .slice(Math.max(0, index - 3), index)
    .some(({ key }) => key === 'email' || key === 'mail' || key === 'emails');
}
