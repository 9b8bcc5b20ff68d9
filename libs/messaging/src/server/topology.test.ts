import { MediaUnsure, MediaVerified, ReportAnonymized, VideoAccepted, VideoAnonymized } from '@endoveil/contracts';
import { describe, expect, it } from 'vitest';
import { consumerConfig, defaultTopology, durablesOf, streamConfig } from './topology.js';

describe('the topology', () => {
  it('has one stream', () => {
    expect(streamConfig(defaultTopology)).toMatchInlineSnapshot(`
      {
        "discard": "new",
        "duplicate_window": 7200000000000,
        "max_age": 1209600000000000,
        "max_bytes": 1073741824,
        "max_msg_size": 65536,
        "name": "ENDOVEIL",
        "num_replicas": 1,
        "retention": "limits",
        "storage": "file",
        "subjects": [
          "endoveil.>",
        ],
      }
    `);
  });

  it('has a durable for each handler', () => {
    const [durable] = durablesOf('video-anonymizer_frame-cleaning', [VideoAccepted]);
    expect(consumerConfig(durable!, defaultTopology)).toMatchInlineSnapshot(`
      {
        "ack_policy": "explicit",
        "ack_wait": 60000000000,
        "deliver_policy": "all",
        "durable_name": "video-anonymizer_frame-cleaning",
        "filter_subject": "endoveil.video.accepted",
        "max_ack_pending": 10000,
        "max_deliver": 100,
        "replay_policy": "instant",
      }
    `);
  });

  it('has a durable for each event of a handler: servers before 2.10 know one filter each', () => {
    const durables = durablesOf('metadata-llm_llm', [VideoAnonymized, ReportAnonymized]);
    expect(durables.map(({ name, event }) => [name, event.subject])).toEqual([
      ['metadata-llm_llm_video', 'endoveil.video.anonymized'],
      ['metadata-llm_llm_report', 'endoveil.report.anonymized'],
    ]);
  });

  it('never gives two events one durable', () => {
    expect(() => durablesOf('test_both', [MediaVerified, MediaUnsure])).toThrow('test_both');
  });
});
