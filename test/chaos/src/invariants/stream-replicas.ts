import { setTimeout as wait } from 'node:timers/promises';
import type { NodeCount } from '../house/server-names.js';
import { talkNats } from '../house/talk-nats.js';
import type { Fault } from './invariant.js';

const ASK = 'SUB _INBOX.harness 1\r\nPUB $JS.API.STREAM.INFO.ENDOVEIL _INBOX.harness 0\r\n\r\n';
const WITHIN_MS = 30_000;

interface StreamInfo {
  readonly config: { readonly num_replicas: number };
  readonly cluster?: { readonly leader?: string; readonly replicas?: readonly { readonly current: boolean }[] };
}

/** How many copies of the stream a house of so many NATS servers lacks once all of them are back. */
export async function missingReplicas(natsUrl: string, nodes: NodeCount): Promise<readonly Fault[]> {
  const until = performance.now() + WITHIN_MS;
  for (;;) {
    const info = await streamInfo(natsUrl).catch(() => undefined);
    const whole = info === undefined ? 0 : wholeCopies(info);
    if (whole === nodes) return [];
    if (performance.now() > until) {
      const wanted = info === undefined ? 'nobody answers for it' : `${info.config.num_replicas} are wanted`;
      return [{ id: 'stream', what: `${whole} of ${nodes} copies are whole; ${wanted}` }];
    }
    await wait(500);
  }
}

function wholeCopies({ config, cluster }: StreamInfo): number {
  if (config.num_replicas === 1) return 1;
  return cluster?.leader === undefined ? 0 : 1 + (cluster.replicas ?? []).filter(({ current }) => current).length;
}

async function streamInfo(natsUrl: string): Promise<StreamInfo> {
  const [, json] = await talkNats(natsUrl, ASK, /MSG \S+ 1 \d+\r\n(\{.*\})\r\n/);
  const answer = JSON.parse(json!) as StreamInfo | { readonly error: unknown };
  if ('error' in answer) throw new Error('there is no stream');
  return answer;
}
