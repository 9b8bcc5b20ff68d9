import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Platform } from './platform.js';

/** A service as a host sees it. */
export interface ServiceDefinition {
  readonly name: string;
  /** The levels it can run, best first; any choice of them may run alone in a process. Empty: there is nothing to choose. */
  readonly levels: readonly string[];
  /** Wires the service. `levels` is the choice for this process. */
  module(platform: Platform, levels: readonly string[]): DynamicModule;
  /** Where it answers HTTP, if it does. */
  http?(platform: Platform): HttpFace;
}

export interface HttpFace {
  readonly host: string;
  readonly port: number;
  /** Guards, filters: before anything is answered. */
  prepare(app: NestFastifyApplication): void;
}

/** One service and the levels of it that this process runs. */
export interface HostedService {
  readonly definition: ServiceDefinition;
  readonly levels: readonly string[];
}

/** Checks a choice of levels; every mistake is named. An empty choice means all. */
export function chooseLevels(definition: ServiceDefinition, chosen: readonly string[]): HostedService {
  const unknown = chosen.filter((level) => !definition.levels.includes(level));
  if (unknown.length > 0) {
    const known = definition.levels.join(', ') || 'none';
    throw new Error(`${definition.name} has no level ${unknown.join(', ')}; it has: ${known}`);
  }
  return { definition, levels: chosen.length === 0 ? definition.levels : chosen };
}
