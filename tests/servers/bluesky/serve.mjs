// Runs a whole Bluesky server with its directory of names, in memory and in a folder of its own, on free ports of this machine.
// Says where it is as one line of JSON, and ends when its input ends.
import { createRequire } from 'node:module';
import net from 'node:net';

// Both servers would listen on every address of the machine.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  return typeof first === 'number'
    ? listen.call(
        this,
        { port: first, host: '127.0.0.1' },
        ...rest.filter((each) => typeof each === 'function'),
      )
    : listen.call(this, first, ...rest);
};

const { TestNetworkNoAppView } = createRequire(import.meta.url)('@atproto/dev-env');
const network = await TestNetworkNoAppView.create({});
process.stdin.resume().once('close', () => process.exit(0));
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${network.pds.port}` })}\n`);
