// Decodes a HEIC photo with libheif, compiled to WebAssembly, through its C interface: the primary picture, its tiles
// put together, turned and mirrored as the file says, with its colour profile. Loaded only when a HEIC comes, from the
// package as npm put it, which anybody may replace (LGPL). A process decodes one HEIC in its life and ends: memory
// that libheif did not clear has been seen in the next picture.
import type { MainModule } from 'libheif-js/libheif-wasm/libheif.js';
import { mostPixels } from '#app/domain/photos/picture-bounds.ts';
import { uncompressedTiff } from './uncompressed-tiff.ts';

/** A HEIC that libheif will not open. The message is libheif's own and holds nothing of the picture. */
export class UnreadableHeic extends Error {}

/** heif_colorspace_RGB, heif_chroma_interleaved_RGB and …_RGBA, heif_channel_interleaved (heif_image.h) */
const RGB = 1;
const INTERLEAVED_RGB = 10;
const INTERLEAVED_RGBA = 11;
const INTERLEAVED = 10;
/** offsets in `heif_decoding_options` (heif_decoding.h, 32-bit) */
const CONVERT_TO_8_BIT = 20;
const STRICT = 21;

/**
 * In: a HEIC file. Out: the same picture, upright, as an uncompressed TIFF with its colour profile.
 * Errors: UnreadableHeic when it is damaged or of a kind that libheif does not know.
 */
export async function heicAsTiff(original: Uint8Array): Promise<Buffer> {
  const open = await libheif();
  const heif = new Heif(open({ print: () => {}, printErr: () => {} }));
  try {
    return heif.decode(original);
  } catch (error) {
    if (error instanceof UnreadableHeic) throw error;
    // What WebAssembly throws when it stops for good; nothing of this process is used afterwards.
    throw new UnreadableHeic(error instanceof Error ? error.message : 'libheif stopped');
  }
}

/** Somebody may have taken the package out, which must cost HEIC photos only. */
async function libheif(): Promise<(options: object) => MainModule> {
  try {
    const loaded = (await import('libheif-js/libheif-wasm/libheif.js')) as unknown as {
      default: (options: object) => MainModule;
    };
    return loaded.default;
  } catch {
    throw new UnreadableHeic('libheif cannot be loaded here');
  }
}

/** libheif's C functions return errors and results through pointers into its own memory. */
class Heif {
  readonly #c: MainModule;
  /** twelve bytes: the code, a second code and a text of the last error */
  readonly #error: number;
  /** four bytes, into which a function puts what it made */
  readonly #made: number;

  constructor(c: MainModule) {
    this.#c = c;
    this.#error = c._malloc(12);
    this.#made = c._malloc(4);
  }

  decode(original: Uint8Array): Buffer {
    const c = this.#c;
    const file = c._malloc(original.length);
    if (file === 0) throw new UnreadableHeic('out of memory');
    c.HEAPU8.set(original, file);
    const context = c._heif_context_alloc();
    // Given as the side of a square: what is inside may not be larger than the file declares, however it is coded.
    c._heif_context_set_maximum_image_size_limit(context, Math.ceil(Math.sqrt(mostPixels('heic'))));
    this.#try((error) =>
      c._heif_context_read_from_memory_without_copy(error, context, file, original.length, 0),
    );
    const handle = this.#make((error, made) =>
      c._heif_context_get_primary_image_handle(error, context, made),
    );
    const channels = c._heif_image_handle_has_alpha_channel(handle) ? 4 : 3;
    const profile = this.#profile(handle);
    const options = c._heif_decoding_options_alloc();
    c.HEAPU8[options + CONVERT_TO_8_BIT] = 1;
    c.HEAPU8[options + STRICT] = 1;
    const chroma = channels === 4 ? INTERLEAVED_RGBA : INTERLEAVED_RGB;
    const image = this.#make((error, made) =>
      c._heif_decode_image(error, handle, made, RGB, chroma, options),
    );
    const plane = c._heif_image_get_plane_readonly2(image, INTERLEAVED, this.#made);
    const [width, height] = [
      c._heif_image_get_width(image, INTERLEAVED),
      c._heif_image_get_height(image, INTERLEAVED),
    ];
    if (plane === 0 || width <= 0 || height <= 0) throw new UnreadableHeic('no pixels');
    const stride = this.#uint32(this.#made);
    const data = c.HEAPU8.subarray(plane, plane + stride * height) as Uint8Array;
    return uncompressedTiff({ width, height, channels, stride, data, profile });
  }

  #profile(handle: number): Uint8Array {
    const c = this.#c;
    const length = c._heif_image_handle_get_raw_color_profile_size(handle);
    if (length === 0) return new Uint8Array();
    const at = c._malloc(length);
    this.#try((error) => c._heif_image_handle_get_raw_color_profile(error, handle, at));
    return (c.HEAPU8 as Uint8Array).slice(at, at + length);
  }

  #try(call: (error: number) => void): void {
    call(this.#error);
    if (this.#uint32(this.#error) !== 0) throw new UnreadableHeic(this.#text(this.#uint32(this.#error + 8)));
  }

  #make(call: (error: number, made: number) => void): number {
    this.#try((error) => call(error, this.#made));
    return this.#uint32(this.#made);
  }

  #uint32(at: number): number {
    return new DataView((this.#c.HEAPU8 as Uint8Array).buffer).getUint32(at, true);
  }

  #text(at: number): string {
    const bytes = this.#c.HEAPU8 as Uint8Array;
    return new TextDecoder('latin1').decode(bytes.subarray(at, bytes.indexOf(0, at)));
  }
}
