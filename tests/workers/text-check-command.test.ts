// `gatepost text check`: one text read as a post is read, with findings that say where they stand and whose rule they are, and a plain
// line for every input that cannot be used.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textCheck, type TextCheckIo } from '#cli/text-check.ts';
import type { TextReport } from '#cli/text-report.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-text-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HEADER =
  'mis_id,legal_forename,legal_surname,preferred_forename,preferred_surname,known_as,year_group,registration_group';
const ROSTER = `${HEADER}\n1,Ada,Byrne,,,,7,7B\n2,Chukwuemeka,Okonjo,Emeka,,,R,Reception Acorns\n3,Padmini,,,,,4,4 Willow\n`;

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(
  args: string[],
  stdin = '',
  ofSchool: TextCheckIo['ofSchool'] = () => Promise.resolve(null),
) {
  const said: string[] = [];
  const complained: string[] = [];
  const exit = await textCheck(args, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    readStdin: () => Promise.resolve(new TextEncoder().encode(stdin)),
    now: () => new Date('2026-06-10T10:00:00Z'),
    ofSchool,
  });
  return { exit, said, complained, report: () => JSON.parse(said.join('\n')) as TextReport };
}

const roster = () => ['--roster', file('roster.csv', ROSTER)];

describe('gatepost text check', () => {
  it('answers 0 for a text with nothing in it, and says that this is no proof', async () => {
    const { exit, said, complained } = await run([
      ...roster(),
      file('post.txt', 'Mark your calendars for Friday!'),
    ]);
    expect([exit, complained]).toEqual([0, []]);
    expect(said[0]).toMatch(/post\.txt: nothing found\.$/);
    expect(said[1]).toContain('no proof');
  });

  it('answers 1 with each finding: check, class, place, words, rule and the clause of the policy asked for', async () => {
    const post = file('post.txt', 'What a day!\nWell done Ada Byrne\n');
    const { exit, said } = await run([...roster(), '--with-photo', '--policy', 'hamblin', post]);
    expect(exit).toBe(1);
    expect(said[0]).toMatch(/post\.txt: \d+ findings?$/);
    const text = said.join('\n');
    expect(text).toMatch(/T-01, class H \(stops the post; only other words help\), line 2, column 11/);
    expect(text).toContain('Well done [Ada Byrne]');
    expect(text).toMatch(/Rule R-33[^\n]*; Hamblin Education Trust, Guidelines b7/);
  });

  it('--json says the same as one object without a word of the text', async () => {
    const post = file('post.txt', '🎉 first\r\nWell done Emeka Okonjo');
    const { exit, report, said } = await run([...roster(), '--with-photo', '--json', post]);
    expect([exit, said.length]).toEqual([1, 1]);
    expect(said[0]).not.toContain('Okonjo');
    const { ok, policy, findings } = report();
    expect([ok, policy]).toEqual([false, null]);
    expect(findings.find(({ check }) => check === 'T-01')).toEqual({
      check: 'T-01',
      code: expect.any(String) as string,
      class: 'H',
      from: 20,
      to: 32,
      line: 2,
      column: 11,
      endLine: 2,
      endColumn: 23,
      clause: expect.stringContaining('R-33') as string,
      policyClause: null,
      sentence: expect.any(String) as string,
      fix: expect.any(String) as string,
    });
  });

  it('reads standard input, and takes the photo into account only when it is said', async () => {
    const alone = await run([...roster(), '-', '--json'], 'Great work, Year 7B!');
    const beside = await run([...roster(), '--with-photo', '-', '--json'], 'Great work, Year 7B!');
    const labels = (of: typeof alone) => of.report().findings.filter(({ check }) => check === 'T-03').length;
    expect([labels(alone), labels(beside)]).toEqual([0, 1]);
  });

  it('works without a roster, and with one that has only what it needs', async () => {
    expect((await run(['-'], 'Contact us on 07700 900451')).exit).toBe(1);
    const bare = file('bare.csv', '\ufefflegal_surname,MIS_ID,legal_forename\r\nByrne,1,Ada\r\n\r\n');
    expect((await run(['--roster', bare, '--with-photo', '-'], 'Ada Byrne')).exit).toBe(1);
  });

  it('shows no character that could steer the terminal or turn the line round', async () => {
    const { said } = await run(
      [...roster(), '--with-photo', '-'],
      'a\u001b[2J\u202e\u0007 Ada Byrne \u009b1m',
    );
    expect(said.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(said.join('\n')).toContain('[Ada Byrne]');
  });

  it('compares with a school of the installation, and cites the policy that the school cites', async () => {
    const asked: unknown[] = [];
    const { exit, complained } = await run(['--school', 'no-such', '-'], 'x', (...args) => {
      asked.push(args.slice(0, 1), args[2]);
      return Promise.resolve(null);
    });
    expect([exit, asked]).toEqual([2, [['no-such'], false]]);
    expect(complained).toEqual(['there is no school no-such in this installation']);
    const inUse = await run(['--school', 'any', '-'], 'x', () =>
      Promise.reject(new Error('Another Gatepost is already using the data folder')),
    );
    expect([inUse.exit, inUse.complained]).toEqual([
      2,
      ['Another Gatepost is already using the data folder'],
    ]);
  });

  it.each([
    [[], /^usage: gatepost text check/],
    [['a', 'b'], /^usage/],
    [['--what', '-'], /^usage/],
    [['--policy', 'toString', '-'], /no policy is called toString; there are: generic, symphony/],
    [['--school', 'a', '--roster', 'b', '-'], /do not go together/],
    [['/no/such/file.txt'], /cannot be read \(ENOENT\)/],
    [['--roster', '/no/such.csv', '-'], /such\.csv: cannot be read/],
  ])('answers 2 to %j with one line', async (args, line) => {
    const { exit, said, complained } = await run(args, 'text');
    expect([exit, said, complained.length]).toEqual([2, [], 1]);
    expect(complained[0]).toMatch(line);
  });

  it('answers 2 to a text that is not UTF-8 or too long', async () => {
    const latin = await run([file('latin.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9]))]);
    expect([latin.exit, latin.complained[0]]).toEqual([2, expect.stringContaining('is not UTF-8 text')]);
    const long = await run([file('long.txt', 'a'.repeat(100_001))]);
    expect([long.exit, long.complained[0]]).toEqual([2, expect.stringContaining('100,001 bytes long')]);
    expect((await run([file('just.txt', 'well done '.repeat(10_000))])).exit).toBe(0);
  });

  it.each([
    ['', /line 1: is empty/],
    ['legal_forename,legal_surname\nAda,Byrne\n', /line 1: the header has no mis_id/],
    [`${HEADER},known_as\n`, /line 1: the header names known_as twice/],
    [`${HEADER}\n1,Ada,Byrne\n`, /line 2: has 3 cells, but the header names 8 columns/],
    [`${HEADER}\n1,Ada,Byrne,,,,7,7B\n,Bo,Lee,,,,7,7B\n`, /line 3: has no mis_id/],
    [
      `${HEADER}\n1,Ada,Byrne,,,"a\nb",7,7B\n1,Bo,Lee,,,,7,7B\n`,
      /line 4: has the mis_id of line 2 once more/,
    ],
    [`${HEADER}\n1,,,,,,7,7B\n`, /line 2: has neither legal_forename nor legal_surname/],
    [`${HEADER}\n1,"Ada,Byrne,,,,7,7B\n`, /line \d: is not CSV/],
    [new Uint8Array([0x6d, 0xe9]), /is not UTF-8; save it as/],
  ])('names file and line of a fault in the roster: %j', async (content, line) => {
    const { exit, complained } = await run(['--roster', file('r.csv', content), '-'], 'text');
    expect(exit).toBe(2);
    expect(complained).toHaveLength(1);
    expect(complained[0]).toMatch(line);
    expect(complained[0]).toContain('r.csv');
  });
});
