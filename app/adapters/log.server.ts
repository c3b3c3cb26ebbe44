// Lines for the operator, as JSON. A field is written only when it is known to be harmless, so that a pupil's name,
// a caption or a token cannot reach a log line by somebody forgetting to hide it.
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import type { Log } from '#app/domain/deps.ts';
import type { LogLevel } from '#app/env.server.ts';

export interface LogSettings {
  level: LogLevel;
  /** standard output unless a test says otherwise */
  destination?: DestinationStream;
}

const WITHHELD = '[withheld]';
/** Fields that hold a word of our own code, such as `status: 'held'`; no sentence and no name looks like one. */
const CODE_FIELDS =
  /^(actor|code|command|constraint|job|kind|method|mode|outcome|phase|reason|role|signal|state|status|step|table|version)$/;
const CODE = /^([a-z0-9_:./-]{1,120}|[A-Z0-9_:./-]{1,120})$/;
const ID_FIELDS = /(^id|Ids?)$/;
/** An id has a digit in it, as no name has. */
const ID = /^(?=.*\d)[\w:.-]{1,120}$/;
const PLACE_FIELDS = /^(path|route)$/;
const PLACE = /^\/[\w$./-]{0,200}$/;
const DEEPEST_CAUSE = 4;

/**
 * A log that writes `message` and the harmless part of `details`: an Error, or an object of ids, codes, numbers and
 * errors. Everything else becomes `[withheld]`. `message` is a fixed sentence, never put together from data.
 */
export function createLog({ level, destination }: LogSettings): Log {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  const logger: Logger = destination ? pino(options, destination) : pino(options);
  const write =
    (severity: 'info' | 'warn' | 'error') =>
    (message: string, details?: unknown): void =>
      logger[severity](harmless(details), withoutSecrets(message));
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

function harmless(details: unknown): Record<string, unknown> {
  if (details === undefined || details === null) return {};
  if (details instanceof Error) return { error: describeError(details) };
  if (typeof details !== 'object' || Array.isArray(details)) return { details: WITHHELD };
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, harmlessField(name, value)]),
  );
}

function harmlessField(name: string, value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return describeError(value);
  const shape = [
    [ID_FIELDS, ID],
    [CODE_FIELDS, CODE],
    [PLACE_FIELDS, PLACE],
  ].find(([fields]) => fields?.test(name))?.[1];
  const fits = (text: unknown): boolean =>
    typeof text === 'string' && shape !== undefined && shape.test(text);
  return fits(value) || (Array.isArray(value) && value.every(fits)) ? value : WITHHELD;
}

/** What an error may say. A database's message quotes the values of the row, so only its codes are kept. */
function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { code, constraint, table, query } = error as Error & Record<string, unknown>;
  const quotesData =
    typeof query === 'string' || (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code));
  return {
    name: error.name,
    message: quotesData ? WITHHELD : withoutSecrets(error.message),
    ...harmless({ code, constraint, table }),
    at: error.stack?.match(/^ {4}at .*$/gm)?.map((frame) => frame.trim().slice(3)),
    cause:
      error.cause instanceof Error && depth < DEEPEST_CAUSE
        ? describeError(error.cause, depth + 1)
        : undefined,
  };
}

/** Takes passwords in addresses, bearer tokens, long random texts and e-mail addresses out of a sentence. */
function withoutSecrets(text: string): string {
  return text
    .replace(/:\/\/[^\s/@]+@/g, `://${WITHHELD}@`)
    .replace(/\b(Bearer|OAuth|Basic)\s+\S.*/gi, `$1 ${WITHHELD}`)
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, WITHHELD)
    .replace(/[\w+/=-]{40,}/g, (run) =>
      /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? WITHHELD : run,
    );
}
