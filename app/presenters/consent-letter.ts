// The letter that carries a personal link: to whom, about whom by forename alone, the address to scan or type, and until when.
import { linkPath } from '#app/domain/consent/link-secret.ts';
import { familyDay, familyWords } from './family-words.ts';

export interface LetterInput {
  secret: string;
  to: string;
  forename: string;
  /** of the wording that is asked; the letter is in the same */
  language: string;
  expiresAt: Date;
}

export interface ConsentLetter {
  language: string;
  schoolName: string;
  to: string;
  heading: string;
  paragraphs: string[];
  /** whole, for the square code */
  address: string;
  /** without the scheme, for reading and typing */
  readable: string;
  closing: string[];
  from: string;
  words: { to: string; camera: string; type: string };
}

/** `origin`: the public address of this installation, without a slash at its end. */
export function consentLetter(
  { secret, to, forename, language, expiresAt }: LetterInput,
  school: { name: string; zone: string },
  origin: string,
  day: Date,
): ConsentLetter & { dated: string } {
  const words = familyWords(language);
  const { letter } = words;
  const address = `${origin}${linkPath(secret)}`;
  const until = familyDay(new Date(expiresAt.getTime() - 1), school.zone, words.language);
  return {
    language: words.language,
    schoolName: school.name,
    dated: familyDay(day, school.zone, words.language),
    to,
    heading: letter.heading(forename),
    paragraphs: [letter.body],
    address,
    readable: address.replace(/^https?:\/\//, ''),
    closing: [letter.alone(until), letter.noPhone],
    from: letter.from,
    words: { to: letter.to, camera: letter.camera, type: letter.type },
  };
}
