// The image library with every door shut but the few that are needed: the one file that imports it, so that no
// picture can be opened before the doors are shut.
import sharp from 'sharp';
import { MOST_PIXELS } from '#app/domain/photos/picture-bounds.ts';

// Only these decoders exist here; a format that slips past the sniffing meets a closed door (SVG reads files, PDF
// and the rest are too much surface). HEIC is not among them: the library is built without it.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadHeif',
    'VipsForeignLoadTiff',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/** 'error', not 'none': a photo cut short must be refused, not shown half grey. */
export const READING = { failOn: 'error', limitInputPixels: MOST_PIXELS } as const;

export { sharp };
