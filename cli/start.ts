// Where `npx gatepost` begins: loads the half of the command line that the words ask for.
const [first = '', second = ''] = process.argv.slice(2);
const isOfPhotos = first === 'photo' && ['clean', 'faces'].includes(second);
await import(new URL(isOfPhotos ? 'cli-photos.mjs' : 'cli-commands.mjs', import.meta.url).href);
