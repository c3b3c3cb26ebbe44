// Whether this device is used by others too, as its person said when signing in: then nothing may be kept on it.

/** Read from the document, where the server wrote it. */
export const isSharedDevice = (): boolean => document.documentElement.dataset['device'] === 'shared';
