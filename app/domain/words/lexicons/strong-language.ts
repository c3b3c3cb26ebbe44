// Words and phrases that a school's account never sends: obscene words, slurs, threats and bullying. They stand here plainly,
// because a list that hides what it looks for cannot be read, corrected or argued about; nothing shows them to anyone. Whole words
// only; plurals and forms are written out, because an open ending would catch names (Shital, Ishita) and places.

/** Goes up whenever a word comes in, goes out or changes its weight. */
export const STRONG_LANGUAGE_VERSION = 2;

const words = (text: string): string[] => text.trim().split(/\s+/u);
const phrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const OBSCENE = words(`
  fuck fucks fucked fucker fuckers fucking fuckin fuckinell fuckoff fuckyou fuckup fuckups fuckwit fuckwits fuckface fuckhead fucknut
  fucktard fuckery fuckable fucky unfuck mindfuck clusterfuck headfuck motherfucker motherfuckers motherfucking motherfuck mofo
  fcuk fcuking fuker fuking fukin phuck phucking fck fcking fking fkn fkin fxck
  shit shits shitty shitting shite shites shithead shitheads shithole shitholes shitshow shitface shitfaced shitbag shitbags shitload
  shitloads shitstorm shithouse shitless shitpost shitposting shitlist shitter gobshite gobshites bullshit bullshitter bullshitting
  horseshit dogshit
  batshit apeshit dipshit dipshits
  shyt
  cunt cunts cunting cunty kunt
  bollocks bollox bollock bollocking
  wank wanks wanker wankers wanking wanky wankstain wankpuffin
  twat twats twatting twatted twatwaffle
  arsehole arseholes asshole assholes arsewipe asswipe asshat dumbass dumbasses fatass
  dickhead dickheads dickwad dickface knobhead knobheads knobend bellend bellends cockhead cocksucker cocksuckers cockwomble cumdump
  bastard bastards
  prick pricks
  tosser tossers
  bitch bitches bitching bitchy bitchez biatch
  pissed pissing pisser pissoff pisshead piss
  whore whores whorish manwhore slut sluts slutty sluttish slutshaming skank skanks skanky
  cumshot cumshots jizz jizzed spunked
  blowjob blowjobs handjob handjobs rimjob footjob deepthroat gangbang gangbanged bukkake creampie
  wtf wtaf stfu gtfo omfg kys milf milfs gilf dilf
  porno porny pornhub pornographic pornstar hentai dickpic dickpics
  dildo dildos buttplug fleshlight strapon tosspot tosspots clunge punani fannyflaps
  paedo paedos pedo pedos kiddyfiddler nonce nonces
`);

const SLURS = words(`
  nigger niggers nigga niggas niggah nigguh niggaz nigr
  paki pakis pakibashing
  coon coons wog wogs
  chink chinks chinky chinkies chinkie gook gooks zipperhead slanteye slanteyed
  spic spics wetback wetbacks beaner beaners dago dagos wop wops
  kike kikes yid yids yiddo heeb hymie
  raghead ragheads towelhead towelheads cameljockey muzzie muzzies muzrat
  kaffir kaffirs sambos darkie darkies darky jigaboo piccaninny pickaninny junglebunny
  pikey pikeys gyppo gyppos gypo gypos pikies
  faggot faggots fag fags faggy poofter poofters poofy battyboy battyman bumboy bumboys bumder bumders shirtlifter shirtlifters
  lezza lezzas lezzer lezzers lesbo lesbos dykey rugmuncher carpetmuncher
  tranny trannies trannys shemale shemales ladyboy ladyboys
  retard retards retarded tard tards libtard spastic spastics spaz spazz spazzy spazzed spacker spackers spakka spacka flid flids
  mongoloid mongoloids windowlicker windowlickers
  negroid injun injuns polack polacks wigger wiggers sheepshagger sheepshaggers
`);

const SLUR_PHRASES = phrases(`
  jungle bunny
  jungle bunnies
  porch monkey
  sand nigger
  camel jockey
  curry muncher
  slant eyes
  slant eyed
  window licker
  window lickers
  batty boy
  batty boys
  batty man
  bum boy
  bum boys
  chi chi man
  shirt lifter
  carpet muncher
  rug muncher
  ginger minger
  dirty gypsy
  dirty gypsies
  dirty jew
  dirty jews
  dirty immigrant
  dirty immigrants
  thats so gay
  that so gay
  he so gay
  she so gay
  youre so gay
  thats gay
  send them back where they came from
  go back to your own country
  go back to where you came from
`);

const OBSCENE_PHRASES = phrases(`
  blow job
  hand job
  rim job
  son of a bitch
  piece of shit
  eff off
  effing hell
  sod off and die
  kiss my arse
  kiss my ass
  lick my arse
  dick pic
  dick pics
  send nudes
  suck my dick
  suck my cock
  piss off
  pissed off
  take the piss
  taking the piss
  cock sucker
  bell end
  knob head
  dick head
  arse hole
  ass hole
  mother fucker
  fudge packer
  kiddy fiddler
  gang bang
  tea bagging
`);

const THREATS = phrases(`
  i will kill you
  ill kill you
  im going to kill you
  going to kill you
  gonna kill you
  want to kill you
  we will kill you
  find you and kill you
  find you and hurt you
  hunt you down
  kill yourself
  kill yourselves
  go and die
  go die
  hope you die
  hope he dies
  hope she dies
  hope they die
  you deserve to die
  youre dead meat
  you are dead meat
  hang yourself
  slit your wrists
  slit your throat
  stab you
  shoot you dead
  shoot up the school
  burn the school down
  burn down the school
  beat you up
  batter you
  kick your head in
  kick his head in
  kick her head in
  smash your face
  smash your face in
  smash your head in
  smash his face in
  smash her face in
  punch your face
  punch you in the face
  break your legs
  break your neck
  break your jaw
  knock your teeth out
  we know where you live
  i know where you live
  burn in hell
  rot in hell
  come and get you after school
  rape you
  rape her
  rape him
`);

const BULLYING = phrases(`
  nobody likes you
  no one likes you
  noone likes you
  everyone hates you
  everybody hates you
  everyone hates him
  everyone hates her
  nobody wants you here
  no one wants you here
  no one cares about you
  the world would be better without you
  go cry to your mum
  fat bitch
  ugly bitch
  stupid bitch
  lard arse
  fat arse
  fat ass
  you fat
  you ugly
  you stupid
  fatso
  fatsos
  fatties
  waste of oxygen
  waste of skin
  oxygen thief
`);

/** Single words, found disguised as well. */
export const STRONG_WORDS: readonly string[] = [...new Set([...OBSCENE, ...SLURS])];

/** Phrases of several words. */
export const STRONG_PHRASES: readonly string[] = [
  ...OBSCENE_PHRASES,
  ...SLUR_PHRASES,
  ...THREATS,
  ...BULLYING,
];

/** Pictures that say the same. */
export const STRONG_PICTURES: readonly string[] = ['🖕'];
