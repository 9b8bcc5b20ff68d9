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
} as const;
