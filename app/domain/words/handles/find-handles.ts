// Handles in a text: `@name`, links to somebody's page on a platform, and `insta: name_7`.

export interface HandleHit {
  /** in lower case, without `@` */
  handle: string;
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
}

const MENTION = /[@＠]([A-Za-z0-9_][A-Za-z0-9_.]{0,29})/g;
const PAGE =
  /(?:x|twitter|instagram|tiktok|facebook|fb|threads|snapchat|youtube|linkedin|bsky|discord|twitch|pinterest)\.(?:com|net|app|gg|tv|co\.uk)\/([A-Za-z0-9_.@%~/-]{1,80})/gi;
const SAID =
  /(?:insta|instagram|snap|snapchat|tiktok|twitter|discord|threads|facebook|youtube|roblox)\s{0,3}(?::|-|=|\bis\b)\s{0,3}([A-Za-z0-9_][A-Za-z0-9_.]+)/gi;

/** First parts of an address that are no person’s: what follows them is. */
const BEFORE_NAME = new Set(['add', 'in', 'profile', 'channel', 'c', 'user', 'company', 'u']);
/** Pages of the platform itself, and pictures or events without a name in the address. */
const OF_PLATFORM = new Set(
  `home search hashtag share intent i explore p reel reels tv stories groups events watch sharer login help settings privacy tos about
  messages notifications discover live tag playlist results shorts pages marketplace gaming feed jobs posts dialog`.split(
    /\s+/,
  ),
);

/** Every handle, in order; an e-mail address is none. */
export function handlesIn(text: string): HandleHit[] {
  const hits: HandleHit[] = [];
  const add = (name: string, from: number, to: number) => {
    const plain = withoutDots(name);
    const handle = plain.replace(/^@/, '').toLowerCase();
    if (handle.length > 0 && hits.every((hit) => to <= hit.from || from >= hit.to))
      hits.push({ handle, from, to: to - (name.length - plain.length) });
  };
  for (const match of text.matchAll(PAGE)) {
    if (/[A-Za-z0-9-]/.test(text[match.index - 1] ?? '')) continue;
    const name = nameIn(match[1] ?? '');
    if (name) add(name, match.index, match.index + match[0].length);
  }
  for (const match of text.matchAll(MENTION))
    if (!/[A-Za-z0-9._%+-]/.test(text[match.index - 1] ?? '') && !inHost(text, match.index))
      add(match[1] ?? '', match.index, match.index + match[0].length);
  for (const match of text.matchAll(SAID))
    if (
      !/[A-Za-z]/.test(text[match.index - 1] ?? '') &&
      /[_\d]/.test(match[1] ?? '') &&
      (match[1] ?? '').length > 2
    )
      add(match[1] ?? '', match.index, match.index + match[0].length);
  return hits.sort((a, b) => a.from - b.from);
}

/** The full stops of a sentence are no part of a handle. */
function withoutDots(name: string): string {
  let end = name.length;
  while (name[end - 1] === '.') end--;
  return name.slice(0, end);
}

/** An `@` inside another address, such as a map’s, names nobody. */
const inHost = (text: string, at: number): boolean => text[at - 1] === '/';

function nameIn(path: string): string | null {
  const [first = '', second = ''] = path.split('/');
  const lower = first.toLowerCase();
  if (BEFORE_NAME.has(lower)) return /^@?[A-Za-z0-9_.-]{2,40}$/.test(second) ? second : null;
  if (OF_PLATFORM.has(lower) || !/^@?[A-Za-z0-9_][A-Za-z0-9_.-]{0,40}$/.test(first)) return null;
  return first;
}
