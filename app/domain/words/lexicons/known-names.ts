// Names that everybody knows, in which a forename means no pupil: people of history, arts, science and sport whom schools teach, people
// and titles of books, plays and songs, and things called after somebody. Only whole names: a pupil of that very name is found by the
// check of full names all the same.

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** People of whom there is one, by forename and surname. */
const PEOPLE = linesOf(`
florence nightingale
mary seacole
edith cavell
ada lovelace
grace hopper
grace darling
rosa parks
martin luther king
emmeline pankhurst
sylvia pankhurst
emily davison
anne frank
harriet tubman
marie curie
mary anning
rosalind franklin
jane goodall
amelia earhart
amy johnson
helen keller
louis braille
guy fawkes
samuel pepys
thomas farriner
isaac newton
charles darwin
charles dickens
albert einstein
alan turing
stephen hawking
tim berners-lee
george stephenson
isambard kingdom brunel
james watt
thomas edison
alexander graham bell
alexander fleming
edward jenner
joseph lister
louis pasteur
neil armstrong
buzz aldrin
yuri gagarin
tim peake
helen sharman
mae jemison
katherine johnson
christopher columbus
captain james cook
francis drake
walter raleigh
marco polo
ernest shackleton
robert falcon scott
edmund hillary
tenzing norgay
ibn battuta
nelson mandela
malala yousafzai
greta thunberg
david attenborough
mahatma gandhi
winston churchill
abraham lincoln
george washington
barack obama
martin luther
henry moore
thomas cromwell
oliver cromwell
anne boleyn
jane seymour
catherine of aragon
catherine howard
catherine parr
lady jane grey
mary queen of scots
william wallace
robert the bruce
owain glyndwr
llywelyn the great
king arthur
robin hood
dick turpin
jack the ripper
william the conqueror
richard the lionheart
alfred the great
edward the confessor
robert burns
rabbie burns
dylan thomas
william shakespeare
william wordsworth
william blake
christina rossetti
edward lear
lewis carroll
roald dahl
quentin blake
julia donaldson
axel scheffler
michael rosen
michael morpurgo
jacqueline wilson
malorie blackman
benjamin zephaniah
maya angelou
carol ann duffy
simon armitage
joseph coelho
david walliams
jeremy strong
anthony browne
oliver jeffers
jane austen
emily bronte
charlotte bronte
anne bronte
mary shelley
george orwell
john steinbeck
harper lee
robert louis stevenson
arthur conan doyle
enid blyton
beatrix potter
eric carle
philip pullman
alan garner
katherine rundell
onjali rauf
jamie oliver
claude monet
vincent van gogh
leonardo da vinci
pablo picasso
frida kahlo
henri matisse
henri rousseau
andy warhol
georgia o'keeffe
david hockney
barbara hepworth
william morris
joan miro
paul klee
paul cezanne
jackson pollock
bridget riley
alma thomas
ella fitzgerald
louis armstrong
nina simone
duke ellington
billie holiday
johann sebastian bach
george frideric handel
ludwig van beethoven
edward elgar
clara schumann
gustav holst
benjamin britten
michael jackson
freddie mercury
david bowie
elton john
taylor swift
ed sheeran
harry styles
paul mccartney
john lennon
jesse owens
mo farah
jessica ennis
usain bolt
marcus rashford
harry kane
leah williamson
lewis hamilton
andy murray
emma raducanu
tom daley
joe wicks
guy martin
muhammad ali
saint david
saint george
saint andrew
saint patrick
mother teresa
john the baptist
mary and joseph
`);

