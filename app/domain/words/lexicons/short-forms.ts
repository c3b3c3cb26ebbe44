// Short and familiar forms of forenames, so that `Vicky Malinowska` is found where the records only know a Victoria, and the other way
// round. English, Welsh, Scottish and Irish forms first, then those of families from elsewhere that schools here meet most.

/** Each line: a forename as records hold it, or several spellings of it with `/` between, then what people make of it. */
const FORMS = `
abigail: abi abbie abby gail
abraham: abe bram
adam: ad ads
adelaide: addie addy della heidi
adrian: ade
agnes: aggie nessie nessa
alan/allan/alun: al
alastair/alasdair/alistair/alister: ali ally al alec
albert: al bert bertie albie
alexander/aleksander/alexandros: alex alec al lex xander zander sandy sasha alick eck
alexandra/aleksandra/alexandria: alex alexa lexi lexie lexy sandra sandy sasha ali alix ola
alexandrina/alexis: alex lexi lexie
alfred: alf alfie fred freddie
alice/alicia/alison/allison: ali allie ally
amanda: mandy manda
amelia/amelie/emilia: amy millie milly mel mia mimi
amy: ames
anastasia: ana stacey stasia nastya
andrea: andi andie
andrew/andreas: andy drew dru
angela/angelina/angelica: angie ange gina
angharad: angie haf harri
angus/aonghas: gus
ann/anne/anna/hannah: annie nan nancy han hanna
annabel/annabelle/anabel: anna annie bella belle bel
anthony/antony/antonio: tony ant toni
antonia: toni tonia
archibald: archie baldie
arabella: bella belle bel ara
arthur: art artie arty
ashley/ashleigh: ash
augustus/augustine/august: gus augie
barbara: barb barbs babs barbie
barnaby/barnabas: barney
bartholomew: bart barty
beatrice/beatrix: bea bee trixie trix bibi
benedict/benjamin: ben benny benji benjy
bernadette: bernie detta
bernard: bernie
bethany/bethan: beth bethy betsan
bradley: brad
brendan: bren
bridget/brigid: bridie biddy bridge bree
bronwen/bronwyn: bron
caitlin/catherine/katherine/kathryn/katharine/catrin/catriona/cathryn/kathleen/katarzyna: cat cate cath cathy kate katie katy kat kath kathy kit kitty kay cait trina cati cadi kasia kas catty riona
callum/calum: cal
camilla/camille: cam cami milla millie milly
cameron: cam
caroline/carolyn/carolina: caz carrie caro carly
cassandra: cass cassie
cecilia/cecily: cece cissie cis celia
charles: charlie chas chaz chuck charley
charlotte/carlotta: charlie lottie lotty lotta char charley
chloe: clo
christian/christina/christine/kristina/christiana: chris christie chrissy chrissie christy kris tina kirsty
christopher/kristopher: chris kit topher christy kris
clara/clarissa/clare/claire: clarrie clarry
clementine/clementina: clem clemmie
constance: connie
cornelius: con connie neil
courtney: court
cuthbert: bert
cynthia: cindy
dafydd: dai daf dewi
daniel/daniella/danielle/daniela: dan danny dani danni
darren: daz
david: dave davey davy dai
deborah/debra: deb debs debbie debby
delilah: lila lilah
denise/dennis: den denny
derek: del
desmond: des
diarmuid/dermot/diarmaid: derm
dominic/dominick/dominik: dom nick
donald/domhnall: don donnie donny donal
dorothy/dorothea: dot dottie dolly dora thea dory
douglas: doug dougie
duncan: dunc
ebenezer: eben
edmund/edward/edwin: ed eddie eddy ned ted teddy
eilidh/helen/helena/eleanor/elena/ellen/elinor: ellie elly nell nellie nora lena ella el nel
eleanora/leonora: nora nell ellie
elisabeth/elizabeth/elspeth/elizabeta: liz lizzie lizzy lisa liza beth bess bessie betty betsy bette eliza elsie ellie libby lib elspie ibby lilibet buffy
emanuel/emmanuel/manuel: manny
emily: em emmy emmie ems millie milly
emma: em emmy ems
eoghan/eoin: owen
esme/esmeralda: ez ezzie
esther/hester: essie etty hetty
ethan: eth
eugene/eugenie: gene genie
evangeline/eva/eve: evie evie eva angie
ezekiel: zeke
felicity: fliss flick lissy flis fizz
ffion/fiona: fi ffi fee
fergus: fergie gus
finlay/finley/finbar/finnian/fionn: fin finn
fionnuala/finola/nuala: nuala fin fionn
florence: flo florrie flossie floss flora
frances/francesca/franciszka: fran frannie frankie cesca chess chessie fanny franny
francis/franklin: frank frankie fran
frederick/frederic/frederica/fredrick: fred freddie freddy rick freda
gabriel/gabriella/gabrielle/gabriela: gabe gabby gabi gaby ella bella
gareth: gaz gary gareth
gary: gaz gazza
geoffrey/jeffrey/jeffery: geoff jeff
georgia/georgina/georgiana/george: georgie gina george
gerald/gerard/geraldine: gerry ged gerri jerry
gillian/jillian: gill jill gilly jilly
gregory/gregor/grigor: greg gregg
guinevere/gwendolyn/gwenllian/gwyneth/gwenhwyfar: gwen gwennie gwenno wendy
gwilym: gwil will
hamish/seamus/james/jamie/shamus: jim jimmy jimmie jamie jay jem shay jaime
harold/harrison/henry/harry: harry hal hank harri hen
harriet/henrietta: harri hattie hatty etta hettie hetty harry
hayden: hay
heather: hev
hermione: minnie hermie
herbert: herb bert bertie
hilary/hillary: hil
howell/hywel: hyw
hugh/hugo/hubert: hughie huey bert
humphrey: hum
ibrahim/abraham: ibby ibz ibra ibs brahim
ignatius: iggy
imogen/imogene: immy imo immie gen
ioan/ieuan/iwan: io
isaac/izaak/isaiah: ike zac zak izzy
isabel/isabella/isabelle/isobel/isobella/ysobel/ishbel: izzy izzie issy bella belle bel ibby isa tibby izz isla
isadora: dora izzy isa
jack/john/jonathan/johnathan/jon: jack jackie jackie jock johnny jonny jon jono johnnie
jackson/jaxon/jaxson: jax jack
jacob/jakub/jacqueline/jakob: jake jack jay jakey jackie jacqui kuba jacky
jane/janet/janice: jan jenny janie jess
jasmine/yasmin/yasmine/jasmin: jas jaz jazz jazzy yas yaz min mina
jeremy/jeremiah/jerome: jem jerry jez jezza
jennifer/jenna: jen jenny jenni jennie
jessica/jessamy/jesse: jess jessie jessy
joan/joanna/joanne/johanna: jo joey joanie hanna asia
jocelyn/joscelyn: joss jo
joseph/josef/yusuf/youssef/yousef/yosef: joe joey jo yus yusi sef
josephine/josefina/josie: jo josie josey posy fifi
joshua: josh joshie
judith: judy jude jodie
julia/juliet/juliette/julian/juliana/julie: jules jule julie julz ettie
justin/justine: jus
katrina/katerina/ekaterina: kat trina katya kate katie rina
kenneth: ken kenny
kimberley/kimberly: kim kimmy kimmie
kirsten/kirstin/kirsty: kirst kirsty
lachlan/lochlan: lachie lockie
lance/lancelot: lance
laura/lauren/laurel/loren: lozza loz laurie lolly laur
lawrence/laurence: larry laurie loz lol
leonard/leonardo/leon/lionel/leo: leo len lenny leon
leticia/laetitia: letty tish
lewis/louis/luis/llewelyn/llywelyn: lew lou louie lewie llew
liliana/lillian/lilian/lilly/lily: lil lily lilly lils
lindsay/lindsey/linda/belinda/melinda: lin lyn linds lindy
lola/dolores/lorraine: lol lo lori
louisa/louise/luisa/heloise/eloise: lou lulu ella ellie weezy
lucas/lukas/luke: luke luca lukey
lucinda/lucy/lucia/lucille: luce lu lulu cindy lucy
madeleine/madeline/madelyn/magdalena/madison: maddie maddy mads lena magda maddi
malcolm/maelcolm: mal malc calum
marcus/mark/markus: marc marky mark
margaret/margarita/margot/marguerite/marjorie/mairead/megan/marged: maggie mags meg meggie megs peg peggy marge margie maisie daisy greta rita madge margo mog mairi
maria/marie/mary/miriam/maryam/mariam/mair/mhairi/mariana: molly polly mimi mae mari may minnie mia moll ria mim
martha: marti mattie
martin/martyn: marty mart
matthew/mathew/matteo/mattias/matthias: matt matty mat mattie
matilda/mathilda/mathilde: tilly tillie mattie matty tilda till
maurice/morris: mo maurie
maximilian/maximillian/maxwell/maxine/maxim/maximus: max maxie maxi
melanie/melissa/melody: mel mels lissa missy
mercedes: mercy sadie
meredith/meredydd: merry mez
michael/micheal/mikhail/michal/miguel: mike mick mickey micky mikey misha mikee
michelle/michaela/mikayla/mikaela: shell shelly mika mickey chelle kayla shelley
mildred/millicent/camilla: millie milly
mohammed/muhammad/mohamed/mohammad/muhammed/mahmoud: mo moh moe mohd hammy hamo
mustafa: mus musti
myfanwy: myf myfi fanw
natalia/natalie/nathalie/natasha/natalya: nat natty tasha tash nats talia tally
nathan/nathaniel/nathanael: nat nate nath nathan natty than
niamh: neve nee
nicholas/nicolas/nikolas/mikolaj/nikolai: nick nicky nico niko nik klaus nicko
nicola/nicole/nicolette: nic nicky nikki nic nico nicki nik
norman: norm
octavia: tavi tavy
olivia/oliva: liv livvy livvie livi ollie olly livia libby
oliver/olivier: ollie olly oli ol noll
ophelia: phi lia
oscar/oskar: oz ozzy ossie
oswald/osborne: oz ozzie ozzy
pamela: pam pammy
padraig/patrick/padraic/patryk: pat paddy pod podge rick porick packie
patricia: pat patsy patty tricia trish trisha pattie
penelope: pen penny nell poppy
percival: percy
peter/piotr/pedr/petros: pete petey piotrek
philip/phillip/philippe: phil pip
philippa/phillippa/filippa: pip pippa phil flip
phoebe: phebs bee
phyllis: phyl
priscilla: cilla prissy
rachel/rachael/rachelle: rach rachy rae ray
randolph/randall: randy ran
raphael/rafael/raphaella: raf rafi raff rafa rafe
raymond: ray
rebecca/rebekah: becca becky bex beck becks bec bekah beccy
reginald: reg reggie
rhiannon: rhi non annie
rhodri/rhydian: rhod rhoddy
richard/ricardo/ryszard: rich richie rick ricky dick dickie ritchie
robert/roberto/rupert/robin: rob robbie bob bobby bert robby rab rabbie bobbie rups
roberta/robyn: bobbie robbie bobby
roderick/ruairi/ruaridh/rory: rod roddy rory ruari
roger: rodge
roland/rowland: roly rollo
ronald/veronica: ron ronnie ronny vera nica
rosalind/rosemary/rosamund/rosalie/roisin/rosanna/rose/rosa: ros roz rosie rosy rose ro rosa
russell: russ rusty
samantha/samuel/samson/samira/sameer: sam sammy sami sammie
sarah/sara/sally/zara: sal sally sadie sar
sebastian/sebastien: seb bastian baz seba sebby bas
shannon: shan shaz
sharon: shaz shazza
sheila/sile: she
sidney/sydney: sid syd
simon/simone/simeon: si sim
sinead: shin nade
siobhan/siobhain: shiv shivvy vonnie
sophia/sophie/sofia/zofia/sofie: soph sophie zosia sofi fifi
spencer: spence
stanley/stanislaw: stan stas staszek
stefan/stephen/steven/stephan: steve stevie ste steph
stephanie/stefania/stephania: steph steff stevie stef
stuart/stewart: stu stew
susan/susanna/susannah/suzanne/zuzanna: sue susie suzy suzie zuza zuzia sukie
tabitha: tabby tab tibby
tamara/tamsin/thomasina: tam tammy tams tamsy
tara: taz
terence/terrence/theresa/teresa: terry tess tessa tel terri
thaddeus: thad tad
theodora/theodore/theodor: theo ted teddy thea dora
thomas/tomas/tomasz/tomos: tom tommy tomo thom tomek tommo twm
timothy/timotheus/timofey: tim timmy timmo
tobias/tobiah/tobiloba/oluwatobiloba/oluwatobi: toby tobi tobes
tristan/tristram: tris stan
trevor: trev
valerie/valentina/valentine: val
vanessa: ness nessa nessie
victor/viktor: vic vik
victoria/viktoria/wiktoria: vicky vicki vic tori tory vickie vikki toria wika
vincent/vincenzo: vin vince vinny vinnie
violet/viola/violetta: vi vy lettie
virginia: ginny gin ginnie
vivian/vivien/vivienne: viv vivi
walter: wally walt wat
wesley: wes
wilfred/wilfrid/wilfryd: wilf wilfie fred freddie
wilhelmina/wilma: mina billie minnie willa
william/willem/wiliam/liam: will bill billy willy willie wills liam wil
winifred/winnifred: win winnie freda
xavier/xavi: xav zav xavi
yvonne/yvette: eve von
zachary/zachariah/zacharias/zackary/zakariya/zakaria/zechariah: zac zach zack zak zaki
zainab/zaynab/zeynep: zee zay zai nabs
abdullah/abdul/abdulrahman/abdurrahman: abs abdi abz
adebayo/bayode: ade bayo
adewale/olawale: wale ade
aleksy/aleksei: alex olek
aminah/amina/ameena: mina ami
anjali/anjana/anjum: anj anju
arjun/arjan: arj jun
ayodele/ayomide/ayobami: ayo dele mide bami
babatunde/olatunde: tunde baba
bartosz/bartlomiej: bartek
chidinma/chidimma: chichi dinma
chinedu: nedu edu
chukwuemeka/emeka: emeka mek
damilola/oluwadamilola/oluwadamilare: dami lola
darasimi/oluwadarasimi: dara simi
dominika: dom nika
dhruv/dhruva: dru
fatima/fatimah/fatoumata: fati fatou tima
gurpreet/gurdeep/gursimran: gurps guri gurp
harpreet/harjit/harmandeep: harps harp harry
ifeoluwa/ifeanyi/ifeoma: ife ify
jaswinder/jaspreet/jasdeep/jaskaran: jas jass jaz
kacper/kasper: kacp kasp
krzysztof: krzys kris
malgorzata: gosia gosha
manpreet/mandeep/maninder: manny mani
nkechi/nkechinyere: kechi
oluwaseun/seun: seun
oluwafunke/olufunke/olufunmilayo: funke funmi layo
olumide/oluwatobi/olumidey: olu mide
precious/preciosa: pres
priyanka/priya: pri priya
siddharth/siddhartha: sid
temitope/temiloluwa/temidayo: temi tope dayo
wojciech: wojtek
yetunde/yewande: yety wande
zubair/zubayr: zub
`;

