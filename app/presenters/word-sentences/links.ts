// What is said of links, of shared posts, of one text on two accounts, and of what X counts (T-18, T-23).
import { placeOf, type TextSentences } from './said.ts';

/** Why a look at a link was given up, by code. */
const REFUSED: Readonly<Record<string, string>> = {
  not_https: 'leads on to a page that is not protected (http, not https)',
  private_address: 'leads to a machine that is not on the public internet',
  odd_address: 'leads on to an address in a form that honest websites do not use',
  too_many_redirects: 'leads from one page to the next and never arrives',
  bad_certificate: 'leads to a website that cannot prove it is what it says',
};

export const LINK_SENTENCES: TextSentences = {
  link_scheme: (issue) =>
    `An address in ${inside(issue)} does not open a web page, but may run something on a reader’s device. Take it out.`,
  link_unreadable: (issue) =>
    `An address in ${inside(issue)} is none that a browser can open. Copy it again from the page itself.`,
  link_disguised: (issue) =>
    `An address in ${inside(issue)} pretends to be another one. Do not open it; type the real address yourself, or take it out.`,
  link_to_a_machine: (issue) =>
    `An address in ${inside(issue)} leads to a single machine, not to a website that everyone can open. Use the address of a public page.`,
  link_port: (issue) =>
    `An address in ${inside(issue)} uses a door that public websites do not use. Use the address of a public page.`,
  link_not_https: (issue) =>
    `A link in ${inside(issue)} is not protected: it begins with http, not https. Use the https address; nearly every website has one.`,
  link_forbidden_site: (issue) =>
    `A link in ${inside(issue)} leads to a website that no school shows. Take it out, and check where it came from.`,
  link_shortener: (issue) =>
    `A short address in ${inside(issue)} hides where it leads and can be changed later. Open it and use the full address instead; X counts every link the same.`,
  link_by_accident: (issue) =>
    `X would make a link of two words in ${inside(issue)}, because no space follows the full stop. Put a space in.`,
  link_new_site: (issue) =>
    `A link in ${inside(issue)} leads to a website that is not on your trust’s list. You can send it; the headteacher must look at the page and let it stand.`,
  link_list_page: (issue) =>
    `A link in ${inside(issue)} leads to a page of other links, which can change at any time. Link to the page you mean.`,
  link_refused: ({ context }) =>
    `A link ${REFUSED[String(context['why'])] ?? 'could not be followed safely'}. Use another address, or take it out.`,
  link_changed: () =>
    'A link leads to another website now than when this post was approved. Look where it goes, then change it or take it out.',
  link_leads_to_forbidden_site: () =>
    'A link leads on to a website that no school shows. Take it out, and check where it came from.',
  link_leads_to_new_site: () =>
    'A link leads on to another website, which is not on your trust’s list. You can send it; the headteacher must look at the page and let it stand.',
  link_never_reached: () =>
    'A link could not be opened when we looked, so nobody knows where it leads. Check the spelling. If it is right, you can send it; the headteacher must open it and let it stand.',
  link_not_reached: () =>
    'A link that worked before could not be opened just now. The website may be down for a while; open it once more.',
  shared_post_removed: () =>
    'This links to a post that was taken down. What came down does not come back: take the link out.',
  shared_post_not_agreed: () =>
    'This links to a post with pupils who may not be shown by this one. Take the link out.',
  shared_post_of_another_school: () =>
    'This shows a post of another school in your trust, with its pupils. The headteacher must ask that school whether they may be shown here, and let it stand.',
  shared_post_known: () =>
    'This shows another post below yours. Read it and look at its photos as they stand now: everyone sees them as part of this one.',
  shared_post_of_stranger: () =>
    'This shows a post from an account that is neither ours nor a partner’s. You can send it; the headteacher must read that post, look at its photos and let it stand.',
  same_words_elsewhere: () =>
    'The same words are on another account of your trust already. X forbids that and may close both accounts. Write it in your own words, or repost the other post on X.',
  nearly_same_words_elsewhere: () =>
    'Nearly the same words are on another account of your trust already. X forbids that and may close both accounts. Write it in your own words, or repost the other post on X.',
  second_cashtag: () => 'X takes only one word with a dollar sign ($) in a post. Take the sign off this one.',
};

/** "the words", "the description of photo 2" */
const inside = (issue: Parameters<typeof placeOf>[0]): string => {
  const place = placeOf(issue);
  return place.charAt(0).toLowerCase() + place.slice(1);
};
