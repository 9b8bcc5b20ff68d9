import { type EventType, MediaLanded } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { parseMessage } from './delivery.js';

const Tested: EventType = { ...MediaLanded, version: 2 };
const id = '0190a5c2-8d2f-7a11-8c3e-0242ac120002';
const payload = { jobId: id, step: 0, landingId: id, sizeBytes: 7 };
const body = JSON.stringify(payload);

function parsed(body: string | Uint8Array, headers: Record<string, string> = {}) {
  const told: Record<string, string> = { 'Nats-Msg-Id': 'e-1', 'x-schema-version': '2', ...headers };
  return parseMessage(Tested, {
    subject: Tested.subject,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    header: (name) => told[name] ?? '',
  });
}

const garbage = { ok: false, cause: 'garbage' };

describe('a message', () => {
  it('of our version is parsed; without a correlation id its own id stands for it', () => {
    expect(parsed(body, { 'x-correlation-id': 'c-1' })).toEqual({
      ok: true,
      payload,
      eventId: 'e-1',
      correlationId: 'c-1',
    });
    expect(parsed(body)).toMatchObject({ correlationId: 'e-1' });
  });

  it('of an older version is read: changes only add', () => {
    expect(parsed(body, { 'x-schema-version': '1' })).toMatchObject({ ok: true, payload });
  });

  it('of a newer version is not guessed at, whatever it holds', () => {
    const unknown = { ok: false, cause: 'unknown-version' };
    expect(parsed(body, { 'x-schema-version': '3' })).toEqual(unknown);
    expect(parsed('{"step":0}', { 'x-schema-version': '3' })).toEqual(unknown);
  });

  it('that no version explains is garbage', () => {
    const wrong = JSON.stringify({ ...payload, step: -1 });
    for (const text of ['', 'no json', 'null', '[]', '{}', wrong]) expect(parsed(text), text).toEqual(garbage);
    expect(parsed(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual(garbage);
  });

  it('without an event id or a version is garbage', () => {
    for (const version of ['', '0', '-1', '1.5', 'two']) {
      expect(parsed(body, { 'x-schema-version': version }), version).toEqual(garbage);
    }
    expect(parsed(body, { 'Nats-Msg-Id': '' })).toEqual(garbage);
  });
});
