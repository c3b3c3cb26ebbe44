// Words that a school's account does better without, and turns of phrase that are meant the other way round: pointed out, never
// stopped.

/** Goes up whenever a word comes in, goes out or changes its weight. */
export const MILD_LANGUAGE_VERSION = 1;

const words = (text: string): string[] => text.trim().split(/\s+/u);
const phrases = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Single words, found disguised as well. */
export const MILD_WORDS: readonly string[] = words(`
  arse arses arsed ass bugger buggers buggered buggering bloody damn damned dammit damnit goddamn crap crappy crapping
  cock cocks dick dicks knob knobs tit tits titty titties boob boobs fanny fannies pussy pussies cum fuk fuks
  feck fecking fecker turd turds slag slags slapper slappers bint bints minger mingers minging munter munters minge
  sexy horny boner boners porn nude nudes orgasm orgasms ejaculate ejaculated masturbate masturbates masturbated masturbation onlyfans
  git gits pillock pillocks plonker plonkers prat prats numpty numpties
  idiot idiots idiotic moron morons moronic imbecile imbeciles cretin cretins dimwit dimwits halfwit thicko thickos
  stupid dumb loser losers weirdo weirdos freak freaks psycho psychos nutter nutters nutcase schizo loony loonies
  cripple cripples midget midgets mong mongs homo homos dyke dykes queers sambo golliwog golliwogs negro negroes mulatto mulattos
  kraut krauts japs chav chavs scum scumbag scumbags badass jackass smartass kickass
  ffs fml jfc lmao lmfao pmsl frigging friggin freaking effing
`);

export const MILD_PHRASES: readonly string[] = phrases(`
  shut up
  shut your mouth
  get lost
  go to hell
  what the hell
  who the hell
  hell yeah
  for gods sake
  for god sake
  for christs sake
  for christ sake
  sod off
  sod it
  sod all
  sods law
  sod law
  sucks to be
  this sucks
  that sucks
  it sucks
  you suck
  they suck
  nobody likes him
  nobody likes her
  stab him
  stab her
  stab them
  beat him up
  beat her up
  watch your back
  silly cow
  stupid cow
  half caste
  half breed
  coloured people
  coloured person
  coloured children
  coloured child
  four eyes
  pain in the arse
  pain in the ass
  kick their ass
  kicked ass
  up the duff
`);

/** Meant the other way round: a reader in a bad moment takes it for what it says, or for what it means. */
export const SARCASM: readonly string[] = phrases(`
  yeah right
  yeah sure
  oh sure
  sure jan
  well that went well
  that went well not
  oh great another
  oh joy
  oh the irony
  oh how we laughed
  thanks for nothing
  thanks a bunch
  big surprise
  what a shocker
  surprise surprise
  to the surprise of nobody
  to nobodys surprise
  to nobody surprise
  to no ones surprise
  to no one surprise
  said no one ever
  said nobody ever
  cough cough
  slow clap
  eye roll
  eyeroll
  how original
  how very original
  as if that would ever
  good luck with that
  dont hold your breath
  not holding our breath
  not holding my breath
  what could possibly go wrong
  because of course
  colour me surprised
  cry me a river
`);

/** Pictures that roll their eyes or make a fool of somebody. */
export const SARCASTIC_PICTURES: readonly string[] = ['🙄', '🤡', '🙃', '💩'];
