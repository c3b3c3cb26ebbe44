// Links are looked at safely (T-18, R-55): by a real client against real TLS servers, with names and addresses that the test gives out.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkLooker, type LinkLookerOptions } from '#app/adapters/link-looker.server.ts';
import { isPublicAddress } from '#app/adapters/public-address.ts';
import { openWebsites, PUBLIC_ADDRESS, type Websites } from '#tests/support/websites.ts';

let sites: Websites;
beforeEach(async () => {
  sites = await openWebsites();
});
afterEach(() => sites.close());

const look = (url: string, more: LinkLookerOptions = {}) =>
  createLinkLooker({ ...sites.options, ...more }).look(url);
const redirect =
  (to: string, status = 302): Websites['answer'] =>
  (_, response) =>
    void response.writeHead(status, { location: to }).end();

describe('an ordinary link', () => {
  it('is reached at the address that was checked, and tells nothing of who asks', async () => {
    expect(await look('https://farm.example/visit?day=2')).toEqual({
      outcome: 'reached',
      why: null,
      hops: ['https://farm.example/visit?day=2'],
    });
    expect(sites.asked.map(({ line }) => line)).toEqual(['HEAD farm.example/visit?day=2']);
    expect(sites.connected).toEqual([PUBLIC_ADDRESS]);
    expect(Object.keys(sites.asked[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(sites.asked[0]?.headers['user-agent']).toBe('Mozilla/5.0 (compatible)');
  });

  it('is followed over up to five redirects, relative ones too, each name resolved and checked', async () => {
    sites.answer = (request, response) => {
      const to = { '/1': '/2', '/2': 'https://www.farm.example/3', '/3': '//shop.example/4' }[
        request.url ?? ''
      ];
      if (to) response.writeHead(301, { location: to, 'set-cookie': 'who=me' });
      response.end();
    };
    const { hops } = await look('https://farm.example/1');
    expect(hops.slice(1)).toEqual([
      'https://farm.example/2',
      'https://www.farm.example/3',
      'https://shop.example/4',
    ]);
    expect(sites.resolved).toEqual(['farm.example', 'farm.example', 'www.farm.example', 'shop.example']);
    for (const { headers } of sites.asked) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
  });

  it('is asked for again where a site refuses to give the head alone', async () => {
    sites.answer = (request, response) => {
      if (request.method === 'HEAD') response.writeHead(405);
      else if (request.headers.host === 'farm.example')
        response.writeHead(302, { location: 'https://shop.example/' });
      response.end();
    };
    expect(await look('https://farm.example/')).toMatchObject({
      outcome: 'reached',
      hops: ['https://farm.example/', 'https://shop.example/'],
    });
    expect(sites.asked.map(({ line }) => line.split(' ')[0])).toEqual(['HEAD', 'GET', 'HEAD', 'GET']);
  });

  it('is not reached where the page is gone or the site fails', async () => {
    sites.answer = (_, response) => void response.writeHead(404).end();
    expect(await look('https://farm.example/')).toMatchObject({ outcome: 'unreachable', why: 'not_found' });
    sites.answer = (_, response) => void response.writeHead(503).end();
    expect(await look('https://farm.example/')).toMatchObject({ outcome: 'unreachable', why: 'site_failed' });
    sites.addresses.set('farm.example', []);
    expect(await look('https://farm.example/')).toMatchObject({
      outcome: 'unreachable',
      why: 'no_such_site',
    });
  });

  it('is reached where a site asks for a password: it stands there', async () => {
    sites.answer = (_, response) => void response.writeHead(401).end();
    expect(await look('https://farm.example/')).toMatchObject({ outcome: 'reached' });
  });
});

describe('never into this network', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    'fec0::1',
    '::ffff:10.0.0.1',
    '::10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
    '3fff::1',
    '2606:4700::1111%eth0',
    'nonsense',
    '',
  ])('refuses a name that leads to %j', async (address) => {
    sites.addresses.set('inside.example', [address]);
    expect(await look('https://inside.example/')).toMatchObject({
      outcome: 'refused',
      why: 'private_address',
    });
    expect(sites.connected).toEqual([]);
  });

  it.each(['93.184.215.14', '8.8.8.8', '2606:4700::1111', '2a00:1450:4009::1'])(
    'takes %s for public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it('refuses a name of which only one address is inside', async () => {
    sites.addresses.set('inside.example', [PUBLIC_ADDRESS, '10.0.0.1']);
    expect(await look('https://inside.example/')).toMatchObject({ why: 'private_address' });
    expect(sites.connected).toEqual([]);
  });

  it('refuses a redirect to a name inside, or to a number', async () => {
    sites.addresses.set('inside.example', ['192.168.0.1']);
    for (const to of [
      'https://inside.example/',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://localhost/',
      'https://metadata.internal/',
    ]) {
      sites.answer = redirect(to);
      sites.connected.length = 0;
      expect(await look('https://farm.example/')).toMatchObject({
        outcome: 'refused',
        why: 'private_address',
      });
      expect(sites.connected).toEqual([PUBLIC_ADDRESS]);
    }
  });

  it('connects to the address it checked, whatever the name leads to a moment later', async () => {
    let asked = 0;
    sites.addresses.set('farm.example', async () => [asked++ === 0 ? PUBLIC_ADDRESS : '127.0.0.1']);
    expect(await look('https://farm.example/')).toMatchObject({ outcome: 'reached' });
    expect(sites.connected).toEqual([PUBLIC_ADDRESS]);
    expect(asked).toBe(1);
    expect(await look('https://farm.example/')).toMatchObject({ why: 'private_address' });
    expect(sites.connected).toEqual([PUBLIC_ADDRESS]);
  });

  it('refuses other doors, names with passwords, and any way that is not https', async () => {
    for (const [to, why] of [
      ['https://shop.example:8443/', 'odd_address'],
      ['https://me:secret@shop.example/', 'odd_address'],
      ['http://shop.example/', 'not_https'],
      ['ftp://shop.example/', 'not_https'],
      ['javascript:alert(1)', 'not_https'],
      ['file:///etc/passwd', 'not_https'],
    ] as const) {
      sites.answer = redirect(to);
      expect(await look('https://farm.example/')).toMatchObject({ outcome: 'refused', why });
      expect(await look(to)).toMatchObject({ outcome: 'refused', why });
    }
    expect(sites.resolved).not.toContain('shop.example');
  });
});

