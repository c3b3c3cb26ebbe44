// The isolated end of the pipes: reads one question after another from standard input and answers each on pipe 3,
// in length-prefixed frames. Whoever runs in a cage speaks to its parent through this and nothing else.
import { readSync, writeSync } from 'node:fs';
import { FRAME_PREFIX, frameLengths, frameStart, type Frame } from '#app/domain/photos/engine-frames.ts';
import { closeInherited } from './close-inherited.ts';

const QUESTIONS = 0;
const ANSWERS = 3;

/**
 * To be called first. The parent alone says when this process ends, by closing its input or by force: a polite
 * signal sent to everything at once, as supervisors do, must not cost the photo at hand.
 */
export function settleIn(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  closeInherited(ANSWERS);
}

/** Out: the next question, or undefined when the parent is gone. Blocking on purpose: one thing at a time. */
export function nextQuestion(longestBody: number): Frame | undefined {
  const prefix = readExactly(FRAME_PREFIX);
  if (!prefix) return undefined;
  const lengths = frameLengths(prefix, longestBody);
  const head = readExactly(lengths.head);
  const body = head && readExactly(lengths.body);
  return body && { head: JSON.parse(new TextDecoder().decode(head)) as unknown, body };
}

export function answer(head: object, body: Uint8Array = new Uint8Array()): void {
  writeAll(frameStart(head, body.length));
  writeAll(body);
}

/** Out: CPU ms that this process has used since its start. */
export function cpuMsUsed(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
}

function readExactly(length: number): Uint8Array | undefined {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length;) {
    const read = readSync(QUESTIONS, bytes, at, length - at, null);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(ANSWERS, bytes, at);
}
