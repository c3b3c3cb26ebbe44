// Questions at a terminal, one line each; a secret is not shown while it is typed.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks one question and resolves with the line that was typed. Errors: rejects when the person ends the input (Ctrl-D, Ctrl-C). */
export type Ask = (question: string, options?: { secret?: boolean }) => Promise<string>;

/** A way to ask at this terminal; null when there is nobody to ask. */
export function askAt(
  input: NodeJS.ReadableStream & { isTTY?: boolean },
  output: NodeJS.WritableStream,
): Ask | null {
  if (!input.isTTY) return null;
  return (question, { secret = false } = {}) =>
    new Promise((resolve, reject) => {
      output.write(`${question} `);
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      // With `terminal` the line editor takes over echoing; into `silent` it shows nothing at all.
      const lines = createInterface({
        input,
        output: secret ? silent : output,
        terminal: secret,
        historySize: 0,
      });
      let typed: string | null = null;
      lines.once('line', (line) => {
        typed = line;
        lines.close();
      });
      lines.once('SIGINT', () => lines.close());
      lines.once('close', () => {
        if (secret) output.write('\n');
        if (typed === null) reject(new Error('nothing was typed'));
        else resolve(typed);
      });
    });
}
