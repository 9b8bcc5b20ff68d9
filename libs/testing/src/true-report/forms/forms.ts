import { clinic } from './clinic.js';
import { columns } from './columns.js';
import { english } from './english.js';
import type { Fill } from './form.js';
import { histology } from './histology.js';
import { letter } from './letter.js';
import { pictures } from './pictures.js';
import { table } from './table.js';

export const formNames = ['clinic', 'histology', 'table', 'columns', 'letter', 'pictures', 'english'] as const;
export type FormName = (typeof formNames)[number];

export const forms: Readonly<Record<FormName, Fill>> = { clinic, histology, table, columns, letter, pictures, english };
