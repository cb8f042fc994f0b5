import { fetchAsAsker } from './asker.ts';
/** Milliseconds to the last byte of each answer, one request after the other; anything but 200 fails. */
export async function timeRequests(count: number, url: () => string): Promise<number[]> {
  const times: number[] = [];
  for (let request = 0; request < count; request += 1) {
    const start = performance.now();
    const response = await fetchAsAsker(url());
    const body = await response.arrayBuffer();
    times.push(performance.now() - start);
    if (response.status !== 200) throw new Error(`${response.status}: ${Buffer.from(body).toString()}`);
  }
  return times;
}
