/** Breaks a whole house on purpose and proves that nothing was lost; behind `endoveil chaos`. */
export { describeFault, type FaultKind, planFaults } from './faults.js';
export { type Broken, invariants } from './invariants/index.js';
export { runSeed, type SeedOptions, type SeedResult } from './run-seed.js';
export { nodeCounts } from './server-names.js';
export { manners, type MatrixResult, matrixRounds, runMatrix } from './run-matrix.js';
export { type DeadLevelOptions, type DeadLevelResult, runDeadLevel } from './run-dead-level.js';
export { type PowerCutsResult, runPowerCuts } from './run-power-cuts.js';
export { runSilentChange } from './run-silent-change.js';
export { runWipes, type WipesResult } from './run-wipes.js';
export { runZombies, type ZombiesResult } from './run-zombies.js';
