// What a letter to a family says, as an e-mail. No pupil's name, no event and no picture: a mail may be read over a shoulder, or
// by whoever has the address now.
import type { Letter } from '#app/domain/ports/mailer.ts';

export interface LetterFacts {
  kind: 'consent_asked' | 'consent_reminder';
  schoolName: string;
  /** whole address of the person's own page */
  address: string;
  /** "Friday 4 December" */
  lastDay: string;
}

type Words = Omit<Letter, 'to'>;

/** The letter, in plain text and the same in simple HTML. */
export function letterWords({ kind, schoolName, address, lastDay }: LetterFacts): Words {
  const subject = `${schoolName}: please answer about photos`;
  const before = [
    'Hello,',
    kind === 'consent_reminder'
      ? `We have not had your answer yet. ${schoolName} asks you about photos of your child. Please answer here:`
      : `${schoolName} asks you about photos of your child. Please answer here. It takes two minutes, and there is nothing to sign up for:`,
  ];
  const after = [
    'This link is yours alone. Please do not pass it on. It replaces any earlier one.',
    'You may say yes or no to each question. A no changes nothing about how your child is taught or looked after.',
    `If there is no answer by ${lastDay}, we do not show your child.`,
    'If you have more than one child here, there is one e-mail for each.',
    'Would you rather tell us? Call the school office or come in. An answer to this e-mail is not read.',
  ];
  const html = [
    ...before.map((line) => `<p>${escaped(line)}</p>`),
    `<p><a href="${escaped(address)}">${escaped(address)}</a></p>`,
    ...after.map((line) => `<p>${escaped(line)}</p>`),
  ].join('\n');
  return { subject, text: [...before, address, ...after, ''].join('\n\n'), html };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
