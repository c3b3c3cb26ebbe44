// The addresses in a text: those X would make links of, and those that only a browser would follow, with where each stands. X's own
// library reads the bare ones; whatever names a scheme is read here, since that library leaves out what is most dangerous.
import twitterText from 'twitter-text';

export interface WebAddress {
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  /** as it stands in the text */
  written: string;
  /** lower-case scheme; null where none is written, as in `school.sch.uk` */
  scheme: string | null;
  /** as a browser would read it, https where no scheme is written; null where no browser could */
  url: URL | null;
}

/** Longest run of letters without a space that is read in one piece, in UTF-16 units: X's library takes long over longer ones. */
const PIECE = 600;
/** What the next piece reads again, so that no address is lost between two, and how much of one run is read at all. */
const AGAIN = 120;
const LONGEST_RUN = 2_000;
/** No text that X takes holds as many addresses; of a longer one, the first are enough to stop it. */
const MOST = 250;

const SCHEME =
  /(?<![a-z0-9])(?:(?:https?|ftps?|sftp|file|wss?|blob|filesystem|intent|view-source):\/{2}|javascript:(?=\S)|vbscript:(?=\S)|data:(?=[a-z,;]))/giu;

/** Every address, in order, none twice. */
export function addressesIn(text: string): WebAddress[] {
  const found: WebAddress[] = [];
  for (const run of text.matchAll(/\S+/gu)) {
    if (!/[.:。．｡]/u.test(run[0])) continue;
    if (found.length > MOST) break;
    const named = namedIn(run[0], run.index);
    found.push(...named);
    const free = bareIn(run[0], run.index).filter(
      ({ from, to }) => !named.some((other) => from < other.to && other.from < to),
    );
    found.push(...free);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Addresses that name their scheme. One inside another's path or query is part of it. */
function namedIn(run: string, at: number): WebAddress[] {
  const starts = [...run.matchAll(SCHEME)].filter(
    ({ index }) => index === 0 || !/[/=?&#%+]/u.test(run[index - 1] ?? ''),
  );
  return starts.map((start, index) => {
    const whole = run.slice(start.index, starts[index + 1]?.index ?? run.length);
    const written = trimmed(/^[^<>"“”«»]*/u.exec(whole)?.[0] ?? whole);
    const scheme = start[0].slice(0, start[0].indexOf(':')).toLowerCase();
    const from = at + start.index;
    return { from, to: from + written.length, written, scheme, url: readUrl(written) };
  });
}

/** Addresses without a scheme that X would make links of all the same. */
function bareIn(run: string, at: number): WebAddress[] {
  const found = new Map<number, WebAddress>();
  if (!/[^.][.。．｡]\p{L}[\p{L}-]/u.test(run)) return [];
  const most = Math.min(run.length, LONGEST_RUN);
  for (let start = 0; start === 0 || start + AGAIN < most; start += PIECE - AGAIN) {
    const piece = run.slice(start, start + PIECE);
    for (const { url: written, indices } of twitterText.extractUrlsWithIndices(piece, {
      extractUrlsWithoutProtocol: true,
    })) {
      const from = at + start + indices[0];
      if (/^[a-z]+:\/\//iu.test(written) || found.has(from)) continue;
      const url = readUrl(`https://${written}`);
      found.set(from, { from, to: from + written.length, written, scheme: null, url });
    }
  }
  return [...found.values()];
}

/** Without the marks that end a sentence, and without a bracket that was opened before it. */
function trimmed(written: string): string {
  let end = written.length;
  while (end > 0) {
    const last = written[end - 1] ?? '';
    const stray = last === ')' && !written.slice(0, end).includes('(');
    if (!stray && !/[.,;:!?'’‘…]/u.test(last)) break;
    end--;
  }
  return written.slice(0, end);
}

const readUrl = (written: string): URL | null => (URL.canParse(written) ? new URL(written) : null);

/** A host without `www.`, by which places are compared: lower case, punycode. */
export const placeOfHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/u, '')
    .replace(/^www\./u, '');
