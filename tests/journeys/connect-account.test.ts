// An account is asked for, approved, connected and ended by three people at their own devices, on the running product and through a stand-in for X
// that shows the page X shows. The trust is made a real one first: a practice trust has nothing to connect.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { type Database, openDatabase } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { trusts } from '#db/schema/school.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox, type Sandbox } from '#sandbox/start-sandbox.server.ts';
import { dataFolder } from '#app/adapters/data-folder.server.ts';
import { chromiumPath, DESK, openBrowser, openVisitor, signIn } from '#tests/support/browser.ts';
import { lookKeeper } from '#tests/support/journey.ts';
import { freePort, isBuilt, type ProductProcess, startProcess } from '#tests/support/product.ts';

const HANDLE = 'ashwick_news';
const REGISTER = '/s/ashwick-lane-primary-school/register';
const path = chromiumPath();

describe.runIf(path !== null)('an account on the running product', () => {
  let dataDir: string;
  let url: string;
  let running: ProductProcess;
  let browser: Browser;
  let x: Sandbox;
  const asked: string[] = [];
  let printed = '';

  const start = async (more: Record<string, string> = {}): Promise<void> => {
    const port = new URL(url).port;
    running = startProcess({ GATEPOST_DATA: dataDir, PORT: port, LOG_LEVEL: 'info', ...more });
    for (const until = performance.now() + 150_000; performance.now() < until; await wait(200)) {
      if ((await fetch(`${url}/sign-in`).catch(() => null))?.ok) return;
      if (running.child.exitCode !== null) break;
    }
    throw new Error(`the product did not start:\n${running.output()}`);
  };
  const end = async (): Promise<void> => {
    running.child.kill('SIGTERM');
    await running.exited;
    printed += running.output();
  };
  const inDatabase = async <T>(work: (db: Database) => Promise<T>) => {
    const open = await openDatabase({ mode: 'solo', dir: dataFolder(dataDir).database });
    return work(open.db).finally(() => open.close());
  };

  beforeAll(async () => {
    if (!isBuilt()) throw new Error('run `npm run build` first');
    dataDir = await mkdtemp(join(tmpdir(), 'gatepost-connect-'));
    url = `http://127.0.0.1:${await freePort()}`;
    await start();
    await end();
    await inDatabase((db) => db.update(trusts).set({ practice: false }));
    const store = createMemoryStore();
    x = await startSandbox({
      store,
      applications: { 'gatepost-journey': { redirectUris: [`${url}/connect/x/callback`] } },
      onRequest: ({ method, path: at }) => void asked.push(`${method} ${at}`),
    });
    await addPracticeAccount(store, { handle: HANDLE, name: 'Ashwick Lane' });
    await addPracticeAccount(store, { handle: 'a_private_one', name: 'Ellie' });
    await start({ X_API_BASE_URL: x.url, X_CLIENT_ID: 'gatepost-journey' });
    browser = await openBrowser(path ?? '');
  }, 360_000);
  afterAll(async () => {
    await browser?.close();
    if (running?.child.exitCode === null) await end();
    await x?.close();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  it('is asked for, approved, connected to the right account alone, and ended', async () => {
    const look = lookKeeper('connect');
    const comms = await openVisitor(browser, url);
    await signIn(comms.page, 'Ellie Marchetti');
    await comms.page.goto(REGISTER);
    await comms.page.getByRole('link', { name: 'Add an account' }).click();
    await comms.page.getByRole('button', { name: 'Ask for approval' }).click();
    await comms.page.getByText('Not added yet. Nothing is lost.').waitFor();
    await look(comms.page, 'new-errors');
    await comms.page.getByLabel('Platform').selectOption({ label: 'X' });
    await comms.page.getByLabel('Its handle or page name').fill(`@${HANDLE}`);
    await comms.page.getByLabel('The name it shows').fill('Ashwick Lane Primary');
    await comms.page.getByLabel('What it is for').fill('News of the whole school');
    await comms.page.getByLabel('Who reads it').fill('Families and neighbours');
    await comms.page.getByLabel('Who answers for it').selectOption({ label: 'Ellie Marchetti' });
    await look(comms.page, 'new');
    await comms.page.getByRole('button', { name: 'Ask for approval' }).click();
    await comms.page.getByText(/^Ellie Marchetti asked for it/).waitFor();
    await look(comms.page, 'asked');
    const page = new URL(comms.page.url()).pathname;
    expect(await comms.page.getByRole('button', { name: /Approve/ }).count()).toBe(0);

    const head = await openVisitor(browser, url, DESK);
    await signIn(head.page, 'Ngozi Okafor');
    await head.page.getByText(`@${HANDLE} waits for your approval.`).waitFor();
    await look(head.page, 'head-home');
    await head.page.getByRole('link', { name: 'Open the account' }).click();
    await head.page.getByText('Send photos with posts').waitFor();
    await look(head.page, 'decide');
    await head.page.getByRole('button', { name: 'Approve the account and this connection' }).click();
    await head.page.getByText('Approved, and not connected yet.').waitFor();
    await look(head.page, 'approved');
    expect(head.complaints()).toEqual([]);

    // First as the wrong account: nothing is connected, and the approval still counts.
    const visit = async (as: string, answer = 'Authorize app'): Promise<void> => {
      await comms.page.goto(page);
      await comms.page.getByRole('button', { name: 'Connect to X' }).click();
      await comms.page.getByRole('link', { name: 'Continue to X' }).waitFor();
      await look(comms.page, 'go-on');
      await comms.page.getByRole('link', { name: 'Continue to X' }).click();
      await comms.page.getByLabel(`@${as}`).check();
      await comms.page.getByRole('button', { name: answer }).click();
      await comms.page.waitForURL(`**${page}`);
    };
    await visit('a_private_one');
    await comms.page.getByText(/^Another account was signed in there/).waitFor();
    await look(comms.page, 'wrong-account');
    await visit(HANDLE, 'Cancel');
    await comms.page
      .getByText(/^Somebody said no on the platform’s own page/)
      .first()
      .waitFor();
    await visit(HANDLE);
    await comms.page.getByText('Connected to X.', { exact: true }).waitFor();
    await look(comms.page, 'connected');
    expect(asked).toContain('POST /2/oauth2/revoke');

    const other = comms.complaints().filter((line) => !line.includes(x.url) && !line.includes('422'));
    expect(other).toEqual([]);

    await head.page.goto(REGISTER);
    await head.page.getByRole('link', { name: `@${HANDLE}` }).click();
    await head.page.getByText('End this').click();
    await look(head.page, 'end-this');
    await head.page.getByRole('button', { name: 'Disconnect' }).click();
    await head.page.getByText('Disconnected.', { exact: true }).waitFor();
    await look(head.page, 'disconnected');
    await comms.close();
    await head.close();

    // No code, state or token in what the server printed, or in the log of what happened.
    await end();
    expect(printed).not.toMatch(/code=|state=|access_token|refresh_token|code_verifier/);
    await inDatabase(async (db) => {
      const events = JSON.stringify(await db.select().from(auditEvents));
      expect(events).toContain('account.connected');
      expect(events).not.toContain(HANDLE);
      const [account] = await db.select().from(accounts).where(eq(accounts.handle, HANDLE));
      expect(account).toMatchObject({ practice: false });
    });
  }, 240_000);
});
