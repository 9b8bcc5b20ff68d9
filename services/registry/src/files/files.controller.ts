import { ArtifactHash, EvidenceCrop, FieldName, FieldSource, Findings, ItemId } from '@endoveil/contracts';
import type { Disclosed, Disclosure, Ledger } from '@endoveil/ledger';
import type { Storage } from '@endoveil/storage';
import { Controller, Inject, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/principal.js';
import { statedReason } from '../access/stated-reason.js';
import { EXAMPLE_ITEM } from '../items/items.controller.js';
import { Refused } from '../problem.filter.js';
import { Route } from '../route.js';
import { sendArtifact } from './send-artifact.js';

const reasoned = { 'endoveil-reason': 'compare%20with%20the%20original' };
const NO_STORE = 'no-store';
const names = z.object({ fileName: z.string(), sourcePath: z.string(), caseName: z.string().optional() });

const Values = z.object({
  names: names.optional(),
  fields: z.array(
    z.object({
      name: FieldName,
      source: FieldSource,
      confidence: z.number(),
      level: z.string(),
      value: z.string().optional(),
    }),
  ),
  sightings: z.array(z.object({ landingId: z.string(), names: names.optional() })),
  decisions: z.array(
    z.object({ decisionId: z.string(), kind: z.string(), actor: z.string(), reason: z.string().optional() }),
  ),
});

/** Results for those who may have them; what can point at a person only with a reason, which is written down first. */
@Controller('v1')
export class FilesController {
  constructor(
    @Inject('endoveil.ledger') private readonly ledger: Ledger,
    @Inject('endoveil.storage') private readonly storage: Storage,
  ) {}

  @Route({
    method: 'GET',
    path: 'items/:id/artifacts/:hash',
    name: 'artifact',
    says: 'The bytes of a result. A publisher reads what is approved; a steward what was verified, and with a stated reason what was not. Knows `Range`, `If-Range` and `If-None-Match`; the ETag is the hash.',
    roles: ['steward', 'publisher'],
    scope: 'item',
    answer: { mediaType: 'application/octet-stream', says: 'The bytes, under their own media type.' },
    examples: [
      { says: 'The whole', with: { id: EXAMPLE_ITEM, hash: '{hash}' } },
      {
        says: 'The first bytes',
        with: { id: EXAMPLE_ITEM, hash: '{hash}' },
        headers: { range: 'bytes=0-99' },
        status: 206,
      },
    ],
  })
  async artifact(
    @Param('id') id: string,
    @Param('hash') wanted: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const hash = ArtifactHash.parse(wanted);
    const standing = await this.ledger.artifactOf(ItemId.parse(id), hash);
    const principal = principalOf(request);
    // of bytes that a publisher may not have nothing is told, not even that they exist
    if (!standing || (!standing.approved && !principal.roles.has('steward'))) throw new NotFoundException();
    const isUnverified = !standing.approved && standing.verdict !== 'verified';
    if (isUnverified) {
      if (principal.local) throw new Refused(403, 'token-needed', 'Nothing unverified is shown without a token file.');
      await this.disclosed('artifact', id, request);
    }
    const keep = isUnverified ? NO_STORE : 'private, no-cache';
    sendArtifact(request, reply, this.storage, { ...standing, hash }, keep);
  }

  @Route({
    method: 'GET',
    path: 'items/:id/source',
    name: 'source',
    says: 'The original bytes.',
    roles: ['steward'],
    scope: 'item',
    identifying: true,
    answer: { mediaType: 'application/octet-stream', says: 'The bytes as they were handed in.' },
    examples: [
      { says: 'To compare', with: { id: EXAMPLE_ITEM }, headers: reasoned },
      { says: 'Without a reason', with: { id: EXAMPLE_ITEM }, status: 400 },
    ],
  })
  async source(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { source } = await this.disclosed('source', id, request);
    void reply
      .header('cache-control', NO_STORE)
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', 'attachment; filename="source"')
      .header('content-length', source.sizeBytes)
      .type('application/octet-stream')
      .send(this.storage.blobs.read(source.blob, source.wrappedKey));
  }

  @Route({
    method: 'GET',
    path: 'items/:id/evidence',
    name: 'evidence',
    says: 'What the source shows where a report was covered, where the site keeps it; it is removed after some hours.',
    roles: ['steward'],
    scope: 'item',
    identifying: true,
    answer: z.object({ crops: z.array(EvidenceCrop) }),
    examples: [{ says: 'Was it right to cover this?', with: { id: EXAMPLE_ITEM }, headers: reasoned }],
  })
  async evidence(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { findings } = await this.disclosed('evidence', id, request);
    void reply.header('cache-control', NO_STORE);
    if (!findings) throw new NotFoundException();
    const { blobs } = this.storage;
    const told = Findings.parse(JSON.parse((await blobs.bytes(findings.blob, findings.wrappedKey)).toString()));
    if (!told.evidence || !(await blobs.has(told.evidence))) throw new NotFoundException();
    const crops: unknown = JSON.parse((await blobs.bytes(told.evidence, findings.wrappedKey)).toString());
    return { crops: z.array(EvidenceCrop).parse(crops) };
  }

  @Route({
    method: 'GET',
    path: 'items/:id/values',
    name: 'values',
    says: 'Names and values: the file as it was handed in, every field with its source, and what was said at decisions.',
    roles: ['steward'],
    scope: 'item',
    identifying: true,
    answer: Values,
    examples: [{ says: 'Who is this?', with: { id: EXAMPLE_ITEM }, headers: reasoned }],
  })
  async values(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.disclosed('values', id, request);
    void reply.header('cache-control', NO_STORE);
    const itemId = ItemId.parse(id);
    const item = await this.ledger.showItem(itemId, { values: true });
    if (!item) throw new NotFoundException();
    const decisions = await this.ledger.listDecisions(itemId, { values: true });
    return {
      ...(item.names ? { names: item.names } : {}),
      fields: item.fields,
      sightings: item.sightingList.map(({ landingId, names: seen }) => ({
        landingId,
        ...(seen ? { names: seen } : {}),
      })),
      decisions: decisions.map(({ decisionId, kind, actor, reason }) => ({
        decisionId,
        kind,
        actor,
        ...(reason === undefined ? {} : { reason }),
      })),
    };
  }

  /** Nothing leaves before this has been written. */
  private async disclosed(what: Disclosed, id: string, request: FastifyRequest): Promise<Disclosure> {
    const reason = statedReason(request.headers);
    const actor = principalOf(request).name;
    const disclosure = await this.ledger.disclose({ itemId: ItemId.parse(id), what, actor, reason });
    if (!disclosure) throw new NotFoundException();
    return disclosure;
  }
}
