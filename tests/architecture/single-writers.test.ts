// One way for each thing: the status of a post, the log and the clock have one writer each, and only one file reads the environment.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

const root = packageRoot();

function sources(folder: string): string[] {
  // Servers of the tests have packages of their own.
  const names = readdirSync(join(root, folder)).filter((name) => name !== 'node_modules');
  return names.flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const SHIPPED = ['app', 'db', 'workers', 'cli', 'sandbox'].flatMap(sources);
const using = (pattern: RegExp, files = SHIPPED): string[] =>
  files.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')));

describe('single writers', () => {
  it('writes the status of a post in one statement, called by move-post alone', () => {
    expect(using(/\bwritePostStatus\b/).sort()).toEqual([
      'app/domain/posts/move-post.ts',
      'db/queries/posts.server.ts',
    ]);
    const others = using(/update\(posts\)|keptChange\(\s*posts\b/).filter(
      (path) => path !== 'db/queries/posts.server.ts',
    );
    expect(others).toEqual([]);
    const statements = readFileSync(join(root, 'db/queries/posts.server.ts'), 'utf8').match(
      /\.set\(\{[^}]*\bstatus\b/g,
    );
    expect(statements).toHaveLength(1);
  });

  it('appends to the log from the audit writer alone', () => {
    expect(using(/\binsertLink\b/).sort()).toEqual(['app/domain/audit.ts', 'db/queries/audit.server.ts']);
    expect(using(/insert\(auditEvents\)/)).toEqual(['db/queries/audit.server.ts']);
  });

  it('writes answers into the consent record by one statement, for a person, a family and an import alike', () => {
    const into = /insert\(consentDecisions\)|insert into consent_decisions/i;
    expect(using(into, [...SHIPPED, ...sources('bench')])).toEqual([
      'db/queries/consent-decisions.server.ts',
    ]);
    expect(using(/\binsertDecisions\(/).sort()).toEqual([
      'app/domain/consent/write-decision.ts',
      'app/domain/import/apply-import.ts',
      'db/queries/consent-decisions.server.ts',
      'db/seed.ts',
    ]);
  });

  it("writes no pupil's row without the words of their names, by which texts are searched", () => {
    const writing = using(/insert\(pupils\)|update\(pupils\)|insert into pupils\b|update pupils\b/i);
    expect(writing.sort()).toEqual([
      'db/queries/many-pupils.server.ts',
      'db/queries/pupil-records.server.ts',
      'db/seed.ts',
    ]);
    for (const path of writing) {
      const text = readFileSync(join(root, path), 'utf8');
      const writes = text.match(
        /insert\(pupils\)|\.update\(pupils\)|insert into pupils\b|update pupils p\b/g,
      );
      expect(text.match(/await (add|change)NameWords\(/g), path).toHaveLength(writes?.length ?? 0);
    }
    expect(using(/insert\(pupilNameWords\)|insert into pupil_name_words/i)).toEqual([
      'db/queries/name-words.server.ts',
    ]);
  });

  it('writes the on-call list and records of breaches by one statement each, from their own use cases', () => {
    expect(using(/insert\(onCall\)|delete\(onCall\)/)).toEqual(['db/queries/on-call.server.ts']);
    expect(using(/\bwriteOnCall\b/).sort()).toEqual([
      'app/domain/on-call/change-on-call.ts',
      'db/queries/on-call.server.ts',
    ]);
    expect(using(/(insert|update)\(breach(Records|Actions)\)/)).toEqual(['db/queries/breaches.server.ts']);
    expect(using(/\binsertBreach\b/).sort()).toEqual([
      'app/domain/breaches/open-breach.ts',
      'db/queries/breaches.server.ts',
    ]);
  });

  it('opens accounts’ access in a few known places, and never but through the one form in which it is sealed', () => {
    expect(using(/\.tokens\s*\.open\(/)).toEqual([]);
    expect(using(/\b(openCredential|openText)\(/)).toEqual([
      'app/domain/accounts/carry-out-connection.ts',
      'app/domain/accounts/disconnect-account.ts',
      'app/domain/accounts/renew-access.ts',
      'app/domain/accounts/sealed-credential.ts',
      'app/domain/accounts/tend-access.ts',
      'app/domain/posts/publishing.ts',
    ]);
  });

  it('calls the platform to create a post in one place', () => {
    expect(using(/publisher\.create\(/)).toEqual(['app/domain/posts/publish-post.ts']);
  });

  it('reads the environment in one file', () => {
    const readers = using(/process\.env/).filter(
      (path) => path.startsWith('app') || path.startsWith('workers') || path.startsWith('db'),
    );
    expect(readers).toEqual(['app/env.server.ts']);
  });

  it('asks the clock, never the machine, what time it is in the domain', () => {
    expect(using(/Date\.now\(\)|new Date\(\)|performance\.now/, sources('app/domain'))).toEqual([]);
  });

  it('names nothing utils, helpers, misc, common or manager', () => {
    expect(SHIPPED.filter((path) => /(utils?|helpers?|misc|common|manager)\b/i.test(path))).toEqual([]);
  });

  it('opens every file with a sentence on what it is for', () => {
    const silent = [...SHIPPED, ...sources('tests')].filter(
      (path) => !/^(#!.*\n)?(\/\/|\/\*) ?\S/.test(readFileSync(join(root, path), 'utf8')),
    );
    expect(silent).toEqual([]);
  });
});