const forms = new Map<string, Set<string>>();
const add = (name: string, other: string): void => {
  if (name === other) return;
  const known = forms.get(name);
  if (known) known.add(other);
  else forms.set(name, new Set([other]));
};
for (const line of FORMS.trim().split('\n')) {
  const [written = '', made = ''] = line.split(':');
  const short = made.split(' ').filter(Boolean);
  for (const name of written.split('/'))
    for (const each of short) {
      add(name, each);
      add(each, name);
      for (const other of short) add(each, other);
    }
}

const known: ReadonlyMap<string, readonly string[]> = new Map(
  [...forms].map(([name, others]) => [name, [...others].sort()]),
);
const NONE: readonly string[] = [];

/** What somebody of this forename may be called instead, both ways: `oliver` → `ollie` …, `ollie` → `oliver`, `oli`, `olivia` … Folded. */
export const otherFormsOf = (forename: string): readonly string[] => known.get(forename) ?? NONE;

/** Short forms that are words as well, so that one alone is looked at like an everyday name. */
export const EVERYDAY_SHORT_FORMS: ReadonlySet<string> = new Set(
  `ad ads al ant art bas bass bat bee bell belle bert bill bit bob bram cam cat char chess chip clay clem con court cute dai dan dei del
   den des dolly don dot dora drew ed el em eth fanny fee fi fin flick flip flo floss fizz gene genie gill gin gus han hay hen herb
   hum ike ife jack jam jan jay jo joss jam jock jude jules kit kitty lance larry lei lil lin lo lol lolly long lot lou may mags mal
   man mani mark marc mat mate matt max mercy merry mid mike mina mini minnie misty mo moll nan nat ned net nick non norm ola olu pat
   peg pen penny pete pip pod polly pop poppy posy pres rab rae ran randy ray red reg rich rick rob rod roly ron rose rosy rusty sal
   sally sandy shell sid sim sky star stan stew sue sunny tab tabby tally tam tash tel tess than till tilly tim tom tony tory trina
   val van vi vic violet wale wally wat wes win will wills woody zee`.split(/\s+/),
);
