// A setting that is an address, checked while the settings are read.
import { z } from 'zod';

const LOOPBACK_NAMES = ['127.0.0.1', '::1', 'localhost'];

/** Whether a host name can only mean this machine. */
export const isLoopbackName = (host: string): boolean => LOOPBACK_NAMES.includes(host);

/** An address with one of these schemes; the message gives the example. */
export const url = (schemes: string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
    error: `must look like ${example}`,
  });
