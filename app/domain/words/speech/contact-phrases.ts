// How people ask to be written to in private, followed or added.

const WAYS = [
  'dm',
  'd m',
  'message',
  'msg',
  'inbox',
  'pm',
  'p m',
  'snap',
  'snapchat',
  'whatsapp',
  'private message',
  'direct message',
];

/** What asks pupils, or anybody, to get in touch out of everyone’s sight. */
export const CONTACT_PHRASES = {
  private: [
    ...WAYS.flatMap((way) => [`${way} me`, `${way} us`]),
    'slide into my dms',
    'slide into our dms',
    'my dms',
    'our dms',
    'dms open',
    'dms are open',
    'send me a dm',
    'send us a dm',
    'drop me a dm',
    'drop us a dm',
    'send me a message',
    'drop me a message',
    'send me a pm',
    'send us a pm',
    'hit me up',
    'hmu',
    'text me',
    'ring me',
    'chat with me',
    'message me privately',
    'add my whatsapp',
  ],
  personal: [
    'follow me',
    'follow my page',
    'follow my account',
    'follow my insta',
    'follow my instagram',
    'follow my snap',
    'follow my tiktok',
    'add me',
    'add my snap',
    'add my insta',
    'find me on instagram',
    'find me on insta',
    'find me on snapchat',
    'find me on tiktok',
    'find me on facebook',
    'find me on discord',
    'friend me',
    'friend request me',
    'my snap is',
    'my snapchat is',
    'my insta is',
    'my instagram is',
    'my tiktok is',
    'my discord is',
    'my number is',
    'subscribe to my channel',
  ],
} as const;

/** After “message us”: a road that the school keeps for families, and no private chat. */
export const SCHOOL_ROADS: ReadonlySet<string> = new Set(
  `parentmail classdojo dojo arbor weduc seesaw tapestry studybugs gateway edulink satchel mcas parentpay scopay eschools marvellous
  classcharts office email`.split(/\s+/),
);
/** Between “message us” and the road: `via the`, `on`. */
export const TO_ROADS: ReadonlySet<string> = new Set([
  'via',
  'on',
  'through',
  'using',
  'by',
  'the',
  'our',
  'school',
  'class',
  'app',
]);
