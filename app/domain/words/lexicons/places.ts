// Words by which a text tells where children are now or will be: who, how, where and when; and words for the school's own
// premises and for what only sounds like a place.

export const PLACES_VERSION = 3;

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Who is somewhere. `we` is taken for pupils. */
export const WHO = set(
  'we they everyone everybody children pupils students boys girls learners reception nursery team teams squad choir ' +
    'orchestra band ensemble cast class classes group groups club explorers cubs scouts players runners swimmers ' +
    'netballers footballers cricketers dancers singers eco council prefects sixth lads kids youngsters',
);
export const STAFF = set('staff teachers governors colleagues');

/** Words that may stand between the verb and the place. */
export const FILLING = set(
  'now currently all just still here there already finally safely both really so having a an great good fantastic amazing ' +
    'brilliant lovely wonderful super fab busy time day week morning afternoon evening enjoying our the their spending today ' +
    'out down up over very excited to be happy away once again back some sunny an absolutely this right settled ' +
    'weekend night few days sunshine sun loving lots of fun their its making most',
);

/** Verbs in -ing that say where somebody is. */
export const GOING = set('visiting exploring touring camping hiking sightseeing');
export const HEADING = set(
  'heading travelling traveling off flying sailing walking driving returning setting',
);
export const STARTING = set(
  'enjoying having exploring loving visiting spending watching making waiting boarding arriving travelling heading camping ' +
    'staying hiking climbing touring settling relaxing unpacking',
);

export const RIDES = set('coach bus minibus train ferry plane boat tube tram motorway road way');

/** Before or after “coach is leaving”: somebody who trains them, and no bus. */
export const TRAINERS = set(
  'tennis football netball rugby cricket swimming hockey athletics basketball running rowing dance chess debating head guest ' +
    'us you role post job club',
);

/** Places of others. */
export const VENUES = set(
  'zoo farm museum gallery theatre park beach seaside castle cathedral church mosque temple synagogue gurdwara chapel abbey ' +
    'hotel hostel campsite camp lodge cabin cabins dorm dorms dormitory stadium arena airport station aquarium ' +
    'planetarium cinema rink university yha village city town abroad docks harbour lake reservoir mountain summit caves ' +
    'cave centre observatory mill palace memorial wetlands reserve tournament festival finals gala ' +
    'championships fixture residential velodrome parliament',
);

/** The school's own premises and events, and what is no place. */
export const OWN = set(
  'school schools playground hall classroom classrooms library field fields gym canteen assembly assemblies home work lunch ' +
    'lunchtime play playtime breaktime break end ends start beginning top bottom heart forefront moment stage point capacity ' +
    'gate gates desk desks best it least full peace last risk ease present door doors front hometime dining office ' +
    'fair fete fayre sale disco concert production rehearsal rehearsals clubs meeting fun happiest halfway peak once ' +
    'breakfast height bottoms level odds loss time training studio corridor garden allotment pond kitchen entrance car ' +
    'evening nursery preschool crossroads limit pace mercy first all any target targets goal total milestone conclusion ' +
    'decision verdict',
);

/** Capital letters that begin no place. */
export const NO_PLACE = set(
  'year reception nursery class ks1 ks2 eyfs sixth form january february march april may june july august september october ' +
    'november december monday tuesday wednesday thursday friday saturday sunday english maths science french spanish german ' +
    'history geography art music pe re drama computing phonics assembly spring summer autumn winter christmas easter term ' +
    'diwali eid covid week day i we our the a an ramadan advent lent stem dt rshe pshe house teams zoom live victorian ' +
    'roman tudor viking egyptian',
);

export const WEEKDAYS = set(
  'monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday saturday sunday tue tues thu ' +
    'thurs fri',
);
export const MONTHS = set(
  'january february march april june july august september october november december jan feb mar apr jun jul aug sept sep ' +
    'oct nov dec',
);
export const NOW = set('today now currently tonight moment');

/** In a sentence with one of these words, and nothing in the present, it is told what was. */
export const PAST = set(
  'was were had did went saw sang loved enjoyed visited learned learnt arrived travelled played walked came got made ' +
    'explored spent won climbed ate found met watched took told thanked returned yesterday last',
);

/** `night one at`, `day 2 at`. */
const NIGHTS_AWAY = ['day', 'night'].flatMap((part) =>
  ['one', 'two', 'three', 'four', 'five', '1', '2', '3', '4', '5'].map((number) => `${part} ${number} at`),
);

/** Whole wordings that tell a live place by themselves; what follows decides where `at` or `from` ends them. */
export const LIVE_PHRASES = {
  /** nothing else is needed */
  alone: [
    'just arrived',
    'just landed',
    'safely arrived',
    'arrived safely',
    'arrived safe and sound',
    'landed safely',
    'all aboard the coach',
    'on our way back',
    'on our way home',
    'on the way back to school',
    'on their way back',
    'on their way home',
    'coach is due back',
    'coach has left',
    'coach is leaving',
    'coaches are leaving',
    'coach will arrive back',
    'unpacking now',
    'checked in to our hotel',
    'checked into our hotel',
    'checked into the hotel',
    'checked into the hostel',
    'our hotel is',
    'our hostel is',
    'our campsite is',
    'our hotel has',
    'our hostel has',
    'the hotel is',
    'the hostel is',
    'the campsite is',
  ],
  /** a place has to follow that is not the school's own */
  place: [
    'meet us at',
    'meet us outside',
    'find us at',
    'come and find us at',
    'come and see us at',
    'on our way to',
    'on their way to',
    'en route to',
    'live from',
    'reporting from',
    'greetings from',
    'hello from',
    'good morning from',
    'good evening from',
    'a postcard from',
    'postcards from',
    'currently at',
    'currently in',
    'staying at',
    'staying overnight at',
    'staying overnight in',
    'first night at',
    ...NIGHTS_AWAY,
    'settled in at',
    'checked in at',
    'today at',
    'now at',
  ],
  /** a time of day has to follow */
  time: [
    'back at',
    'back by',
    'back around',
    'back about',
    'back for',
    'back at school at',
    'back at school by',
    'back at school around',
    'back to school at',
    'back to school by',
    'back in school at',
    'back in school by',
    'home by',
    'home at',
    'home around',
    'returning at',
    'returning to school at',
    'return at',
    'return to school at',
    'arrive back at',
    'arrive back at school at',
    'arriving back at',
    'arriving back at school at',
    'due back at',
    'due back in school at',
    'expected back at',
    'collect your child from the coach at',
    'collected from the coach at',
    'coach leaves at',
    'coach departs at',
    'leaving at',
    'leaving school at',
    'eta',
    'eta is',
  ],
  /** a time of day has to follow, and the sentence has to tell of a ride */
  ride: ['back at school', 'back in school', 'back to school', 'back at the school', 'home'],
  /** an invitation to a place that is not the school's own */
  invited: [
    'join us at',
    'watch us at',
    'see our choir at',
    'hear our choir at',
    'cheer us on at',
    'watch our team at',
  ],
} as const;
