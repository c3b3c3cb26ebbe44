// The colours that people read by, computed from the stylesheet itself: WCAG 2.2 AAA for body text, AA for the rest.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const STYLES = join(import.meta.dirname, '../../app/styles');
const tokens = readFileSync(join(STYLES, 'tokens.css'), 'utf8');

type Palette = Record<string, string>;

/** The custom properties of the block that opens right after `opening`. */
function blockAfter(opening: string): Palette {
  const start = tokens.indexOf(opening);
  if (start < 0) throw new Error(`tokens.css has no block ${opening}`);
  const block = tokens.slice(start + opening.length, tokens.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
}

const light = blockAfter(':root {');
const darkByDevice = blockAfter(":root:not([data-theme='light']) {");
const darkByChoice = blockAfter(":root[data-theme='dark'] {");

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(palette: Palette, fore: string, back: string): number {
  const [one, two] = [fore, back].map((name) => {
    const value = palette[name];
    if (!value || !/^#[0-9a-f]{6}$/.test(value))
      throw new Error(`token --${name} is not a plain colour: ${value}`);
    return luminance(value);
  }) as [number, number];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

test('contrast is computed as WCAG defines it', () => {
  const plain = { black: '#000000', white: '#ffffff', grey: '#767676' };
  expect(contrast(plain, 'black', 'white')).toBeCloseTo(21, 5);
  expect(contrast(plain, 'grey', 'white')).toBeCloseTo(4.54, 2);
});

describe.each([
  ['light', light],
  ['dark', darkByDevice],
])('%s', (_name, palette) => {
  const backgrounds = ['paper', 'grey-desk', 'green-wash', 'amber-wash', 'red-wash'];

  test.each(backgrounds)('body text on %s reaches AAA, 7 to 1', (back) => {
    expect(contrast(palette, 'ink', back)).toBeGreaterThanOrEqual(7);
  });

  test.each(['paper', 'grey-desk'])('quiet text on %s reaches AAA, 7 to 1', (back) => {
    expect(contrast(palette, 'grey-quiet', back)).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['green', ['paper', 'grey-desk', 'green-wash']],
    ['amber', ['paper', 'grey-desk', 'amber-wash']],
    ['red', ['paper', 'grey-desk', 'red-wash']],
  ] as const)('%s words reach AA, 4.5 to 1, wherever they stand', (fore, backs) => {
    for (const back of backs) expect(contrast(palette, fore, back), back).toBeGreaterThanOrEqual(4.5);
  });

  test('links and main buttons are read at AAA', () => {
    expect(contrast(palette, 'green', 'paper')).toBeGreaterThanOrEqual(7);
    expect(contrast(palette, 'on-green', 'green')).toBeGreaterThanOrEqual(7);
    expect(contrast(palette, 'on-red', 'red')).toBeGreaterThanOrEqual(7);
  });

  test('a mark inside a coloured shape, and the edge of a field, reach 3 to 1', () => {
    for (const shape of ['green', 'amber', 'red', 'grey-quiet']) {
      expect(contrast(palette, 'paper', shape), shape).toBeGreaterThanOrEqual(3);
      expect(contrast(palette, shape, 'grey-desk'), shape).toBeGreaterThanOrEqual(3);
    }
  });
});

test('dark is the same dark whether the device or the person asked for it', () => {
  expect(darkByChoice).toEqual(darkByDevice);
});

test('light and dark name the same tokens', () => {
  expect(Object.keys(darkByDevice)).toEqual(Object.keys(light));
});

test('no stylesheet but the tokens and the printed page names a colour of its own', () => {
  const others = readdirSync(STYLES).filter((file) => !['tokens.css', 'print.css'].includes(file));
  expect(others).toContain('track.css');
  for (const file of others) {
    const declared = readFileSync(join(STYLES, file), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
    expect(declared.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(/gi) ?? [], file).toEqual([]);
  }
});
