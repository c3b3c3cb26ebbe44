// Two tabs, one draft: whatever either side changed is kept or shown to both, never silently lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DraftFields, mergeDraft, withFields } from '#app/domain/posts/merge-draft.ts';

const text = fc.constantFrom('', 'a', 'b', 'c');
const draft: fc.Arbitrary<DraftFields> = fc.record({
  words: text,
  subject: text,
  altTexts: fc.record({ one: text, two: text }),
  declarations: fc.uniqueArray(fc.constantFrom('rights', 'device', 'background'), { maxLength: 3 }),
  windowFrom: text,
  windowUntil: text,
});
/** Every text field by its name. */
const texts = (fields: DraftFields): Record<string, string> => ({
  words: fields.words,
  subject: fields.subject,
  windowFrom: fields.windowFrom,
  windowUntil: fields.windowUntil,
  ...Object.fromEntries(Object.entries(fields.altTexts).map(([id, alt]) => [`alt:${id}`, alt])),
});

describe('merging what was typed into what is saved', () => {
  test('keeps a change of one side, and names each field that both changed differently', () => {
    fc.assert(
      fc.property(draft, draft, draft, (mine, base, theirs) => {
        const { fields, conflicts } = mergeDraft(mine, base, theirs);
        const [typed, before, saved, merged] = [mine, base, theirs, fields].map(texts) as [
          Record<string, string>,
          Record<string, string>,
          Record<string, string>,
          Record<string, string>,
        ];
        for (const field of Object.keys(saved)) {
          const conflict = conflicts.find((each) => each.field === field);
          const [m, b, s] = [typed[field], before[field], saved[field]];
          if (m === b || m === s) expect(merged[field]).toBe(s);
          else expect(merged[field]).toBe(m);
          const clash = m !== b && s !== b && m !== s;
          expect(conflict).toEqual(clash ? { field, mine: m, theirs: s } : undefined);
        }
      }),
    );
  });

  test('merges ticks one by one: each side’s change to a tick stands', () => {
    fc.assert(
      fc.property(draft, draft, draft, (mine, base, theirs) => {
        const { declarations } = mergeDraft(mine, base, theirs).fields;
        for (const name of ['rights', 'device', 'background']) {
          const [m, b, s] = [mine, base, theirs].map((each) => each.declarations.includes(name));
          expect(declarations.includes(name)).toBe(m !== b ? m : s);
        }
      }),
    );
  });

  test('is the typed form itself when nobody else changed anything', () => {
    fc.assert(
      fc.property(draft, draft, (mine, base) => {
        const { fields, conflicts } = mergeDraft(mine, base, base);
        expect(conflicts).toEqual([]);
        expect(texts(fields)).toEqual(texts(mine));
        expect(fields.declarations).toEqual([...mine.declarations].sort());
      }),
    );
  });

  test('can be settled field by field: taking theirs where it clashed leaves everything else typed', () => {
    fc.assert(
      fc.property(draft, draft, draft, (mine, base, theirs) => {
        const { fields, conflicts } = mergeDraft(mine, base, theirs);
        const clashing = conflicts.map(({ field }) => field);
        const [chosen, merged, saved] = [withFields(fields, clashing, theirs), fields, theirs].map(texts);
        for (const field of Object.keys(saved ?? {}))
          expect(chosen?.[field]).toBe((clashing.includes(field) ? saved : merged)?.[field]);
        expect(mergeDraft(mine, withFields(theirs, clashing, base), theirs).conflicts).toEqual(conflicts);
      }),
    );
  });

  test('lets the alt text of a removed photo go, and keeps that of a new one', () => {
    const base: DraftFields = {
      words: '',
      subject: '',
      altTexts: { gone: 'x' },
      declarations: [],
      windowFrom: '',
      windowUntil: '',
    };
    const mine = { ...base, altTexts: { gone: 'typed' } };
    const theirs = { ...base, altTexts: { fresh: 'new' } };
    expect(mergeDraft(mine, base, theirs)).toEqual({
      fields: { ...base, altTexts: { fresh: 'new' } },
      conflicts: [],
    });
  });
});
