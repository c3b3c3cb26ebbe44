// Forenames and surnames that are everyday words too. Standing alone they prove nothing: a forename among them is asked about where it
// is used like a name, and a surname among them says nothing by itself.
const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Forenames that are words, months, virtues, flowers, callings or short for something. A trust adds its own. */
export const EVERYDAY_FORENAMES = wordsOf(`
 grace will may rose summer hope mark art joy faith holly jasmine lily daisy ivy amber ruby crystal dawn eve autumn april june august
 sky skye star river robin jack bill rob pat drew chase hunter mason cooper taylor dean earl king prince angel iris olive poppy heather
 ray gene frank ernest guy miles max victor melody harmony carol noel christian jordan chelsea paris india brooklyn london florence
 sydney charity constance patience honour honor destiny blessing precious sunny sunday monday friday winter spring storm rain ocean sea
 lake forest woody fern hazel willow rowan ash ashe sage basil rosemary ginger clover violet pansy lilac bluebell blossom flower flora
 petal bay glen dale clay cliff heath lane reed stone rocky sandy penny pearl jewel gem opal jade coral jet goldie silver scarlet
 scarlett red blue indigo rusty bear fox wolf wren lark dove phoenix raven finch birdie bunny kitty teddy buddy sonny junior major duke
 baron marshall bishop pope knight archer fletcher tanner carter parker porter potter sawyer shepherd smith miller baker tyler thatcher
 page paige judge marshal gale curt grant lance mike nat tad van wade ward nick norm chuck chip chance trust justice true verity
 prudence temperance clemency mercy felicity bliss merry happy gay joyce hale hardy noble bold brave valiant loyal amity unity liberty
 freedom heaven trinity genesis nova luna celeste aurora stella astra cosmo comet galaxy venus mars apollo jupiter july january
 september october november december tuesday wednesday thursday saturday easter christmas carolina georgia virginia savannah austin
 dallas houston boston denver lincoln washington madison israel ireland asia america africa china cuba kenya egypt kent devon chester
 york derby preston clifton sienna siena vienna verona roma milan geneva sterling cash price rich rick dick peg art dot
 kit gus ace king queen princess major story page penny dolly candy honey sugar cookie cherry apple peach plum berry clementine
 pepper saffron cinnamon nutmeg vanilla brandy sherry ale porter reef wave brook brooke shore marina harbour dell heart love
 dream wish lucky fortune victory champ rebel rio echo harper piper viola lyric aria cadence carol bell belle dot messiah
 sol ray beau bonny bonnie star twinkle sparkle dawn eden haven zion salem golden early late earnest chase trace skip hop bud
 jay robin bee rex pip miles tab denim dusty misty stormy windy abs bao ming mali chad
`);

/** Those that are no thing one could count: `Art is everywhere` speaks of none. */
export const MASS_NAMES = wordsOf(
  'art hope joy faith love charity patience honour honor destiny trust justice victory unity amity liberty freedom bliss mercy heaven verity prudence truth fortune music rain snow sugar honey',
);

/** Months, seasons and days among them: a capital letter tells nothing there. */
export const CALENDAR_NAMES = wordsOf(`
  may april june july august january september october november december summer autumn spring winter easter christmas noel dawn eve
  sunday monday tuesday wednesday thursday friday saturday
`);

/** Places among them: after "in" or "to" they are places. */
export const PLACE_NAMES = wordsOf(`
  paris india brooklyn london florence sydney chelsea jordan carolina georgia virginia savannah austin dallas houston boston denver
  lincoln washington israel ireland asia america africa china cuba kenya egypt kent devon chester york derby preston clifton sienna
  siena vienna verona roma milan geneva salem eden rio mali chad
`);

/** Surnames that are words or well-known places: alone they say nothing, and beside a forename that is a word too both need capitals. */
export const EVERYDAY_SURNAMES = wordsOf(`
  young green brown white black grey gray red blue gold golden silver king queen prince cook cooke baker butcher farmer fisher hunter
  gardener singer taylor tailor cooper turner carpenter mason walker wheeler potter porter parker carter miller mills day days week may
  march summer summers winter spring field fields wood woods hill hills stone stones rose rosen church bell ball best bird birds book
  booker bridge bridges brook brooks bush castle chance close cross dean drew fish flowers flower forest fox frost gates good grass
  grant hall hand hands hardy hart hope house hunt iron joy judge kay key keys knight lake lamb land lane law leaf light little long
  love low major mark marks marsh mark moon moor more moore moss north south east west page paige park parks peace penny perch pike
  plum pond pool poole pope power price rain read reading reed rich ring rivers river roach rock rule sage sale salmon sand sands sharp
  shepherd short small smart snow staff star steel stock street strong swan swift temple thorn tower town towns train trainer tree trees
  wall walls well wells wild wise wolf wolfe words work worth fair fairfield fellow friend child children coach class club cross cup
  dance drew england english french german irish scott welsh wales ireland london lincoln chester washington kent derby york bolton
  preston burton newton bath bristol oxford cambridge windsor warwick stafford durham carlisle lancaster nelson wellington churchill
  victoria albert george james thomas john paul peter simon martin francis barton norton sutton milton hampton clifton ash ashe oak
  berry cherry apple bean rice pepper salt sugar pace payne pain hurt head foot heart bone blood body holder bond cash coin pound
  banks bank money rush speed stead sterling steward stewart squire page pride proud noble savage sweet bright bliss blossom bloom
  gale storm flood winters frost freeze ice coal cole diamond ruby amber jewel pearl crystal crane finch wren robin raven hawk drake
  duck goose peacock partridge bull lyon lions lyons bear beaver badger hare otter campbell cameron dyer tanner weaver webb webber
  sawyer archer bowman fletcher marshall bishop parsons abbot abbott priest nunn monk saint angel bishop harper piper drummer player
  chase race racer runner rider driver carr ford rover harvest barley field meadow meadows garden gardens orchard hedges heath
  garland wreath holly ivy hope faith grace will wills art arts craft crafts fine sharp flat keen daring bold brave fear doubt
  true trew wright right left front back fore first last new newman oldman older elder senior junior minor said so do an can on may
  man men son guy chap lord earl duke baron count royal crown court hector school schools college primary academy university teacher
`);
