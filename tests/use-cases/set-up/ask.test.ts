// Questions at a terminal: what is typed arrives, and a secret never shows.
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askAt } from '#cli/ask.ts';

function terminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const ask = askAt(input, output);
  if (!ask) throw new Error('no terminal');
  return { input, ask, shown: () => shown };
}

it('asks one line after another', async () => {
  const { input, ask, shown } = terminal();
  const first = ask('Name?');
  input.write('Angharad\n');
  expect(await first).toBe('Angharad');
  const second = ask('School?');
  input.write('Llanbedr\n');
  expect(await second).toBe('Llanbedr');
  expect(shown()).toBe('Name? School? ');
});

it('shows nothing of a secret, not even its length', async () => {
  const { input, ask, shown } = terminal();
  const password = ask('Password?', { secret: true });
  for (const letter of 'three words') input.write(letter);
  input.write('\r');
  expect(await password).toBe('three words');
  expect(shown()).toBe('Password? \n');
});

it('gives up when the person ends the input', async () => {
  const { input, ask } = terminal();
  const answer = ask('Name?');
  input.end();
  await expect(answer).rejects.toThrow('nothing was typed');
});

it('asks nobody where there is no terminal', () => {
  expect(askAt(new PassThrough(), new PassThrough())).toBeNull();
});
