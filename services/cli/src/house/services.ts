import type { ServiceDefinition } from '@endoveil/host';
import { intake } from '@endoveil/intake';
import { lockAndDedupe } from '@endoveil/lock-and-dedupe';
import { metadataLlm } from '@endoveil/metadata-llm';
import { pdfReader } from '@endoveil/pdf-reader';
import { publisher } from '@endoveil/publisher';
import { registry } from '@endoveil/registry';
import { verifier } from '@endoveil/verifier';
import { videoAnonymizer } from '@endoveil/video-anonymizer';

/** Every service of the house. */
export const services: readonly ServiceDefinition[] = [
  registry,
  intake,
  lockAndDedupe,
  videoAnonymizer,
  pdfReader,
  metadataLlm,
  verifier,
  publisher,
];
