import { benches } from '@endoveil/eval';
import { defineCommand } from '../command.js';
import { measure, type MeasureOptions, shapeOf } from '../measure.js';

export default defineCommand<MeasureOptions>({
  shape: (command) => shapeOf(command, benches),
  run: async (invocation) => await measure(invocation, benches),
});