describe('a site that means no good', () => {
  it('is given up after five redirects', async () => {
    sites.answer = redirect('https://farm.example/round');
    const seen = await look('https://farm.example/round');
    expect(seen).toMatchObject({ outcome: 'refused', why: 'too_many_redirects' });
    expect(sites.asked).toHaveLength(6);
  });

  it('must prove its name', async () => {
    expect(await look('https://pretender.example/')).toMatchObject({
      outcome: 'refused',
      why: 'bad_certificate',
    });
    const { ca: _ca, ...untrusting } = sites.options;
    expect(await createLinkLooker(untrusting).look('https://farm.example/')).toMatchObject({
      outcome: 'refused',
      why: 'bad_certificate',
    });
    expect(sites.asked).toEqual([]);
  });

  it('cannot keep us: not by saying nothing, not by a name that never resolves, not by redirects without end', async () => {
    const withinMs = 150;
    sites.answer = () => undefined;
    expect(await look('https://farm.example/', { withinMs })).toMatchObject({
      outcome: 'unreachable',
      why: 'too_slow',
    });
    await sites.allHungUp();
    sites.addresses.set('shop.example', () => new Promise(() => undefined));
    expect(await look('https://shop.example/', { withinMs })).toMatchObject({ why: 'too_slow' });
  });

  it.each([
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x05hello',
    'HTTP/1.1 199 Nothing\r\n',
    'no answer at all\r\n\r\n',
  ])('cannot keep us with an answer that is none: %j', async (answer) => {
    sites.answer = ({ socket }) => void socket.write(answer);
    const seen = await look('https://farm.example/', { withinMs: 1_000 });
    expect(seen).toMatchObject({ outcome: 'unreachable' });
    await sites.allHungUp();
  });

  it('cannot send us much: a body is never read, and a head only so far', async () => {
    sites.answer = (request, response) => {
      if (request.method === 'HEAD') return void response.writeHead(403).end();
      response.writeHead(200);
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', more);
      };
      more();
    };
    expect(await look('https://farm.example/')).toMatchObject({ outcome: 'reached' });
    await sites.allHungUp();
    sites.answer = (_, response) => void response.writeHead(200, { long: 'x'.repeat(20_000) }).end();
    expect(await look('https://farm.example/')).toMatchObject({ outcome: 'unreachable', why: 'no_answer' });
  });

  it('cannot lead us astray with a redirect that is no address', async () => {
    sites.answer = redirect('https://');
    expect(await look('https://farm.example/')).toMatchObject({
      outcome: 'reached',
      hops: ['https://farm.example/'],
    });
  });
});
