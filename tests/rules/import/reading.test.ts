// Files as schools send them, and as nobody should: letters, delimiters, quotes, dates, sheets, and archives that mean harm.
import { describe, expect, it } from 'vitest';
import { readTable } from '#app/adapters/read-table.ts';
import { dateFrom, ruledOut } from '#app/domain/import/dates.ts';
import { suggestedMapping } from '#app/domain/import/presets.ts';
import { profileOf } from '#app/domain/import/profile.ts';
import { answerFrom } from '#app/domain/import/values.ts';
import { sheetXml, workbookParts, xlsxOf, zipOf } from '#tests/support/xlsx-file.ts';

async function tableOf(bytes: Uint8Array | string, choices = {}) {
  const read = await readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, choices);
  if (!read.ok) throw new Error(read.fault);
  return read;
}
const faultOf = async (bytes: Uint8Array, choices = {}) => {
  const read = await readTable(bytes, choices);
  return read.ok ? 'read' : read.fault;
};

describe('CSV', () => {
  it.each([
    [',', 'id,name\n1,"Finch, Zoë"\n'],
    [';', 'id;name\n1;"Finch, Zoë"\n'],
    ['\t', 'id\tname\n1\tFinch, Zoë\n'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    const read = await tableOf(text);
    expect(read).toMatchObject({ as: { kind: 'csv', delimiter, encoding: 'utf-8' } });
    expect(read.table).toEqual({ headers: ['id', 'name'], rows: [['1', 'Finch, Zoë']] });
  });

  it('reads UTF-8 with a mark, without one, and Windows letters', async () => {
    const rows = [['1', 'Zoë O’Hara']];
    expect((await tableOf('\uFEFFid,name\n1,Zoë O’Hara')).table).toEqual({ headers: ['id', 'name'], rows });
    const windows = Buffer.concat([
      Buffer.from('id,name\n1,Zo'),
      Buffer.from([0xeb]),
      Buffer.from(' O'),
      Buffer.from([0x92]),
      Buffer.from('Hara'),
    ]);
    expect(await tableOf(windows)).toMatchObject({ table: { rows }, as: { encoding: 'windows-1252' } });
    expect(await faultOf(windows, { encoding: 'utf-8' })).toBe('unknown_encoding');
    expect(await faultOf(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0x81, 0x2c, 0xff]))).toBe('unknown_encoding');
    expect(await faultOf(Buffer.from('\uFEFFid,name\n1,2', 'utf16le'))).toBe('unknown_encoding');
  });

  it('keeps line breaks and doubled quotes in cells, and whole rows that are short', async () => {
    const { table } = await tableOf('id,note\r\n1,"two\nlines, ""quoted"""\r\n2\r\n');
    expect(table.rows).toEqual([
      ['1', 'two\nlines, "quoted"'],
      ['2', ''],
    ]);
  });

  it('keeps numbers as they are written and makes headings distinct', async () => {
    const { table } = await tableOf('ID,Date,Date\n007,1,2\n');
    expect(table).toEqual({ headers: ['ID', 'Date', 'Date (2)'], rows: [['007', '1', '2']] });
  });

  it('refuses what does not fit its headings, a quote left open, and one column', async () => {
    expect(await faultOf(Buffer.from('a,b\n1,2,3'))).toBe('broken_csv');
    expect(await faultOf(Buffer.from('a,b\n1,"2'))).toBe('broken_csv');
    expect(await faultOf(Buffer.from('a\n1'))).toBe('no_headings');
    expect(await faultOf(Buffer.from('a,b\n\n\n'))).toBe('empty');
    expect(await faultOf(Buffer.from(`${Array.from({ length: 201 }, (_, i) => `c${i}`).join()}\n1`))).toBe(
      'too_many_columns',
    );
    expect(await faultOf(Buffer.from(`a,b\n${'1,2\n'.repeat(200_001)}`))).toBe('too_many_rows');
  });
});

