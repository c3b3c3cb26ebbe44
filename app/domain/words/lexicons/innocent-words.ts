// What a word of the language lists is quite innocently part of: birds, dishes, dogs, places, people of history and turns of phrase.
// A word inside one of these is not found; a lexicon without them cries wolf on every nature walk.

/** Goes up with the language lists it belongs to. */
export const INNOCENT_VERSION = 1;

const phrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Nothing is said of these at all. */
export const INNOCENT: readonly string[] = phrases(`
  great tit
  great tits
  blue tit
  blue tits
  coal tit
  coal tits
  marsh tit
  marsh tits
  willow tit
  willow tits
  crested tit
  crested tits
  bearded tit
  bearded tits
  long tailed tit
  long tailed tits
  tit for tat
  tit box
  tit boxes
  tit family
  tits and finches
  finches and tits
  tits and robins
  robins and tits
  blue footed booby
  dick whittington
  dick turpin
  dick king smith
  dick van dyke
  dick bruna
  dick dastardly
  dick tracy
  dick francis
  dick and dora
  moby dick
  spotted dick
  every tom dick and harry
  tom dick and harry
  clever dick
  cock a doodle
  cock robin
  cock and bull
  cock of the walk
  cock crowed
  cock crows
  cock pheasant
  cock sparrow
  ball cock
  weather cock
  half cock
  maine coon
  maine coons
  chink in
  chinks in
  chink of
  chinks of
  faggots and peas
  faggots and mash
  faggots with
  faggots in
  pork faggots
  faggots and gravy
  bundle of faggots
  faggots for the fire
  bundles of faggots
  fag end
  kaffir lime
  slag heap
  slag heaps
  blast furnace slag
  iron and slag
  slag from
  offas dyke
  offa dyke
  devils dyke
  devil dyke
  devils dykes
  wats dyke
  fosse dyke
  foss dyke
  car dyke
  fleam dyke
  van dyke
  dyke road
  dyke path
  homo sapiens
  homo erectus
  homo habilis
  homo neanderthalensis
  homo ludens
  homo naledi
  rio negro
  negro league
  negro leagues
  william the bastard
  bastard toadflax
  bastard sword
  bloody mary
  bloody sunday
  bloody assizes
  bloody tower
  bloody code
  damn yankees
  cum laude
  magna cum laude
  summa cum laude
  cum hardy
  cum quy
  pond scum
  soap scum
  midget gem
  midget gems
  stupid boy
  dumb bell
  dumb bells
  dumb waiter
  american idiot
  good loser
  good losers
  gracious loser
  gracious losers
  no losers
  winners and losers
  biggest loser
  freak weather
  freak storm
  freak wave
  freak result
  freaky friday
  le freak
  door knob
  knob of butter
  knob of ginger
  knobs and dials
  dials and knobs
  door knobs
  bedknobs
  knobs and broomsticks
  pricked up
  prick your
  prick the
  prick out
  prick up
  pin prick
  pricks his finger
  pricks her finger
  fanny price
  fanny hill
  fanny burney
  fanny mendelssohn
  fanny blankers koen
  fanny cradock
  fanny brawne
  fanny brice
  horny goat
  horny toad
  wild ass
  wild asses
  an ass and a colt
  ass and a colt
  ox and ass
  ox and the ass
  the ox and ass
  head of an ass
  head of ass
  bottom as an ass
  the law is an ass
  spastic diplegia
  spastic hemiplegia
  spastic quadriplegia
  spastic cerebral palsy
  spastics society
  for the nonce
  coin tosser
  prick up
  pricks up
  prick the
  prick a
  prick your
  prick his
  prick her
  prick holes
  prick test
  prick tests
  pin prick
  pin pricks
  finger prick
  finger pricks
  needle prick
  pancake tosser
  pancake tossers
  caber tosser
  caber tossers
  git commit
  git and github
  using git
  with git
  cripple creek
  doesnt kill you
  does not kill you
  wont kill you
  wouldnt kill you
  didnt kill you
  not going to kill you
  isnt going to kill you
  shut up shop
  get lost in a book
  get lost in books
  get lost in a good book
  get lost in reading
  get lost in the
  get lost in
  dont get lost
  did not get lost
  didnt get lost
  not get lost
  never get lost
`);

/** These are innocent too, but read twice by anyone: pointed out in place of stopping. */
export const NEARLY_INNOCENT: readonly string[] = phrases(`
  pussy willow
  pussy willows
  pussy cat
  pussy cats
`);
