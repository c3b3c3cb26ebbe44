// What is said of suppliers, of what runs somebody down, of language, belief, voice, politics and of what belongs to somebody else
// (T-10 to T-14, T-16, T-17).
import { placeOf, type TextSentences } from './said.ts';

const WHAT: Readonly<Record<string, string>> = {
  quotation: 'a quotation',
  verse: 'a verse',
  figure: 'a figure from elsewhere',
};

export const MANNERS: TextSentences = {
  supplier_endorsed: (issue) =>
    `${placeOf(issue)} praise a supplier, and the school’s accounts advertise for nobody. Thank them plainly, or leave the praise out.`,
  supplier_criticised: (issue) =>
    `${placeOf(issue)} find fault with a supplier. Tell them, not the public: leave this out.`,
  supplier_named: (issue) =>
    `${placeOf(issue)} name a supplier. That is fine as plain thanks; the author ticks that nobody gains by it.`,
  product_review: (issue) =>
    `${placeOf(issue)} read like a review or an advertisement, and the school’s accounts carry neither. Leave this out.`,
  disparaging_words: (issue) =>
    `${placeOf(issue)} sound as if they run somebody down. Say it more kindly, or say why it is right as it is.`,
  disparaging_to_confirm: (issue) =>
    `${placeOf(issue)} may hurt somebody’s good name. Leave this out, or the headteacher has to confirm that it runs nobody down.`,
  strong_language: (issue) =>
    `${placeOf(issue)} hold language that the school never posts, however it is written. Take it out.`,
  strong_language_quoted: (issue) =>
    `${placeOf(issue)} quote strong language. Leave it out, or the headteacher has to agree that the text needs it.`,
  mild_language: (issue) =>
    `${placeOf(issue)} hold a word that some families may mind. You can go on; without it nobody will.`,
  sarcasm: (issue) =>
    `${placeOf(issue)} may be meant the other way round, and not everyone will read it so. Say it plainly.`,
  characteristic_named: (issue) =>
    `${placeOf(issue)} name a religion, a belief or something else that the law protects. That is no reason to stop; the headteacher reads it once more.`,
  said_of_people: (issue) =>
    `${placeOf(issue)} say what people are or believe. Nothing is wrong with that; whoever approves it reads this once more.`,
  first_person: (issue) =>
    `${placeOf(issue)} speak as one person, but the account speaks for the school. Say “we” and “our”.`,
  own_opinion: (issue) =>
    `${placeOf(issue)} give somebody’s own view, but the account speaks for the school. Leave it out.`,
  side_taken: (issue) =>
    `${placeOf(issue)} take a side in party politics, which a school does not. Take it out.`,
  side_taken_near_election: (issue) =>
    `${placeOf(issue)} take a side in party politics, and an election is near. It cannot go out. Take it out.`,
  party_named: (issue) =>
    `${placeOf(issue)} name a party or a politician. You can go on if it takes no side; whoever approves it looks again.`,
  party_near_election: (issue) =>
    `${placeOf(issue)} name a party or a politician while an election is near. Leave it out, or post it after the election.`,
  politician_named: (issue) =>
    `${placeOf(issue)} tell of somebody who holds political office. You can go on if it takes no side.`,
  politician_near_election: (issue) =>
    `${placeOf(issue)} tell of somebody who holds political office while an election is near. Post it after the election.`,
  borrowed_words: (issue) =>
    `${placeOf(issue)} hold ${WHAT[String(issue.context['what'])] ?? 'words from elsewhere'}. The author ticks that it is exact and may be used.`,
  borrowed_without_source: (issue) =>
    `${placeOf(issue)} hold ${WHAT[String(issue.context['what'])] ?? 'words from elsewhere'}, and do not say where it is from. Name the source; the author ticks that it may be used.`,
  trademark: (issue) =>
    `${placeOf(issue)} hold a name or slogan that belongs to somebody else. Leave it out, or ask the office to record the permission in writing; until then the headteacher decides.`,
  trademark_permitted: (issue) =>
    `${placeOf(issue)} hold a name or slogan that belongs to somebody else, and a permission in writing covers it. Check that this post is what was permitted.`,
  trademark_never: (issue) =>
    `${placeOf(issue)} hold a name or slogan that belongs to somebody else, and your trust uses none. Take it out.`,
  slogan: (issue) => `${placeOf(issue)} hold a slogan that belongs to a company. Say it in your own words.`,
};
