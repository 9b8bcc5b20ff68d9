import { z } from 'zod';

interface Reason {
  /** One plain sentence: what happened. Never a value from a file. */
  readonly text: string;
  /** One plain sentence: what a person can do next. */
  readonly next: string;
  /** The cause lies outside the file and may pass; work done lower because of it is done again. */
  readonly passing?: true;
  /** The machine or what it needs, not what is in the file: waiting for it for a day costs the file no attempt. */
  readonly ofTheSite?: true;
}

/**
 * Every reason the system gives, once. Codes are stable: they stand in events, metrics, the history,
 * the API and in `endoveil explain CODE`.
 */
export const reasons = {
  // what a file is
  'empty-file': { text: 'The file has no bytes.', next: 'Export it again from the device and drop the new file.' },
  'unknown-format': {
    text: 'The content is neither a supported video nor a PDF.',
    next: 'Check which program wrote it; another name or extension does not help.',
  },
  'extension-mismatch': {
    text: 'The content is of another kind than the file name says.',
    next: 'Check what the file really is and drop it under the right name.',
  },
  'not-decodable': {
    text: 'The file is damaged or cut off and cannot be decoded.',
    next: 'Copy it again from the source; if it fails again the recording is damaged.',
  },
  'playlist-refused': {
    text: 'The file is a playlist or script that would open other files.',
    next: 'Drop the video itself.',
  },
  'format-not-allowed': {
    text: 'The container or codec is not on the allow-list.',
    next: 'Convert it on the device to MP4 with H.264, or ask for the format to be added.',
  },
  encrypted: { text: 'The PDF is encrypted.', next: 'Remove the password and drop it again.' },
  'too-large': {
    text: 'The file exceeds a limit of bytes, pages or pixels.',
    next: 'Hand it in smaller or in parts; of the limits only that of an upload is a setting.',
  },
  'repeated-crash': {
    text: 'The file crashed its reader at every level.',
    next: 'Treat it as hostile or damaged; keep the original for inspection.',
  },

  // why a level declines
  'picture-not-found': {
    text: 'No endoscope picture could be found with enough confidence.',
    next: 'Nothing of it can be released as it is: reject or erase it, or leave it where it stands.',
  },
  'picture-fills-frame': {
    text: 'The picture seems to fill the whole frame, so an overlay cannot be told apart.',
    next: 'Nothing of it can be released as it is: reject or erase it, or leave it where it stands.',
  },
  'geometry-uncertain': {
    text: 'The place of the picture is not certain all the time; where it is not, a result is black.',
    next: 'Where there is a result, compare it with the original. Without one nothing can be released: reject or erase it, or leave it where it stands.',
  },
  'body-uncertain': {
    text: 'In strict mode: the colours do not tell what was taken inside the body.',
    next: 'Look at the video. Without ENDOVEIL_VIDEO_STRICT a retry makes a result, in which a room would be seen.',
  },
  'picture-covered': {
    text: 'Much of the picture is covered because it looked like writing.',
    next: 'Compare with the original; approve it if what is left is enough.',
  },
  'frames-lost': {
    text: 'The source is damaged in parts, or its times fall back: frames may be missing or broken.',
    next: 'Compare with the original before using it.',
  },
  'text-unreadable': {
    text: 'The pages hold no text layer and OCR could not read them.',
    next: 'Scan it again with higher resolution and hand that in.',
  },
  'specks-removed': {
    text: 'A page was strewn with specks, as by a bad fax line, and could only be read without them.',
    next: 'Compare points and commas in numbers with the original.',
  },
  'model-not-believed': {
    text: 'The language model did not name those whom the text plainly names, so what else it left out proves nothing.',
    next: 'Look through the result as through one that was made without a model. If it happens often, check the configured model.',
  },
  'ocr-failed': {
    text: 'OCR failed or did not read its control image.',
    next: 'Run `endoveil doctor`; retry when OCR works.',
    passing: true,
  },
  'render-blank': { text: 'A page that is not empty rendered blank.', next: 'Open the original in another viewer.' },
  'pages-lost': {
    text: 'The page count of the result differs from the source.',
    next: 'Open the original in another viewer.',
  },
  'language-not-supported': {
    text: 'The language of the report is neither German nor English.',
    next: 'Nothing of it can be released as it is: reject or erase it, or leave it where it stands.',
  },

  // what is missing around us
  'llm-unavailable': {
    text: 'The language model service did not answer.',
    next: 'Nothing: it is done again when the service returns. Check Ollama if it stays away.',
    passing: true,
  },
  'llm-timeout': {
    text: 'The language model did not answer in time.',
    next: 'Nothing: it is done again later. Check the load of the Ollama host.',
    passing: true,
  },
  'llm-answer-unusable': {
    text: 'The language model answered with something that cannot be used.',
    next: 'Check the configured model.',
    passing: true,
  },
  'llm-window-too-small': {
    text: 'The language model would have cut the text silently.',
    next: 'Raise the context window in the settings.',
    passing: true,
  },
  'no-fields': {
    text: 'Neither the overlay nor the text says anything about the patient or the examination.',
    next: 'Enter the fields by hand.',
  },
  'llm-disabled': {
    text: 'This site runs without a language model.',
    next: 'Nothing. Configure Ollama to read metadata with it.',
  },
  'level-dead': {
    text: 'No worker of this level was alive.',
    next: 'Start a worker of the level; the work is done again then.',
    passing: true,
  },
  'attempts-exhausted': {
    text: 'The level failed as often as it may.',
    next: 'See the attempts of the item for the cause.',
    passing: true,
  },
  'worker-lost': {
    text: 'The worker vanished in mid work several times.',
    next: 'Check memory and the logs of the level.',
    passing: true,
  },
  'child-crashed': {
    text: 'The sandboxed program crashed or hit its memory limit.',
    next: 'See the attempts of the item; a damaged file is likely.',
  },
  'no-progress': {
    text: 'The work stood still longer than the level allows.',
    next: 'Retry; if it repeats the file is likely damaged.',
  },
  'disk-full': {
    text: 'A disk was full.',
    next: 'Free space on the volume named by `endoveil doctor`; what waits is tried again by itself for a day. One file may be larger than the volume.',
    passing: true,
    ofTheSite: true,
  },
  'space-low': {
    text: 'The zones have too little free space to take anything in.',
    next: 'Free space on the volume of the zones; files wait where they are and are taken by themselves.',
    passing: true,
  },
  'events-waiting': {
    text: 'More events wait to be sent than the system may fall behind.',
    next: 'Check NATS; files wait where they are and are taken by themselves.',
    passing: true,
  },
  'event-refused': {
    text: 'The stream refuses an event as it is: it is too large, or not one that this build knows.',
    next: 'Finish the upgrade and check max_msg_size of the stream; it is tried again, at the latest after an hour.',
    passing: true,
  },
  'uploads-waiting': {
    text: 'There are as many open uploads as the site allows.',
    next: 'Finish or remove open uploads, or wait until they run out.',
    passing: true,
  },
  'sandbox-unavailable': {
    text: 'The sandbox could not be started, so nothing is opened.',
    next: 'Run `endoveil doctor`.',
    passing: true,
    ofTheSite: true,
  },
  locked: {
    text: 'Another worker is busy with the same content.',
    next: 'Nothing: it is tried again by itself.',
    passing: true,
  },
  'stored-bytes-damaged': {
    text: 'Stored bytes do not verify: they were cut, changed or moved.',
    next: 'Restore the file from a backup; look for a failing disk or a hand in the zones folder.',
  },
  'stored-bytes-missing': {
    text: 'Stored bytes that a record names are gone.',
    next: 'Restore the zones folder from a backup of the same time as the database.',
  },
  'site-key-refused': {
    text: 'The site key file is missing, damaged or open to others.',
    next: 'Put the key from its backup where ENDOVEIL_SITE_KEY_FILE names it, 0600 and of the service alone, then start again; `endoveil doctor` says what is wrong with it.',
    passing: true,
    ofTheSite: true,
  },
  'database-unavailable': {
    text: 'The database does not answer.',
    next: 'Nothing is lost: work goes on when it is back. Check Postgres if it stays away.',
    passing: true,
    ofTheSite: true,
  },
  'schema-unknown': {
    text: 'The database has another schema than this build was written for.',
    next: 'Run `endoveil migrate` once, then start the services again.',
    passing: true,
    ofTheSite: true,
  },
  'illegal-transition': {
    text: 'A step was asked for that does not follow from where the item stands.',
    next: 'Nothing was changed; send the correlation id to support.',
  },
  internal: {
    text: 'An unexpected error inside the system.',
    next: 'Retry; send the correlation id to support if it repeats.',
    passing: true,
  },

  // what the last level says
  'not-anonymized': {
    text: 'No level could make the item safe; the original is kept and nothing was released.',
    next: 'Look at why each level declined, then retry or reject it.',
  },

  // what the verifier says
  'leak-found': {
    text: 'The verifier found something identifying in the result.',
    next: 'Nothing was released; the next level is tried.',
  },
  'outside-not-black': {
    text: 'Pixels outside the picture are not black.',
    next: 'Nothing was released; the next level is tried.',
  },
  'structure-not-allowed': {
    text: 'The result carries a stream, tag, box or object that is not allowed.',
    next: 'Nothing was released; the next level is tried.',
  },
  'parity-broken': {
    text: 'Frames, times or pages of the result differ from the source.',
    next: 'Compare with the original before using it.',
  },
  'coverage-incomplete': {
    text: 'A planned check did not run completely; not checked is not clean.',
    next: 'Retry it: it is made and checked again. As it is it cannot be released.',
  },
  'candidate-unexplained': {
    text: 'Something that looks like text could not be read or explained.',
    next: 'Look at the result; correct it where something is written, or reject it. As it is it cannot be released.',
  },
  'result-blank': { text: 'The result shows nothing.', next: 'Compare with the original.' },

  // what a person or policy says
  'lower-level': {
    text: 'The result comes from a lower level and waits for a person.',
    next: 'Compare with the original, then approve or reject.',
  },
  'duplicate-content': { text: 'The same content was already handed in.', next: 'Nothing: see the existing item.' },
  'on-hold': { text: 'A person holds it back.', next: 'Decide: approve or reject.' },
  'approval-revoked': {
    text: 'The approval was taken away.',
    next: 'Look at what was published of it and withdraw that; then decide again.',
  },
  'rejected-by-person': {
    text: 'A person rejected it: nothing of it may leave.',
    next: 'Nothing. A retry makes a new result to decide on.',
  },
  'changed-since-seen': {
    text: 'The item has changed since it was looked at.',
    next: 'Look at it again and decide on what is there now.',
  },
  'not-certified': {
    text: 'There is no certificate that says verified for exactly these bytes.',
    next: 'Correct the result or process it again; only what is verified can be released.',
  },
  'not-released': {
    text: 'There is no live approval and certificate for exactly these bytes.',
    next: 'Look at the item, then approve it.',
  },
  'second-person-needed': {
    text: 'This site asks for two persons, and the first of them cannot be the second.',
    next: 'Let somebody else look and approve.',
  },
  'erased-on-request': { text: 'Its bytes, names and keys were destroyed.', next: 'Nothing: it cannot be undone.' },
  discarded: {
    text: 'A person discarded it from quarantine: its bytes, names and keys were destroyed.',
    next: 'Nothing: it cannot be undone. Hand the file in again if it is needed.',
  },
  'quarantine-expired': {
    text: 'It stood in quarantine longer than the site keeps such files; its bytes, names and keys were destroyed.',
    next: 'Hand the file in again if it is needed.',
  },
  'erased-before': {
    text: 'The same content was erased before and has been handed in again.',
    next: 'Ask whether it may be kept: discard it, or retry it to take it in.',
  },
  'withdraw-first': {
    text: 'Results of it are at a destination, or on their way there.',
    next: 'Withdraw them first: see ./endoveil publications.',
  },
  'not-confirmed': {
    text: 'The code does not belong to this item, or its time is over.',
    next: 'Ask again without --confirm, and repeat the command with the code it tells.',
  },
  'destination-not-served': {
    text: 'A publisher runs, and none serves this destination.',
    next: 'Name another one, or add it to ENDOVEIL_DESTINATIONS of a publisher and restart it: see ./endoveil destinations.',
  },
  'publisher-away': {
    text: 'No publisher runs: what is planned waits.',
    next: 'Start one: what waits goes by itself.',
  },
  'in-progress': { text: 'The item is being worked on.', next: 'Wait until it stands still, then decide.' },
  'second-case': { text: 'The same content was handed in for another case.', next: 'Check which case it belongs to.' },
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;
export const ReasonCode = z.enum(Object.keys(reasons) as [ReasonCode, ...ReasonCode[]]);

/** The reason as data, whatever the code. */
export function explain(code: ReasonCode): Reason {
  return reasons[code];
}

/** True when the cause lies outside the file, so that work done lower is worth doing again. */
export function isPassing(code: ReasonCode): boolean {
  return (reasons[code] as Reason).passing === true;
}

/** True when the machine or what it needs is at fault, not what is in the file. */
export function isOfTheSite(code: ReasonCode): boolean {
  return (reasons[code] as Reason).ofTheSite === true;
}

export function isReason(value: unknown): value is ReasonCode {
  return typeof value === 'string' && Object.hasOwn(reasons, value);
}
