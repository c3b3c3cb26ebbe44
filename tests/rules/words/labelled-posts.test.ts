// The posts on which the checks are measured can be trusted: enough of each kind, one label each, marks that stand in the text, and
// no adult, number or address in them that we have not made up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelledPosts, plantedAt, POSTS_FOLDER } from '../../../bench/labelled-posts.ts';

const posts = labelledPosts();
const planted = posts.filter(({ find }) => find !== null);
const clean = posts.filter(({ find }) => find === null);
const roster = readFileSync(join(POSTS_FOLDER, 'roster.csv'), 'utf8').trim().split('\n').slice(1);
const ids = new Set(roster.map((row) => row.split(',')[0]));

describe('the labelled posts', () => {
  it('are at least 640, about half of them clean, a third of those hard', () => {
    expect(posts.length).toBeGreaterThanOrEqual(640);
    expect(Math.abs(planted.length - clean.length) / posts.length).toBeLessThan(0.05);
    expect(clean.filter(({ hard }) => hard).length / clean.length).toBeGreaterThan(1 / 3);
    expect(planted.filter(({ hard }) => hard)).toEqual([]);
  });

  it('are each there once', () => {
    const written = posts.map(({ text, about, find }) => JSON.stringify([text, about, find?.level]));
    expect(written.filter((each, index) => written.indexOf(each) !== index)).toEqual([]);
  });

  it('say which words are meant, exactly once in the text', () => {
    const wrong = planted.filter((post) => {
      const { from, to } = plantedAt(post);
      return from < 0 || to <= from || (post.find?.mark && post.text.split(post.find.mark).length !== 2);
    });
    expect(wrong.map(({ where }) => where)).toEqual([]);
  });

  it.each([
    ['T-01', 40],
    ['T-02', 30],
    ['T-03', 20],
    ['T-04', 30],
    ['T-05', 8],
    ['T-06', 12],
    ['T-07', 12],
    ['T-08', 15],
    ['T-09', 15],
    ['T-10', 8],
    ['T-11', 10],
    ['T-12', 15],
    ['T-14', 8],
    ['T-15', 5],
    ['T-18', 8],
    ['T-21', 8],
  ])('plant %s at least %i times', (check, least) => {
    expect(planted.filter(({ find }) => find?.check === check).length).toBeGreaterThanOrEqual(least);
  });

  it('keep about a fifth out of sight, of the clean and of the planted', () => {
    for (const some of [clean, planted]) {
      const share = some.filter(({ heldOut }) => heldOut).length / some.length;
      expect(share).toBeGreaterThan(0.14);
      expect(share).toBeLessThan(0.27);
    }
  });

  it('show and name only pupils of the roster, which is made up of some 300 from many places', () => {
    expect(roster.length).toBeGreaterThanOrEqual(300);
    expect(ids.size).toBe(roster.length);
    const named = posts.flatMap(({ about }) => [...(about.pupilsShown ?? []), ...(about.mayBeNamed ?? [])]);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(roster.filter((row) => /[^\p{ASCII}]/u.test(row)).length).toBeGreaterThan(10);
    expect(roster.filter((row) => /,(Grace|Will|May|Rose|Summer|Hope),/.test(row)).length).toBeGreaterThan(6);
  });

  it('name no adult but those of the made-up school', () => {
    const school = readFileSync(join(POSTS_FOLDER, 'school.json'), 'utf8');
    const titled = /\b(?:mr|mrs|miss|ms|dr)\.? ((?:[a-z]+ )?[a-z]+(?:-[a-z]+)?)/giu;
    const adults = posts.flatMap(({ text }) => [...text.matchAll(titled)].map(([, name = '']) => name));
    expect(adults.length).toBeGreaterThan(15);
    const known = (name: string): boolean =>
      name.split(/[ ]/).some((word) => new RegExp(`[ -]${word}[",]`, 'iu').test(school));
    expect(adults.filter((name) => !known(name) && !/^(chef|and|you$)/i.test(name))).toEqual([]);
  });

  it('hold no telephone number, address for mail or web that could be somebody’s', () => {
    const digits = (text: string): string =>
      text
        .normalize('NFKD')
        .replace(/[^\d]/g, '')
        .replace(/^(440?|0)/, '');
    const phones = planted.filter(
      ({ find }) => find?.check === 'T-04' && /(?:\d[\s()‑-]*){10,}/u.test(find.mark ?? ''),
    );
    const drama = /^(?:7700900|1632960|2079460|1614960)/;
    const bank = /^\d{14}$/;
    expect(
      phones
        .filter(({ find }) => !/sort code|UPN|^[A-Z]{1,2}\d{6,}|^\w\d{12}/iu.test(find?.mark ?? ''))
        .filter(({ find }) => !bank.test(digits(find?.mark ?? '')))
        .filter(({ find }) => !drama.test(digits(find?.mark ?? '')))
        .map(({ where }) => where),
    ).toEqual([]);
    const mail = posts.flatMap(({ text }) => text.match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? []);
    expect(mail.length).toBeGreaterThan(3);
    expect(mail.filter((address) => !/\.example\.?$/.test(address))).toEqual([]);
  });
});
