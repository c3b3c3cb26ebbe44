// What the tus protocol's server asks of a store, answered by our use cases for one sender: pieces go in, nothing but the
// number of bytes that are here ever comes out.
import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { WebDeps } from '#app/domain/deps.ts';
import { readUpload, type UploadOnItsWay } from '#app/domain/uploads/read-upload.ts';
import { endUpload, takePiece } from '#app/domain/uploads/take-piece.ts';
import { PIECE_BYTES } from '#app/domain/uploads/upload-limits.ts';
import { UploadRefused } from '#app/domain/uploads/upload-refused.ts';
import type { Sender } from '#app/domain/uploads/upload-sender.ts';

export class UploadStore extends DataStore {
  override extensions = ['creation', 'termination'];
  /** Why bytes could not be kept: on its way through the protocol's streams an error becomes "aborted". */
  failure: unknown = null;

  constructor(
    private readonly deps: WebDeps,
    private readonly sender: Sender,
    /** the use case that lets an upload begin at this door */
    private readonly begin: (upload: Upload) => Promise<void>,
  ) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.begin(upload);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { totalBytes, receivedBytes, startedAt } = await this.#read(id);
    return new Upload({
      id,
      size: totalBytes,
      offset: receivedBytes,
      creation_date: startedAt.toISOString(),
    });
  }

  /** Keeps what the stream brings, piece by piece; when it breaks off, also what came before the break. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let upload = await this.#read(id);
    if (upload.receivedBytes !== offset) throw new UploadRefused('wrong_offset');
    const room = Buffer.allocUnsafe(Math.max(1, Math.min(PIECE_BYTES, upload.totalBytes - offset)));
    let held = 0;
    let stopped = false;
    const keep = async () => {
      if (held === 0) return;
      // Should this fail, nothing more may be kept after the gap.
      stopped = true;
      upload = await takePiece(this.deps, this.sender, upload, room.subarray(0, held)).catch(
        (error: unknown) => {
          this.failure = error;
          throw error;
        },
      );
      stopped = false;
      held = 0;
    };
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>)
        for (let taken = 0; taken < chunk.length;) {
          const copied = chunk.copy(room, held, taken);
          taken += copied;
          held += copied;
          if (held === room.length) await keep();
        }
    } catch (error) {
      if (!stopped) await keep();
      throw error;
    }
    await keep();
    return upload.receivedBytes;
  }

  override async remove(id: string): Promise<void> {
    await endUpload(this.deps, this.sender, await this.#read(id));
  }

  #read(id: string): Promise<UploadOnItsWay> {
    return readUpload(this.deps.db, this.sender, id, this.deps.clock.now());
  }
}
