// What is said of invitations to get in touch in private (T-21).
import { placeOf, type TextSentences } from './said.ts';

export const CONTACT_SENTENCES: TextSentences = {
  contact_private: (issue) =>
    `${placeOf(issue)} ask people to get in touch in private. Pupils read this account, and staff and pupils never talk in private messages. Say “contact the school office” instead.`,
  contact_personal: (issue) =>
    `${placeOf(issue)} ask people to follow or add a person. This account speaks for the school and nobody of its own. Leave it out, or say “follow us”.`,
};
