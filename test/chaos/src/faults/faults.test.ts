import { expect, it } from 'vitest';
import { type FaultKind, planFaults } from './faults.js';

it('breaks the same things at the same times for the same seed, and others for another', () => {
  expect(planFaults({ seed: 7, seconds: 120 })).toEqual(planFaults({ seed: 7, seconds: 120 }));
  expect(planFaults({ seed: 7, seconds: 120 })).not.toEqual(planFaults({ seed: 8, seconds: 120 }));
});

it('draws every kind of fault, in order of time, and leaves the last seconds alone', () => {
  const plan = planFaults({ seed: 1, seconds: 1200, nodes: 3 });
  expect(plan.map(({ atSeconds }) => atSeconds)).toEqual(
    plan.map(({ atSeconds }) => atSeconds).toSorted((a, b) => a - b),
  );
  expect(plan.at(-1)!.atSeconds).toBeLessThan(1196);
  expect(new Set(plan.map(({ fault }) => fault.kind)).size).toBe(11);
});

it('breaks single nodes only where there are three', () => {
  const touched = (nodes: 1 | 3) =>
    new Set(
      planFaults({ seed: 1, seconds: 1200, nodes }).flatMap(({ fault }) =>
        fault.kind === 'kill-node' ? [fault.node] : 'server' in fault ? [fault.server] : [],
      ),
    );
  expect([...touched(1)].toSorted()).toEqual(['nats', 'postgres', 'redis']);
  expect([...touched(3)].toSorted()).toEqual(['nats', 'nats-2', 'nats-3', 'postgres', 'redis']);
});

it('leaves out what this machine cannot do', () => {
  const without: readonly FaultKind[] = ['disk-full', 'wire'];
  const plan = planFaults({ seed: 1, seconds: 1200, without });
  expect(plan.filter(({ fault }) => without.includes(fault.kind))).toEqual([]);
});
