// "Again until it says 200" on Bluesky's real server, in the weather of the storm: the server makes the key, as for whoever brings none.
import { stormyBluesky } from './bluesky-network.ts';
import { againUntilDone, type Naive } from './naive.ts';
import { draws } from './weather.ts';

const COLLECTION = 'app.bsky.feed.post';
const DEADLINE_MS = 1_000;

export async function naiveOnBluesky(of: { posts: number; seed: number }): Promise<Naive> {
  const { server, proxy, weather, begin, close } = await stormyBluesky(draws(of.seed));
  try {
    const { did, accessToken } = await server.addPerson();
    begin();
    const create = async (words: string): Promise<boolean> => {
      const record = { $type: COLLECTION, text: words, createdAt: new Date().toISOString() };
      try {
        const answer = await fetch(`${proxy.url}/xrpc/com.atproto.repo.createRecord`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
          body: JSON.stringify({ repo: did, collection: COLLECTION, record }),
          signal: AbortSignal.timeout(DEADLINE_MS),
        });
        await answer.json();
        return answer.ok;
      } catch {
        return false;
      }
    };
    const shown = async () => {
      await proxy.quiet();
      return (await server.postsOf(did)).map(({ value }) => value.text);
    };
    const naive = await againUntilDone({ posts: of.posts, create, shown });
    return { ...naive, creates: weather.count.creates };
  } finally {
    await close();
  }
}
