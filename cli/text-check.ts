// `gatepost text check`: reads one text as the checks of words read a post, against a roster from a file, a school of this
// installation, or nothing, and says what they find. Everything happens on this machine.
import { parseArgs } from 'node:util';
import { isKnownPolicy, KNOWN_POLICIES, type KnownPolicyId } from '#app/domain/policy/known-policies.ts';
import { checkWords } from '#app/domain/words/check-words.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import type { TextGround } from '#app/domain/words/text-ground.ts';
import type { TextPart } from '#app/domain/words/text-part.ts';
import { rosterGround } from '#app/domain/words/names/roster-ground.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { BAD_INPUT, NOT_POSSIBLE, OK, Refused } from './photo-files.ts';
import { aboutText } from './text-about-none.ts';
import { bytesOf, textOf } from './text-input.ts';
import { inWords, textReport } from './text-report.ts';
import { rosterOf } from './text-roster.ts';

/** What a text is compared with, and what it stands in. */
export interface TextSurroundings {
  ground: TextGround;
  about: TextAbout;
}

export interface TextCheckIo {
  /** one line of the answer (standard output) */
  say: (line: string) => void;
  /** the one line of a refusal (standard error) */
  complain: (line: string) => void;
  readStdin: () => Promise<Uint8Array>;
  now: () => Date;
  /** a school of this installation, by its id or the name in its address; null where there is none. Throws one plain line. */
  ofSchool: (
    school: string,
    parts: readonly TextPart[],
    childShown: boolean,
  ) => Promise<TextSurroundings | null>;
}

const USAGE =
  'usage: gatepost text check [--school ID | --roster FILE.csv] [--policy ID] [--with-photo] FILE|- [--json]';

interface Wish {
  file: string;
  school: string | undefined;
  roster: string | undefined;
  policy: KnownPolicyId | null;
  childShown: boolean;
  asJson: boolean;
}

/**
 * In: the words after `text check`. Out: 0 when nothing is found, 1 when something is, 2 after one line on what was wrong with the
 * input: words it does not know, a file that cannot be read, is too long or not UTF-8, a roster with a fault, no such school.
 */
export async function textCheck(args: string[], io: TextCheckIo): Promise<number> {
  try {
    const wish = parse(args);
    const name = wish.file === '-' ? 'standard input' : wish.file;
    const text = textOf(await (wish.file === '-' ? io.readStdin() : bytesOf(wish.file)), name);
    const parts: TextPart[] = [{ kind: 'words', field: 'words', text }];
    const { ground, about } = await surroundings(wish, parts, io);
    const policy = wish.policy ?? ownPolicy(about);
    const report = textReport(text, checkWords(parts, ground, about), policy, {
      zone: about.zone,
      now: about.at,
    });
    if (wish.asJson) io.say(JSON.stringify(report));
    else for (const line of inWords(report, text, name)) io.say(line);
    return report.ok ? OK : NOT_POSSIBLE;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    io.complain(error.message);
    return BAD_INPUT;
  }
}

const ownPolicy = ({ settings: { policyCited } }: TextAbout): KnownPolicyId | null =>
  policyCited !== null && isKnownPolicy(policyCited) ? policyCited : null;

async function surroundings(
  { school, roster, childShown }: Wish,
  parts: readonly TextPart[],
  { ofSchool, now }: TextCheckIo,
): Promise<TextSurroundings> {
  if (school === undefined) {
    const pupils = roster === undefined ? [] : rosterOf(await bytesOf(roster), roster);
    return { ground: { ...NO_GROUND, ...rosterGround(pupils, parts) }, about: aboutText(now(), childShown) };
  }
  const found = await ofSchool(school, parts, childShown).catch((error: unknown) => {
    throw new Refused(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  });
  if (!found) throw new Refused(`there is no school ${school} in this installation`);
  return found;
}

function parse(args: string[]): Wish {
  const { values, positionals } = options(args);
  const [file, ...more] = positionals;
  const { school, roster, policy, json = false, 'with-photo': childShown = false } = values;
  if (file === undefined || more.length > 0) throw new Refused(USAGE);
  if (school !== undefined && roster !== undefined)
    throw new Refused(`--school and --roster do not go together; ${USAGE}`);
  if (policy !== undefined && !isKnownPolicy(policy))
    throw new Refused(`no policy is called ${policy}; there are: ${Object.keys(KNOWN_POLICIES).join(', ')}`);
  return { file, school, roster, policy: policy ?? null, childShown, asJson: json };
}

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        school: { type: 'string' },
        roster: { type: 'string' },
        policy: { type: 'string' },
        'with-photo': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch {
    throw new Refused(USAGE);
  }
}
