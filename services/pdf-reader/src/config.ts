import { setting } from '@endoveil/runtime';
import { z } from 'zod';

/** How reports are read. */
export const reportSettings = {
  ocr: setting(
    'ENDOVEIL_REPORT_OCR',
    z.enum(['tesseract', 'tesseract.js']).default('tesseract'),
    'who reads the pages: the native program in batches, or its WebAssembly build; both read as well, the native one faster',
  ),
  pictures: setting(
    'ENDOVEIL_REPORT_PICTURES',
    z.enum(['keep', 'cover']).default('keep'),
    'whether full-reading keeps pictures of tissue without any writing; rules-only covers every picture',
  ),
  evidence: setting(
    'ENDOVEIL_REPORT_EVIDENCE',
    z.enum(['keep', 'none']).default('keep'),
    'whether what was covered is kept for review for some hours (ENDOVEIL_UNNAMED_HOURS), encrypted under the item’s key',
  ),
  profiles: setting(
    'ENDOVEIL_REPORT_PROFILES',
    z.string().optional(),
    'a JSON file with what is particular to the reports of a center (see docs/site-profiles.md)',
  ),
  text: setting(
    'ENDOVEIL_REPORT_TEXT',
    z.enum(['tags', 'surrogates']).default('tags'),
    'what the anonymized text says in place of a value: its kind (`[NAME]`), or a stand-in, the same in all reports of a patient, dates shifted by the patient’s secret offset. The pages are black in both. The verifier is told the stand-ins, searches for everything known of the case all the same, and takes none for one that stands in the text layer of the source',
  ),
} as const;
