/** NATS alone, or three of them that are one cluster. */
export const natsNodes = ['nats', 'nats-2', 'nats-3'] as const;
export type NatsNode = (typeof natsNodes)[number];
export type ServerName = NatsNode | 'redis' | 'postgres';

export const nodeCounts = [1, 3] as const;
export type NodeCount = (typeof nodeCounts)[number];

export const serversWith = (nodes: NodeCount): readonly ServerName[] => [
  ...natsNodes.slice(0, nodes),
  'redis',
  'postgres',
];

export const isNatsNode = (name: ServerName): name is NatsNode => natsNodes.some((node) => node === name);
