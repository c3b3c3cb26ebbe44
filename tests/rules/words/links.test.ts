// Links: what an address is, whose website it names, and where it led when we looked (T-18, R-55).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressLook, LooksAtAddress } from '#app/domain/words/links/links-ground.ts';
import { linksCheck } from '#app/domain/words/links/links.ts';
import { linksToLookAt } from '#app/domain/words/links/links-to-look-at.ts';
import { addressesIn } from '#app/domain/words/links/web-addresses.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { foundBy } from '#tests/support/words.ts';

const listed = {
  ground: { lists: { ...NO_LISTS, allowed_domains: { version: 1, entries: ['farm.example', 'bit.ly'] } } },
};
const found = (text: string) => foundBy(linksCheck, text, listed);
const codes = (text: string): string[] => found(text).map(({ code }) => code);

describe('what an address is', () => {
  it.each([
    'See https://www.gov.uk/school-uniform for more.',
    'Dates are on ashwicklane.harrowdean.sch.uk.',
    'More on https://ashwicklane.sch.uk/news/2026/11?page=2#term, or ask the office.',
    '(https://www.nhs.uk/live-well)',
    'Visit farm.example? No: https://www.farm.example/visit!',
    'https://bbc.co.uk/newsround and https://www.bbc.com/bitesize',
    'Well done everyone... what a day. We won 4-2! E.g. the relay, i.e. all of us.',
    'Write to office@ashwicklane.sch.uk.',
    'Open 9.30am to 3.15pm, Mon.-Fri., £2.50 each',
    'Here is the data: 4 wins, 2 draws.',
    'A post: https://x.com/AshwickLanePri',
  ])('lets %j pass', (text) => expect(codes(text)).toEqual([]));

  it.each([
    ['http://ashwicklane.sch.uk/news', 'link_not_https'],
    ['javascript:alert(1)', 'link_scheme'],
    ['JavaScript:alert(1)', 'link_scheme'],
    ['data:text/html,hello', 'link_scheme'],
    ['ftp://files.ashwicklane.sch.uk', 'link_scheme'],
    ['file:///etc/passwd', 'link_scheme'],
    ['https://school.sch.uk@evil.example/x', 'link_disguised'],
    ['https://school.sch.uk:pass@evil.example/', 'link_disguised'],
    ['https://evil.example\\@school.sch.uk', 'link_disguised'],
    ['https://%65vil.example/', 'link_disguised'],
    ['https://\u0430pple.com/', 'link_disguised'],
    ['https://xn--pple-43d.com/', 'link_disguised'],
    ['https://\u0430\u0440\u0440\u04cf\u0435.com/', 'link_disguised'],
    ['https://127.0.0.1/', 'link_to_a_machine'],
    ['https://93.184.215.14/', 'link_to_a_machine'],
    ['https://2130706433/', 'link_to_a_machine'],
    ['https://0177.0.0.1/', 'link_to_a_machine'],
    ['https://0x7f.1/', 'link_to_a_machine'],
    ['https://[::1]/', 'link_to_a_machine'],
    ['https://[::ffff:10.0.0.1]/', 'link_to_a_machine'],
    ['https://localhost/', 'link_to_a_machine'],
    ['https://printer.local/', 'link_to_a_machine'],
    ['https://sims/', 'link_to_a_machine'],
    ['https://ashwicklane.sch.uk:8443/', 'link_port'],
    ['https://www.pornhub.com/', 'link_forbidden_site'],
    ['bet365.com', 'link_forbidden_site'],
    ['https://anything.casino/win', 'link_forbidden_site'],
    ['https://bit.ly/3xYz', 'link_shortener'],
    ['tinyurl.com/abc', 'link_shortener'],
    ['https://t.co/abc', 'link_shortener'],
  ])('stops %j for everyone: %s', (text, code) => {
    const [first, ...more] = found(`Look: ${text} today`);
    expect(first).toMatchObject({ code, level: 'block', opener: 'nobody', clause: 'R-55' });
    expect(more).toEqual([]);
    expect(`Look: ${text} today`.slice(first?.from, first?.to)).toBe(text);
  });

  it('offers https where http stands, and marks nothing but the address', () => {
    const [first] = found('Dates (http://ashwicklane.sch.uk/dates).');
    expect(first).toMatchObject({ from: 7, to: 38, fix: 'https://ashwicklane.sch.uk/dates' });
  });

  it('lets the headteacher open a website that is on no list', () => {
    for (const text of [
      'https://www.tidewater-farm.co.uk/visit',
      'tidewaterfarm.com',
      'https://t\u0177.cymru/',
    ])
      expect(found(text)).toMatchObject([{ code: 'link_new_site', level: 'block', opener: 'head' }]);
    expect(codes('https://farm.example.evil.example/')).toEqual(['link_new_site']);
    expect(codes('https://notgov.uk.com/')).toEqual(['link_new_site']);
    expect(codes('https://fakesch.uk/')).toEqual(['link_new_site']);
  });

  it('points out a page that only lists other links', () => {
    expect(found('All our news: linktr.ee/ashwick')).toMatchObject([
      { code: 'link_new_site', opener: 'head' },
      { code: 'link_list_page', level: 'warn' },
    ]);
  });

  it('offers a space where two sentences run on into what X takes for an address', () => {
    expect(found('It was great fun today.In the morning we sang')).toMatchObject([
      { code: 'link_by_accident', fix: 'today. In', from: 17, to: 25 },
    ]);
  });

  it('never lets the trust’s list open a short address or what no school shows', () => {
    expect(codes('https://bit.ly/abc')).toEqual(['link_shortener']);
  });

  it('sees both of two addresses, and one inside another as part of it', () => {
    expect(codes('https://gov.uk,https://evil.example/')).toEqual(['link_new_site']);
    expect(addressesIn('https://gov.uk/?to=https://evil.example/').map(({ written }) => written)).toEqual([
      'https://gov.uk/?to=https://evil.example/',
    ]);
  });

  it('finds an address wherever it stands, and reads any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.string({ maxLength: 80 }),
        (before, after) => {
          const text = `${before} https://2130706433/ ${after}`;
          expect(codes(text)).toContain('link_to_a_machine');
          for (const { from, to, written } of addressesIn(text)) expect(text.slice(from, to)).toBe(written);
        },
      ),
    );
  });
});

