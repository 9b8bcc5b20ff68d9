import { describe, expect, it } from 'vitest';
import { defineEvent } from './event.js';
import { events, MetadataDeclined, ReportDeclined, VideoAccepted, VideoDeclined } from './events.js';
import { z } from 'zod';

const uuid = '0190a0a0-0000-7000-8000-000000000001';

describe('events', () => {
  it('have subjects of their own', () => {
    const subjects = events.map((event) => event.subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it('pin every subject, because a renamed subject orphans what is in flight', () => {
    expect([
      ...events.map((event) => event.subject),
      VideoDeclined.by('x1').subject,
      ReportDeclined.by('x1').subject,
      MetadataDeclined.by('x1').subject,
    ]).toMatchInlineSnapshot(`
      [
        "endoveil.media.landed",
        "endoveil.video.accepted",
        "endoveil.report.accepted",
        "endoveil.media.duplicated",
        "endoveil.media.quarantined",
        "endoveil.video.anonymized",
        "endoveil.report.anonymized",
        "endoveil.metadata.extracted",
        "endoveil.media.verified",
        "endoveil.media.unsure",
        "endoveil.media.verification-failed",
        "endoveil.media.held",
        "endoveil.media.approved",
        "endoveil.media.rejected",
        "endoveil.media.withheld",
        "endoveil.publication.planned",
        "endoveil.publication.published",
        "endoveil.publication.postponed",
        "endoveil.publication.unconfirmed",
        "endoveil.publication.failed",
        "endoveil.publication.withdrawn",
        "endoveil.video.declined.x1",
        "endoveil.report.declined.x1",
        "endoveil.metadata.declined.x1",
      ]
    `);
  });

  it('refuse a subject that is not one', () => {
    expect(() => defineEvent('endoveil.Video accepted', z.object({}), { from: '', says: '' })).toThrow(
      'not an event subject',
    );
    expect(() => VideoDeclined.by('frame cleaning')).toThrow('not an event subject');
  });

  it('carry ids and codes, and strip whatever else is put in', () => {
    const payload = { jobId: uuid, step: 0, itemId: uuid, runId: uuid, kind: 'video', fileName: 'Kranzbichler.mp4' };
    expect(VideoAccepted.schema.parse(payload)).not.toHaveProperty('fileName');
    expect(() => VideoAccepted.schema.parse({ ...payload, jobId: 'Kranzbichler' })).toThrow('jobId');
  });
});
