// Titles before adults' names, names that belong to stories, history and everybody, and words for jobs that one person does (R-50).

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Before a surname: somebody who works here or belongs to a family, unless it is one of {@link EVERYBODYS}. */
export const TITLES = words('mr mrs ms miss mx dr rev reverend');
/** Before a name that the school knows only: knights, professors and priests in posts are mostly public people. */
export const PUBLIC_TITLES = words('sir dame prof professor lord lady father sister brother captain coach');

/** After a title, people of stories, songs, shops and history. */
export const EVERYBODYS = words(
  `men man bean claus christmas whippy tumble benn bump bloom fox badger toad mole tiggywinkle tiggy twit twits trunchbull honey wormwood
  wonka gum stink bump happy funny tickle strong messy greedy grumpy bounce small silly rush potato kipling motivator incredible
  brightside darcy bennet bingley elton knightley collins wickham weston rochester marple havisham pumblechook jaggers hyde jekyll
  scrooge cratchit fezziwig birling sheila gerald eva smith-on-the-hill twit hoppy wolf rabbit bear big fixit maker
  seuss who watson frankenstein dolittle foster barnardo barnardos jenner martens luther king strange zhivago livingstone nightingale
  pankhurst parks seacole piggy muffet polly saigon universe world piglet pepperpot doubtfire beeton doyle tumnus beaver beavers
  gandhi mandela attenborough newton`,
);
/** Before “Miss” and after it, a verb or a missed chance. */
export const MISS_BEFORE = words(
  'dont not never to will ll wont cant cannot we you they would id youd just might hit near could shouldnt didnt i and or',
);
export const MISS_AFTER = words(
  'out this it the our your you any a an out on these those them that us me him her',
);

/** What one person in a school does; whoever reads it knows who. */
export const JOBS = [
  'headteacher',
  'head teacher',
  'headmaster',
  'headmistress',
  'executive head',
  'executive headteacher',
  'acting head',
  'head of school',
  'principal',
  'deputy head',
  'deputy headteacher',
  'assistant head',
  'senco',
  'sendco',
  'special needs coordinator',
  'caretaker',
  'site manager',
  'premises manager',
  'business manager',
  'chair of governors',
  'vice chair of governors',
  'school nurse',
  'school cook',
  'head cook',
  'school librarian',
  'lollipop lady',
  'lollipop man',
  'receptionist',
  'designated safeguarding lead',
  'safeguarding lead',
  'attendance officer',
  'school counsellor',
  'school chaplain',
  'data protection officer',
] as const;
