// A process that takes the data folder named by its argument, says so on standard output, and stays.
import { lockDataFolder } from '#app/adapters/data-folder-lock.server.ts';

try {
  const lock = await lockDataFolder(process.argv[2] ?? '');
  lock.handle('double', async (args) => Number(args) * 2);
  lock.handle('fail', async () => {
    throw new Error('it could not be done');
  });
  process.on('SIGTERM', () => void lock.release().then(() => process.exit(0)));
  console.log('holding');
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(`refused: ${(error as Error).message}`);
  process.exitCode = 1;
}
