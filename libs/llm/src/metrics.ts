import { Gauge, Histogram } from 'prom-client';

export const llmSeconds = new Histogram({
  name: 'endoveil_llm_seconds',
  help: 'Seconds of one question to the language model, by how it ended.',
  labelNames: ['outcome'],
  buckets: [0.1, 0.5, 1, 2, 5, 10, 20, 40, 80, 160],
});

export const breakerOpen = new Gauge({
  name: 'endoveil_llm_breaker_open',
  help: '1 after several failures in a row, until a question is answered again; nothing is asked for half a minute.',
});
