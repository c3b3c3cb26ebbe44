// Words that end the name of a street, and numbers with a street that are known the world over.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** After a number and a name these are a street, and hardly anything else. */
export const STREETS = words(
  `street st road rd lane ln avenue ave crescent cres terrace gardens gdns grove mews boulevard blvd cottages villas`,
);
/** These are other things too: only after a name with a capital, and where nothing else was counted. */
export const STREETS_WITH_CAPITALS = words(
  'close drive dr court place square parade rise row hill way walk view green park',
);
/** Before the number: other things are counted. */
export const COUNTS_BEFORE = words(
  'year years yr y class ks stage form set no1 group team day week room page chapter top best over under about around route bus line',
);
/** Between the number and the street: something was counted, and no street named. */
export const COUNTED = words(
  'day days week weeks mile miles minute minutes metre metres meter meters year years hour hours km m people pupils children pounds star',
);
/** The same, where written small: `2 way street`. */
export const NO_NAME = words(
  'way lane more new busy long short hard old peaks of the a in on to from along down up for and or at',
);
/** As number and name: they belong to nobody we know. */
export const KNOWN_ADDRESSES = words('10-downing 11-downing 12-downing 221b-baker 4-privet 52-festive');