describe('where it led', () => {
  const URL_HERE = 'https://www.farm.example/visit';
  const to = (...hosts: string[]): AddressLook => ({ outcome: 'reached', why: null, hosts });
  const down: AddressLook = { outcome: 'unreachable', why: 'no_answer', hosts: ['www.farm.example'] };
  const refused = (why: string): AddressLook => ({ outcome: 'refused', why, hosts: ['www.farm.example'] });
  const led = (last: AddressLook, more: Partial<LooksAtAddress> = {}, text = URL_HERE) => {
    const looks = new Map([[URL_HERE, { last, reached: null, approved: null, ...more }]]);
    return foundBy(linksCheck, text, { ground: { ...listed.ground, links: { looks } } });
  };

  it('says nothing where it stays on its website or goes on to a known one', () => {
    expect(led(to('www.farm.example'))).toEqual([]);
    expect(led(to('www.farm.example', 'farm.example'))).toEqual([]);
    expect(led(to('www.farm.example', 'visit.farm.example', 'www.gov.uk'))).toEqual([]);
  });

  it('finds the look of an address with a part after #', () => {
    expect(led(refused('not_https'), {}, `${URL_HERE}#map`)).toMatchObject([{ code: 'link_refused' }]);
  });

  it('asks the headteacher where it goes on to a stranger', () => {
    expect(led(to('www.farm.example', 'shop.example'))).toMatchObject([
      { code: 'link_leads_to_new_site', level: 'block', opener: 'head' },
    ]);
  });

  it('stops for everyone where it passes what no school shows', () => {
    expect(led(to('www.farm.example', 'ads.casino', 'farm.example'))).toMatchObject([
      { code: 'link_leads_to_forbidden_site', opener: 'nobody' },
    ]);
  });

  it('stops what could not be followed safely, and lets the head open what may be the site’s own clumsiness', () => {
    for (const why of ['not_https', 'private_address', 'odd_address'])
      expect(led(refused(why))).toMatchObject([{ code: 'link_refused', opener: 'nobody', context: { why } }]);
    for (const why of ['too_many_redirects', 'bad_certificate'])
      expect(led(refused(why))).toMatchObject([{ code: 'link_refused', opener: 'head', context: { why } }]);
  });

  it('stops a link that leads elsewhere than when it was approved, though the new place is a known one', () => {
    const approved = to('www.farm.example');
    expect(led(to('www.farm.example', 'www.gov.uk'), { approved })).toMatchObject([
      { code: 'link_changed', level: 'block', opener: 'nobody' },
    ]);
    expect(led(to('www.farm.example', 'farm.example'), { approved })).toEqual([]);
  });

  it('only points out a site that is down when it was reached before, and asks where it never was', () => {
    expect(led(down, { reached: to('www.farm.example') })).toMatchObject([
      { code: 'link_not_reached', level: 'warn' },
    ]);
    expect(led(down, { approved: to('www.farm.example') })).toMatchObject([{ level: 'warn' }]);
    expect(led(down)).toMatchObject([{ code: 'link_never_reached', level: 'block', opener: 'head' }]);
    expect(led(down, { approved: down, reached: to('www.farm.example') })).toMatchObject([
      { code: 'link_never_reached' },
    ]);
  });
});

describe('what is looked at', () => {
  it('asks only for what could go out, each once', () => {
    const words =
      'https://farm.example/a farm.example/a https://farm.example/a#b http://farm.example https://127.0.0.1/ https://bit.ly/x https://x.com/a/status/1 https://pornhub.com https://gov.uk:99/';
    expect(linksToLookAt({ words, photos: [] })).toEqual(['https://farm.example/a']);
  });
});
