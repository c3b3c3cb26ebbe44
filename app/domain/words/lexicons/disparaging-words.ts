// How people are run down, and who they are. Only words that say something bad of somebody stand here; what is merely sad or
// hard (poor, slow, tough) is left out, because schools write of weather, hills and the Victorians every week.

/** Goes up whenever a word comes in, goes out or changes its weight. */
export const DISPARAGING_VERSION = 2;

const words = (text: string): string[] => text.trim().split(/\s+/u);
const phrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Said of a person, a school or a company, these accuse or insult. */
export const STRONGLY_DISPARAGING: readonly string[] = [
  ...words(`
    stupid useless hopeless pathetic disgraceful incompetent lazy corrupt dishonest clueless spineless gutless shameful shameless worthless
    worst atrocious appalling despicable vile disgusting cheating lying thieving crooked biased bent negligent abusive racist sexist
    cowardly arrogant ignorant moronic idiotic brainless talentless gormless feckless shambolic unfit toxic bullying cruel nasty thuggish
    feral inept laughable dire scummy
    cheats cheat cheaters cheater liars liar thieves thief crooks crook bullies bully thugs thug frauds fraud cowards coward idiots
    idiot morons moron losers loser clowns clown snobs snob scroungers
  `),
  ...phrases(`
    a joke
    a nightmare
    nightmares
    a liability
    a disgrace
    a shambles
    a laughing stock
    an embarrassment
    not fit to teach
    not fit to run
    not fit for purpose
    a waste of space
    a waste of time
    a waste of money
    good for nothing
    sore losers
    sore loser
    bad losers
    bad loser
    out of their depth
    out of his depth
    out of her depth
    power mad
    money grabbing
    stuck up
    work shy
  `),
];

/** These find fault, and may be meant kindly or be true: the author says why. */
export const MILDLY_DISPARAGING: readonly string[] = words(`
  rude unhelpful unprofessional careless thoughtless selfish unfair unkind bad terrible awful dreadful rubbish boring weak mediocre
  unreliable disorganised disruptive ungrateful inconsiderate irresponsible unsporting unsportsmanlike disappointing disrespectful
  failing second-rate overpaid
`);

/** What somebody is said to have done. */
export const MISDEEDS: readonly string[] = phrases(`
  cheated
  cheat
  cheats
  lied
  lies to
  lied to
  stole from
  conned
  swindled
  ripped off
  overcharged
  let us down
  lets us down
  let our pupils down
  let our children down
  let their pupils down
  dont care
  do not care
  couldnt care less
  could not care less
  cant be bothered
  cannot be bothered
  couldnt be bothered
  cant teach
  cannot teach
  couldnt teach
  couldnt organise
  ruined our
  covered it up
  covered up
  should be ashamed
  ought to be ashamed
  should be sacked
  should be fired
  should resign
  bullied our
  should know better
  were a disgrace
  was rubbish
  were rubbish
  is rubbish
  are rubbish
  was terrible at
  were terrible at
  know nothing
  knows nothing
  havent a clue
  hasnt a clue
`);

/** Whole phrases that run somebody down whoever it is. */
export const INSULTS: readonly string[] = phrases(`
  shame on
  sack the head
  sack the headteacher
  sack the teacher
  sack the lot
  worst school in
  worst school ever
  worst teacher ever
  worst headteacher
  worst parents
  what a joke of a school
  joke of a school
  joke of a company
  excuse for a school
  excuse for a teacher
  excuse for a team
  excuse for a parent
  bunch of losers
  bunch of cheats
  bunch of idiots
  bunch of liars
  bunch of cowards
  bunch of thugs
  bunch of clowns
  cheating scum
  were robbed by the referee
  was paid off
  on the take
  take your child elsewhere
  dont send your child
  do not send your child
  would not send a dog
  couldnt run a bath
  couldnt organise a
  drag the school down
  bringing the school into disrepute
`);

/** Whom it must not be said of: ourselves, those who belong to us, those we play, hire or answer to. */
export const PEOPLE_AROUND: readonly string[] = [
  ...words(`
    school schools trust academy academies college nursery primary secondary
    pupil pupils student students child children kids kid boys girls class classes
    parent parents carer carers mum mums dad dads families family
    teacher teachers staff ta tas head headteacher headteachers principal deputy governor governors trustee trustees caretaker
    secretary lunchtime supervisors
    referee referees ref umpire umpires linesman coach coaches opponents opposition opponent side team teams players
    driver drivers caterer caterers company companies supplier suppliers provider providers contractor contractors builders firm
    council councillors ofsted inspector inspectors inspection mp neighbours residents
  `),
];

/** What may stand between the word and whom it is said of: "lazy Year 9 parents". */
export const BETWEEN: ReadonlySet<string> = new Set(
  words(`
    year reception nursery primary secondary high local football rugby netball hockey cricket basketball tennis rival old young some of
    these those our your their the supply head teaching support coach bus catering school other new so called lunch dinner office visiting
    away home opposing whole bunch lot set group little and from at over
  `),
);
