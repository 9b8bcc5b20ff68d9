import {
  type EventType,
  type LevelName,
  MediaApproved,
  MediaLanded,
  MetadataDeclined,
  MetadataExtracted,
  PublicationPlanned,
  ReportAccepted,
  ReportAnonymized,
  ReportDeclined,
  VideoAccepted,
  VideoAnonymized,
  VideoDeclined,
} from '@endoveil/contracts';
import { authorizationBlock, type BusUser } from '@endoveil/messaging';

const level = (name: string) => name as LevelName;

/** Every durable of the house and the event it listens to, by the service that works on it. */
export const durablesByService: Readonly<Record<string, Readonly<Record<string, EventType>>>> = {
  registry: {},
  intake: {},
  'lock-and-dedupe': { 'lock-and-dedupe_identify': MediaLanded },
  'video-anonymizer': {
    'video-anonymizer_frame-cleaning': VideoAccepted,
    'video-anonymizer_roi-masking': VideoDeclined.by(level('frame-cleaning')),
    'video-anonymizer_hold': VideoDeclined.by(level('roi-masking')),
  },
  'pdf-reader': {
    'pdf-reader_full-reading': ReportAccepted,
    'pdf-reader_rules-only': ReportDeclined.by(level('full-reading')),
    'pdf-reader_hold': ReportDeclined.by(level('rules-only')),
  },
  'metadata-llm': {
    'metadata-llm_llm_video': VideoAnonymized,
    'metadata-llm_llm_report': ReportAnonymized,
    'metadata-llm_rules': MetadataDeclined.by(level('llm')),
    'metadata-llm_none': MetadataDeclined.by(level('rules')),
  },
  verifier: { verifier_verify: MetadataExtracted },
  publisher: { publisher_release_media: MediaApproved, publisher_release_publication: PublicationPlanned },
};

/** The block `authorization` of nats.conf. Throws when a service has no password. */
export const natsAuthorization = (passwords: Readonly<Record<string, string>>) =>
  authorizationBlock(busUsers(passwords));

function busUsers(passwords: Readonly<Record<string, string>>): readonly BusUser[] {
  return Object.entries(durablesByService).map(([service, durables]) => {
    const password = passwords[service];
    if (password === undefined) throw new Error(`no password for ${service}`);
    return {
      user: service,
      password,
      durables: Object.entries(durables).map(([name, event]) => ({ name, event })),
      publishes: service === 'registry',
    };
  });
}
