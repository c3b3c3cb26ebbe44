// What people read and what the log keeps when a page fails: a reference in both, a message in neither.
import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ErrorScreen, messageOf, referenceOf, statusOf } from '#app/components/error-screen.tsx';
import { handleDataRequest, handleError } from '#app/entry.server.tsx';
import { errorReference, errorReport } from '#app/error-reference.server.ts';

const SECRET = 'Aoife Wolstenholme-Featherstonehaughton';

function databaseError(): Error {
  const cause = Object.assign(new TypeError(`duplicate key (name)=(${SECRET})`), { code: '23505' });
  return new Error(`Failed query: insert into pupils\nparams: ${SECRET}`, { cause });
}

const request = new Request('https://gatepost.example/pupils?q=Aoife', { method: 'POST' });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the reference', () => {
  test('is one for each request and can be read aloud', () => {
    const one = {};
    expect(errorReference(one)).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    expect(errorReference(one)).toBe(errorReference(one));
    expect(errorReference({})).not.toBe(errorReference(one));
  });

  test('stands on the page with the word that nothing was lost', () => {
    const html = renderToStaticMarkup(
      <StaticRouter location="/" future={{ v7_relativeSplatPath: true }}>
        <ErrorScreen status={500} reference="K7QF-9D4M" />
      </StaticRouter>,
    );
    expect(html).toContain('K7QF-9D4M');
    expect(html).toContain('Nothing was lost');
  });

  test('travels with an error met while moving between pages, and its message does not', async () => {
    vi.stubEnv('DEV', false);
    const context = {} as never;
    const failed = new Response(JSON.stringify({ message: SECRET }), {
      status: 500,
      headers: { 'X-Remix-Error': 'yes' },
    });
    const answer = await handleDataRequest(failed, { request, context, params: {} });
    const body = (await answer.json()) as { message: string };
    expect(answer.status).toBe(500);
    expect(referenceOf(new Error(body.message), 'of the page')).toBe(errorReference(context));
    expect(JSON.stringify(body)).not.toContain('Aoife');
  });

  test('leaves answers that are no errors as they are', async () => {
    vi.stubEnv('DEV', false);
    const fine = new Response('{}');
    expect(await handleDataRequest(fine, { request, context: {} as never, params: {} })).toBe(fine);
  });
});

describe('the log', () => {
  test('keeps kinds, codes and places, and nothing that anybody typed', () => {
    const report = errorReport(databaseError(), request, 'K7QF-9D4M');
    expect(report).toMatchObject({ reference: 'K7QF-9D4M', method: 'POST', path: '/pupils' });
    expect(report.error.map(({ name, code }) => [name, code])).toEqual([
      ['Error', null],
      ['TypeError', '23505'],
    ]);
    expect(report.error[0]?.frames[0]).toMatch(/^at /);
    expect(JSON.stringify(report)).not.toMatch(/Aoife|Wolstenholme|insert/);
  });

  test('survives an error that is its own cause, and things thrown that are no errors', () => {
    const circular = new Error('round');
    circular.cause = circular;
    expect(errorReport(circular, request, 'A').error).toHaveLength(5);
    expect(errorReport(SECRET, request, 'A').error).toEqual([{ name: 'string', code: null, frames: [] }]);
  });

  test('gets one line for a failure of ours and none for a page that is not there', () => {
    vi.stubEnv('DEV', false);
    const written = vi.spyOn(console, 'error').mockImplementation(() => {});
    const args = { request, context: {} as never, params: {} };
    handleError({ status: 404, statusText: '', internal: true, data: '' }, args);
    expect(written).not.toHaveBeenCalled();
    handleError(databaseError(), args);
    expect(written).toHaveBeenCalledOnce();
    expect(String(written.mock.calls[0]?.[0])).toContain(errorReference(args.context));
    expect(String(written.mock.calls[0]?.[0])).not.toContain('Aoife');
  });
});

describe('what a route threw', () => {
  test('a response keeps its number and its sentence for people', () => {
    const thrown = { status: 409, statusText: '', data: { message: 'Mr Osei changed it at 10:04.' } };
    expect(statusOf(thrown)).toBe(409);
    expect(messageOf(thrown)).toBe('Mr Osei changed it at 10:04.');
  });

  test("an error's own message is never shown", () => {
    expect(statusOf(databaseError())).toBe(500);
    expect(messageOf(databaseError())).toBeUndefined();
    expect(referenceOf(databaseError(), 'of the page')).toBe('of the page');
  });
});