/** Those of books, plays, films and songs, and what these are called. */
const STORIES = linesOf(`
harry potter
ron weasley
hermione granger
tom gates
horrid henry
perfect peter
percy jackson
tracy beaker
hetty feather
matilda wormwood
bruce bogtrotter
charlie bucket
willy wonka
charlie and the chocolate factory
charlie and the great glass elevator
james and the giant peach
george's marvellous medicine
georges marvellous medicine
danny the champion of the world
alice in wonderland
alice through the looking glass
alices adventures in wonderland
peter pan
captain hook
tinker bell
peter rabbit
benjamin bunny
jemima puddle-duck
tom kitten
peter and the wolf
winnie the pooh
christopher robin
mary poppins
billy elliot
oliver twist
david copperfield
ebenezer scrooge
tiny tim
jacob marley
bob cratchit
jane eyre
emma woodhouse
elizabeth bennet
sherlock holmes
robinson crusoe
tom sawyer
huckleberry finn
huck finn
anne of green gables
goodnight mister tom
goodnight mr tom
romeo and juliet
antony and cleopatra
julius caesar
henry v
king lear
lady macbeth
dorian gray
daisy buchanan
jay gatsby
scout finch
atticus finch
curleys wife
sheila birling
eva smith
eric birling
john proctor
jack and the beanstalk
jack and jill
jack be nimble
jack horner
jack sprat
jack frost
polly put the kettle on
georgie porgie
mary mary quite contrary
mary had a little lamb
lucy locket
bobby shafto
simple simon
humpty dumpty
tom thumb
tom and jerry
hansel and gretel
george and the dragon
st george and the dragon
joseph and his technicolor dreamcoat
joseph and the amazing technicolor dreamcoat
noah's ark
noahs ark
noah and the ark
daniel in the lions' den
daniel in the lions den
david and goliath
jonah and the whale
adam and eve
cain and abel
jacob and esau
bob the builder
thomas the tank engine
fireman sam
postman pat
peppa pig
paddington bear
dennis the menace
oliver and company
lilo and stitch
annie get your gun
matilda the musical
oliver the musical
bugsy malone
stig of the dump
louis sachar
emil and the detectives
heidi and peter
pippi longstocking
nancy drew
biff chip and kipper
biff and chip
elmer the elephant
elmer the patchwork elephant
kipper and floppy
handa's surprise
handas surprise
rosie's walk
rosies walk
mog the cat
lucy pevensie
prince caspian
`);

/** Things, plants, food, places and sayings with somebody's name in them. */
const THINGS = linesOf(`
victoria sponge
victoria sponges
victoria sandwich
victoria sandwiches
victoria line
victoria station
victoria park
victoria cross
victoria falls
victoria plum
victoria plums
lake victoria
queen victoria
albert hall
royal albert hall
albert memorial
earl grey
lady grey
granny smith
eton mess
jack russell
jack-in-the-box
jack in the box
jack o lantern
jack o lanterns
union jack
union jacks
jumping jack
jumping jacks
alice band
alice bands
bloody mary
hail mary
charlotte russe
peach melba
crepe suzette
black-eyed susan
sweet william
busy lizzie
busy lizzies
creeping jenny
rose hip
rose hips
daisy chain
daisy chains
daisy chaining
paddy field
paddy fields
monkey puzzle
ming vase
ming vases
ming dynasty
bao bun
bao buns
sam browne
stanley knife
stanley cup
morris dancing
morris dancers
tom-tom
tom-toms
teddy bear
teddy bears
teddy boy
kit kat
pe kit
pe kits
kit list
sports kit
football kit
first aid kit
drum kit
robin redbreast
jenny wren
holly and ivy
the holly and the ivy
faith hope and charity
faith hope and love
kit bag
mark making
mark book
mark scheme
art and craft
art and crafts
arts and crafts
may day
may half term
rosetta stone
lewis and harris
isle of lewis
st kitts and nevis
trinidad and tobago
san marino
costa rica
san francisco
sydney opera house
florence and the machine
simon says
simon says game
bob a job
jolly roger
lucky jim
father ted
uncle bob
bobs your uncle
bob's your uncle
tommy gun
smart alec
peeping tom
jimmy choo
jack of all trades
every tom dick and harry
tom dick and harry
good king wenceslas
old macdonald
mary rose
cutty sark
golden hind
marie celeste
mary celeste
big ben
ben nevis
ben lomond
oscar night
oscar ceremony
the oscars
max effort
max power
`);

/** Every one of them, as phrases. */
export const KNOWN_NAMES: readonly string[] = [...PEOPLE, ...STORIES, ...THINGS];

/** Titles of one forename: beside what is done with a play or a book, it is the title. */
export const ONE_NAME_TITLES: ReadonlySet<string> = new Set(
  `oliver annie matilda emma heidi hamlet macbeth othello joseph evita carrie mulan moana elsa anna aladdin bambi dumbo ariel belle alice
   peter wendy medea antigone electra rebecca eliza candide elf cinderella rapunzel carmen tosca aida esther coraline wonder holes skellig
   heartstopper boy goliath trelawny pippin hercules pinocchio matilda jr shrek chess fame rent cats max elmer rosie kipper handa eloise
   madeline corduroy paddington ivanhoe rob roy kim tess dracula frankenstein clockwork boris stig orlando cymbeline coriolanus`.split(
    /\s+/,
  ),
);

/** What is done with a play, a book or a song. */
export const SHOW_WORDS: ReadonlySet<string> = new Set(
  `perform performs performed performing performance performances stage stages staged staging production productions rehearse rehearsed
   rehearsing rehearsal rehearsals audition auditions auditioning cast casting musical musicals play panto pantomime show shows opera
   ballet film films screening watch watched watching novel novels book books story script read reading studied studying studies
   chapter soundtrack song songs theatre curtain premiere matinee ticket tickets present presents presented presenting`.split(
    /\s+/,
  ),
);
