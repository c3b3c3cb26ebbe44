// No pattern that reads people's words can be made to run for ever: every regular expression of the checks is proved safe against
// catastrophic backtracking (see docs on the checks of words), so that no text of a post can stop the server.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

// The library's own engine in this process: its others want Java or a binary for this very machine.
process.env.RECHECK_BACKEND = 'pure';
const { check } = await import('recheck');

const root = packageRoot();
const files = (path: string): string[] =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path)).flatMap((name) => files(join(path, name)))
    : path.endsWith('.ts')
      ? [path]
      : [];

const READ = [...files('app/domain/words'), 'app/domain/trips/telling-words.ts'];

interface Pattern {
  where: string;
  source: string;
  flags: string;
}

/** Patterns written out in a file, and places where one is put together while the program runs, which cannot be proved. */
function patternsIn(path: string, text: string): { patterns: Pattern[]; built: string[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const patterns: Pattern[] = [];
  const built: string[] = [];
  const visit = (node: ts.Node): void => {
    const where = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      patterns.push({ where, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'RegExp'
    ) {
      const [source, flags] = node.arguments ?? [];
      if (source && ts.isStringLiteralLike(source) && (!flags || ts.isStringLiteralLike(flags)))
        patterns.push({ where, source: source.text, flags: flags ? flags.text : '' });
      else built.push(where);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { patterns, built };
}

const found = READ.map((path) => patternsIn(path, readFileSync(join(root, path), 'utf8')));
const patterns = [
  ...new Map(
    found.flatMap((each) => each.patterns).map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern]),
  ).values(),
];

/**
 * What looks slow is attacked, and an attack has succeeded that is not over in its time. Each look and each attack has so long, ms, that
 * the steps it takes decide, and not how busy the machine is.
 */
const LONG = { incubationTimeout: 5_000, seedingTimeout: 5_000, attackTimeout: 5_000, timeout: 110_000 };

const verdict = async ({ source, flags }: Pick<Pattern, 'source' | 'flags'>): Promise<string> =>
  (await check(source, flags.replace(/[dgy]/g, ''), LONG)).status;

describe('the patterns that read a post’s words', () => {
  it('are written out, never put together from parts', () => {
    expect(found.flatMap(({ built }) => built)).toEqual([]);
  });

  it('are found in the code, however they are made', () => {
    const text = 'const a = /x+/u; const b = new RegExp("y*", "i"); const c = RegExp(`z${a}`);';
    const { patterns: read, built } = patternsIn('sample.ts', text);
    expect(read.map(({ source, flags }) => [source, flags])).toEqual([
      ['x+', 'u'],
      ['y*', 'i'],
    ]);
    expect(built).toEqual(['sample.ts:1']);
    expect(patterns.length).toBeGreaterThan(3);
  });

  it.each([
    ['by what is proved of it', '^(a+)+$'],
    ['by trying it', '(?=.)[ab]*[bc]*[ac]*d'],
  ])('would be found out if one could backtrack for ever: %s', async (_how, source) => {
    expect(await verdict({ source, flags: '' })).toBe('vulnerable');
  });

  it.each(patterns)('$where is safe: $source', async (pattern) => {
    expect(await verdict(pattern)).toBe('safe');
  });
});
