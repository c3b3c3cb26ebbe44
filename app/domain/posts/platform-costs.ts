// What X charges an account's owner for one post through its interface, in US dollars, as X's price list has stood since 20 April 2026.

/** A post without a link, and one with any number of links. A bare address such as `school.sch.uk` counts as one. */
export const POST_COSTS_USD = { plain: 0.015, withLink: 0.2 } as const;