describe('XLSX', () => {
  const rows = [
    ['ID', 'Born', 'Photos', 'Year'],
    ['007', { day: 42_939 }, true, 4],
  ] as const;

  it('reads text, days, boxes and numbers as text, from the first sheet or the one chosen', async () => {
    const file = xlsxOf({
      Pupils: rows,
      Other: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
    const first = await tableOf(file);
    expect(first.table).toEqual({
      headers: ['ID', 'Born', 'Photos', 'Year'],
      rows: [['007', '2017-07-23', 'true', '4']],
    });
    expect(first.as).toEqual({ kind: 'xlsx', sheet: 'Pupils', sheets: ['Pupils', 'Other'] });
    expect((await tableOf(file, { sheet: 'Other' })).table.rows).toEqual([['1', '2']]);
    expect(await faultOf(file, { sheet: 'None' })).toBe('no_such_sheet');
  });

  it('gives up on a cell far out before it makes the rows in between', async () => {
    const far = (at: string) => zipOf(workbookParts({ S: sheetXml(rows).replace('r="A2"', `r="${at}"`) }));
    expect(await faultOf(far('A1048576'))).toBe('too_many_rows');
    expect(await faultOf(far('XFD2'))).toBe('too_many_columns');
    expect(await faultOf(far('A99999999999'))).toBe('broken_xlsx');
  });

  it('gives up on an archive that unpacks to far more than it is', async () => {
    const bomb = Buffer.alloc(160 * 1024 * 1024, ' ');
    const file = zipOf([...workbookParts({ S: sheetXml(rows) }), ['xl/sharedStrings.xml', bomb]]);
    expect(file.length).toBeLessThan(1024 * 1024);
    expect(await faultOf(file)).toBe('too_big');
  });

  it('gives up on declared entities, entries without number, one path twice, and half a file', async () => {
    const declared = sheetXml(rows).replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet');
    expect(await faultOf(zipOf(workbookParts({ S: declared })))).toBe('broken_xlsx');
    const many = Array.from({ length: 600 }, (_, index): [string, string] => [`x/${index}.xml`, '<a/>']);
    expect(await faultOf(zipOf([...workbookParts({ S: sheetXml(rows) }), ...many]))).toBe('too_big');
    const parts = workbookParts({ S: sheetXml(rows) });
    expect(await faultOf(zipOf([...parts, parts[2] as [string, string]]))).toBe('broken_xlsx');
    const whole = xlsxOf({ S: rows });
    expect(await faultOf(whole.subarray(0, whole.length / 2))).toBe('broken_xlsx');
  });

  it('knows other files by their first bytes', async () => {
    expect(await faultOf(Buffer.from('%PDF-1.4'))).toBe('pdf');
    expect(await faultOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('old_excel');
    const wrapped = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await faultOf(wrapped)).toBe('protected');
    const ods = Buffer.concat([
      Buffer.from('PK\u0003\u0004'),
      Buffer.alloc(26),
      Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
    ]);
    expect(await faultOf(ods)).toBe('open_document');
    expect(await faultOf(zipOf([['word/document.xml', '<a/>']]))).toBe('not_a_table');
  });
});

describe('answers and dates', () => {
  it.each([
    ...['Y', 'Yes', 'T', 'True', '1', 'Granted', 'Accepted', 'Confirmed', 'Consented', ' yes '].map(
      (word) => [word, 'granted'],
    ),
    ...['N', 'No', 'Not Granted', 'Declined', 'REFUSED'].map((word) => [word, 'refused']),
    ...['Withdrawn', 'Revoked'].map((word) => [word, 'withdrawn']),
    ...['', 'null', 'Pending', 'Requested', 'Not Requested'].map((word) => [word, 'not_answered']),
    ...['Maybe', 'X', '2', 'Yes?'].map((word) => [word, null]),
  ])('understands %j as %s', (word, answer) => {
    expect(answerFrom(word as string, true)).toBe(answer);
  });

  it.each(['F', 'False', '0'])('takes the empty box %s for what a person said it is', (word) => {
    expect(answerFrom(word, true)).toBe('not_answered');
    expect(answerFrom(word, false)).toBe('refused');
  });

  it.each([
    ['23/07/2017', 'dmy', '2017-07-23'],
    ['7/3/2017', 'mdy', '2017-07-03'],
    ['7/3/2017', 'dmy', '2017-03-07'],
    ['2017-07-23', 'dmy', '2017-07-23'],
    ['2017-07-23T00:00:00', 'ymd', '2017-07-23'],
    ['23-Jul-2017', 'dmy', '2017-07-23'],
    ['42939', 'dmy', '2017-07-23'],
    ['31/02/2017', 'dmy', null],
    ['23/07/2017', 'mdy', null],
    ['23/07/17', 'dmy', null],
    ['soon', 'dmy', null],
  ] as const)('reads %s written %s as %s', (text, format, date) => {
    expect(dateFrom(text, format)).toBe(date);
  });

  it('rules out ways of writing by what is impossible', () => {
    expect(ruledOut('23/07/2017')).toEqual(['ymd', 'mdy']);
    expect(ruledOut('07/23/2017')).toEqual(['dmy', 'ymd']);
    expect(ruledOut('2017-07-23')).toEqual([]);
  });
});

describe('what a file suggests about itself', () => {
  const suggest = async (text: string) => {
    const read = await tableOf(text);
    return suggestedMapping(profileOf(read.table, read.as), '2026-11-18');
  };

  it.each([
    ['sims', 'Adno,Forename,Surname,Reg Group,Photograph Student\n1,A,B,4H,F', 'wide'],
    [
      'arbor',
      'Student ID,First Name,Last Name,Registration Form,Consent Type,Consent Status\n1,A,B,4H,Photos,Granted',
      'long',
    ],
    [
      'bromcom',
      'Person ID,Forename,Surname,Tutor Group,Permission,State,Informed By,Date\n1,A,B,4H,Photos,Yes,C D,23/07/2026',
      'long',
    ],
    [
      'scholarpack',
      'mis_id,legal_forename,surname,current_nc_year,registration_name,par_resp\n1,A,B,4,4H,',
      'none',
    ],
    ['juniper', 'Pupil ID,Forename,Surname,registration_name,Confirmed By,Photos\n1,A,B,4H,C D,Y', 'wide'],
  ])('knows %s by its headings', async (system, text, layout) => {
    expect(await suggest(text)).toMatchObject({
      system,
      layout,
      untickedIsBlank: system === 'sims',
      isFull: false,
    });
  });

  it('takes no other column of letters for a kind of consent', async () => {
    const mapping = await suggest('Pupil ID,Gender,Photos,House,FSM\n1,F,Y,Elm,T\n2,M,N,Oak,F');
    expect(mapping).toMatchObject({
      layout: 'wide',
      typeColumns: ['Photos'],
      columns: { misId: 'Pupil ID' },
    });
  });

  it('finds how dates are written by the one that is impossible otherwise', async () => {
    expect((await suggest('Pupil ID,DOB\n1,03/04/2017\n2,04/23/2017')).dateFormat).toBe('mdy');
    expect((await suggest('Pupil ID,DOB\n1,03/04/2017\n2,23/04/2017')).dateFormat).toBe('dmy');
  });
});
