// What holds for every screen: read by ear, reached by key, drawn without a single style attribute, and never without
// its frame. The gallery's screens stand in for the product's.
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import type { FrameData } from '#app/components/app-frame.tsx';
import { AppFrame, findFrame } from '#app/components/app-frame.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { FRAME } from '../../scripts/gallery/made-up.ts';
import { SCREENS } from '../../scripts/gallery/screens.tsx';
import { attributes, count, draw, words } from './drawn.tsx';

describe.each(Object.entries(SCREENS))(
  'the %s screen',
  (_name, screen: { at: string; draw: () => ReactElement }) => {
    const html = draw(screen.draw(), screen.at);

    test('carries no style attribute and no handler in its HTML', () => {
      expect(html).toContain('class="');
      expect(attributes(html, 'style')).toEqual([]);
      expect(html).not.toMatch(/ on\w+="/);
    });

    test('has one main, one first heading and a way past the navigation', () => {
      expect(count(html, /<main /g)).toBe(1);
      expect(count(html, /<h1/g)).toBe(1);
      expect(html.indexOf('href="#main"')).toBe(html.indexOf('href="'));
    });

    test('names every field, describes every picture, and repeats no id', () => {
      const ids = attributes(html, 'id');
      expect(ids).toEqual([...new Set(ids)]);
      for (const target of [...attributes(html, 'for'), ...attributes(html, 'aria-labelledby')])
        expect(ids).toContain(target);
      for (const list of attributes(html, 'aria-describedby'))
        for (const id of list.split(' ')) expect(ids).toContain(id);
      for (const [picture] of html.matchAll(/<img[^>]*>/g)) expect(picture).toMatch(/ alt="/);
      for (const [control] of html.matchAll(/<(?:input|select|textarea)[^>]*>/g)) {
        expect(attributes(html, 'for')).toContain(attributes(control, 'id')[0]);
      }
    });

    test('never says a word of the machine room', () => {
      expect(words(html)).not.toMatch(/\b(gate|revision|verdict|holder|subject|channel|validation)\b/i);
    });
  },
);

describe('AppFrame', () => {
  const frame = (change: Partial<FrameData> = {}) =>
    draw(<AppFrame frame={{ ...FRAME, ...change }}>page</AppFrame>, '/calendar');

  test('says that practice has no real children, and says nothing of it otherwise', () => {
    expect(words(frame())).toContain('Practice: no real children');
    expect(words(frame({ practice: false }))).not.toContain('Practice');
  });

  test('keeps the policy one link away (R-22)', () => {
    expect(frame()).toMatch(/<a [^>]*href="\/policy"/);
  });

  test('marks where one is and says how many wait', () => {
    expect(frame()).toMatch(/<a (?=[^>]*aria-current="page")(?=[^>]*href="\/calendar")/);
    expect(words(frame())).toContain('Waiting 12 waiting');
  });

  test('reaches every place from a phone: four in the bar, the rest under More', () => {
    const html = frame();
    const more = html.slice(html.indexOf('frame-nav-narrow-only'));
    for (const { to } of FRAME.nav.slice(4)) expect(more).toContain(`href="${to}"`);
    expect(frame({ nav: FRAME.nav.slice(0, 5) })).not.toContain('frame-nav-narrow-only');
  });

  test('signs out by a POST, which no link or mail scanner can set off', () => {
    expect(frame()).toContain('<form method="post" action="/sign-out">');
  });

  test('is found again among the matches when a page below it fails', () => {
    expect(findFrame([{ data: null }, { data: { frame: FRAME } }, { data: undefined }])).toBe(FRAME);
    expect(findFrame([{ data: null }, { data: { other: 1 } }])).toBeNull();
  });

  test('without a session there is no navigation, only the page', () => {
    const html = draw(<PlainFrame practice>page</PlainFrame>);
    expect(html).not.toContain('<nav');
    expect(words(html)).toContain('Practice: no real children');
  });
});
