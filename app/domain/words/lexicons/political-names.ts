// Parties and politicians by name, and the words that take their side. Names that are everyday words too count only beside words
// of politics.

/** Goes up whenever a name comes in or goes out; after every election somebody looks through it. */
export const POLITICAL_VERSION = 1;

const phrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Nothing else is called so. */
export const PARTIES: readonly string[] = phrases(`
  labour party
  conservative party
  conservative and unionist party
  tory
  tories
  tory party
  lib dem
  lib dems
  libdem
  libdems
  liberal democrat
  liberal democrats
  green party
  reform uk
  reform party
  ukip
  uk independence party
  brexit party
  scottish national party
  snp
  plaid cymru
  sinn fein
  dup
  democratic unionist party
  ulster unionist party
  sdlp
  alliance party
  co operative party
  workers party
  socialist workers party
  socialist party
  communist party
  monster raving loony
  women s equality party
  britain first
  english defence league
  bnp
  british national party
  momentum movement
  keir starmer
  kemi badenoch
  ed davey
  nigel farage
  rishi sunak
  boris johnson
  liz truss
  jeremy corbyn
  carla denyer
  zack polanski
  john swinney
  nicola sturgeon
  rhun ap iorwerth
  donald trump
  joe biden
  kamala harris
`);

/** Written with a capital, these may be parties. */
export const MAYBE_PARTIES: readonly string[] = phrases(`
  labour
  conservatives
  conservative
  greens
  liberals
  reform
  plaid
`);

/** Innocent uses of such a name. */
export const NO_PARTY: readonly string[] = phrases(`
  labour day
  labour of love
  labours of love
  labour exchange
  labour exchanges
  labour ward
  labour pains
  labour camp
  labour camps
  child labour
  hard labour
  slave labour
  labours of hercules
  twelve labours
  conservative estimate
  conservative estimates
  conservatively
  conservative with
  green team
  liberal arts
  prison reform
  great reform act
  reform act
  reform acts
  social reform
  reform school
  reform movement
  reform judaism
  reform synagogue
  plaid shirt
  plaid skirt
`);

/** What makes such a name a party's. */
export const POLITICS: readonly string[] = phrases(`
  mp
  mps
  councillor
  councillors
  cllr
  candidate
  candidates
  party
  government
  opposition
  election
  by election
  manifesto
  poll
  polls
  ballot
  minister
  leader
  vote
  votes
  voted
  voting
  campaign
  campaigning
  parliament
  westminster
  senedd
  holyrood
  policy
  policies
  austerity
`);

/** Taking a side, when a party or politician stands close behind or before. */
export const TAKING_SIDES: readonly string[] = phrases(`
  vote
  vote for
  vote against
  votes for
  voting
  voting for
  dont vote
  never vote
  support
  supports
  supporting
  we support
  back
  backs
  backing
  elect
  re elect
  join
  campaign for
  campaigning for
  canvassing for
  endorse
  endorses
  endorsing
  thank goodness for
  proud of
  hooray for
  well done to
  congratulations to
  never trust
  get rid of
  kick out
  vote out
  down with
  shame on
  blame
  only
  fed up with
  sick of
  the damage done by
  let down by
  betrayed by
`);

/** Said of a party or politician behind it. */
export const SIDES_AFTER: readonly string[] = phrases(`
  out
  has the right idea
  have the right idea
  will fix
  will save
  has failed
  have failed
  has let us down
  have let us down
  is best
  are best
  is the best
  are the best
  for the win
  all the way
  gets our vote
  get our vote
  is right
  are right
  is wrong
  are wrong
  has ruined
  have ruined
  is destroying
  are destroying
  should win
  must win
  must go
  should resign
  has our support
  have our support
  is a disgrace
  are a disgrace
  dont care about
  cares about schools
  care about schools
`);

/** Sides taken without a name. */
export const BY_ITSELF: readonly string[] = phrases(`
  vote them out
  vote green for
  get the government out
  tories out
  kick the tories out
  get brexit done
  stop brexit
  make brexit work
  use your vote to
  make your vote count for schools
  vote for school funding
  our chosen candidate
  make america great again
  take back control
  scrap the bedroom tax
`);

/** Politicians in office, by their office. */
export const OFFICES: readonly string[] = phrases(`
  our mp
  local mp
  mp
  mps
  member of parliament
  members of parliament
  councillor
  councillors
  cllr
  prime minister
  education secretary
  education minister
  schools minister
  secretary of state
  chancellor of the exchequer
  cabinet minister
  parliamentary candidate
  msp
  police and crime commissioner
`);
