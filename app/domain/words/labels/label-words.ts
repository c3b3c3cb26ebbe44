// Words around and inside the names of classes: what says that a class is meant, what says that it is not, and what classes are
// called in schools up and down the country.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Before a number or name: a class follows. */
export const SAYS_CLASS_BEFORE = words('class classes form forms tg');
/** After a name or code: a class was meant. */
export const SAYS_CLASS_AFTER = words('class classes form tutor tutees classroom');
/** After a code or a class’s name: people are meant, and so a class. */
export const PEOPLE_AFTER = words(
  'pupils children students class form have has had were are enjoyed loved visited went made worked showed learned learnt explored performed won led baked planted wrote',
);
/** Before “from” and a code: people of a class. */
export const PEOPLE_BEFORE = words(
  'pupils children students rep reps captain captains leader leaders monitor monitors buddies friends girls boys scientists readers writers artists mathematicians everyone lot team winners winner',
);
/** Between “year” and its number, and before a form’s code. */
export const YEAR_WORDS = words('year years yr yrs y');

/** Before a code such as `2B`: a room, a bus, a question, a sum of things; no class. */
export const NO_CLASS_BEFORE = words(
  `room rooms bus route gate flat section question questions q part stand platform page pages chapter level levels grade grades hall
  block seat seats row door unit exercise vol no number numbers studio bay junction appendix figure table plan article schedule
  paragraph lane pitch court stage zone car under size ward clause formula season episode series terminal pier suite vitamin`,
);
/** After it: a pencil, a run, a print; no class. */
export const NO_CLASS_AFTER = words(
  `pencil pencils run runs race races walk walks fun charity challenge parkrun route event printing printer printers printed print
  prints model models modelling shape shapes animation art glasses film films network resolution video tv screen each per steps
  followers likes views miles grade grades battery batteries bulb bulbs tree trees leaf leaves stick sticks wood woods nut nuts`,
);
/** Before a code that is a measure too (`5K`, `3D`, `11C`): the measure is meant. */
export const MEASURE_BEFORE = words(
  'a an the ran run walked their his her sponsored of x over was reached hit minus at about around',
);
/** Letters that make a measure of the number before them. */
export const MEASURES = words('k d m g l x v c w');
/** Two letters after a number that are no form. */
export const NO_FORM = words(
  'am pm kg km cm mm ml st nd rd th hr gb mb tb ft mp fm wd hp in oz lb pt ph bc ad ce uk tv pc hd kw kb ks cc',
);

/** Trees, birds, stones, animals and planets after which classes are called; plurals are found too. */
export const CLASS_NAMES = words(
  `acorn alder apple ash aspen beech birch blossom bluebell buttercup cedar cherry chestnut clover conker daffodil daisy elder elm fern
  hawthorn hazel heather holly iris ivy jasmine juniper larch laurel lavender lilac lily lime lotus magnolia maple mulberry oak olive
  palm pear pine poppy poplar primrose rose rosemary rowan sequoia snowdrop spruce sunflower sycamore thistle tulip violet walnut
  willow yew
  blackbird bluebird bluetit buzzard chaffinch crane dove duckling eagle falcon finch goldfinch hawk heron hummingbird jay
  kestrel kingfisher kite lapwing lark magpie nightingale nuthatch osprey owl parrot peacock penguin pheasant puffin raven robin
  sandpiper seagull skylark sparrow starling swallow swan swift thrush toucan turtle wagtail woodpecker wren
  amber amethyst coral crystal diamond emerald garnet jade opal pearl ruby sapphire topaz turquoise
  badger bear beaver bee bumblebee butterfly caterpillar cheetah cub deer dolphin dragon dragonfly elephant fox frog giraffe hare
  hedgehog kangaroo koala ladybird leopard lion meerkat mole monkey mouse otter panda panther puma rabbit seahorse seal shark
  squirrel starfish stag tadpole tiger tortoise unicorn vole whale wolf zebra
  jupiter mars mercury neptune pluto saturn uranus venus comet galaxy nova orion
  blue green indigo orange purple red scarlet yellow`,
);
/** Words with a capital before “class” that are no class of the school: subjects, and kinds of class. */
export const HOUSES = words('house team group');
