/** Breaks a whole house on purpose and proves that nothing was lost; behind `endoveil chaos`. */
export { describeFault, type FaultKind, planFaults } from './faults/faults.js';
export { type Broken, invariants } from './invariants/index.js';
export { runSeed, type SeedOptions, type SeedResult } from './breakings/run-seed.js';
export { nodeCounts } from './house/server-names.js';
export { manners, type MatrixResult, matrixRounds, runMatrix } from './breakings/run-matrix.js';
export { type DeadLevelOptions, type DeadLevelResult, runDeadLevel } from './breakings/run-dead-level.js';
export { type PowerCutsResult, runPowerCuts } from './breakings/run-power-cuts.js';
export { runSilentChange } from './breakings/run-silent-change.js';
export { runWipes, type WipesResult } from './breakings/run-wipes.js';
export { runZombies, type ZombiesResult } from './breakings/run-zombies.js';
