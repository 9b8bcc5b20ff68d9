import type { RouteFacts } from '../route.js';

export const UPLOAD_BYTES = 'application/offset+octet-stream';
const EXAMPLE_UPLOAD = '018f3a52-7c10-4f00-8000-000000000002';
export const TUS_VERSION = '1.0.0';
const TUS = { 'tus-resumable': TUS_VERSION };
const named = (text: string) => Buffer.from(text).toString('base64');

const tusHeader = { 'Tus-Resumable': { required: true, says: 'always `1.0.0`' } };
const checksumHeader = {
  'Upload-Checksum': { required: false, says: '`sha256 BASE64` of this body; 460 when it is another' },
};
const route = (
  facts: Pick<RouteFacts, 'method' | 'path' | 'name' | 'says' | 'examples'> & Partial<RouteFacts>,
): RouteFacts => ({
  roles: ['uploader'],
  scope: facts.path === 'uploads' ? 'none' : 'upload',
  answer: { says: 'By the protocol, without a body.' },
  status: 204,
  ...facts,
  headers: { ...(facts.method === 'OPTIONS' ? {} : tusHeader), ...facts.headers },
});

/** What is stated about each route of uploads. */
export const uploadRoutes = {
  create: route({
    method: 'POST',
    path: 'uploads',
    name: 'createUpload',
    says: 'Begins an upload. The answer says in `Location` where its bytes go.',
    status: 201,
    headers: {
      'Upload-Length': { required: true, says: 'bytes of the whole file' },
      'Upload-Metadata': {
        required: true,
        says: '`filename`, and where they are known `center`, `case`, `processor` and `sha256` (hex, of the whole file)',
      },
      ...checksumHeader,
    },
    examples: [
      {
        says: 'A file of a case',
        headers: {
          ...TUS,
          'upload-length': '1000',
          'upload-metadata': `filename ${named('exam.mp4')},center ${named('north')},case ${named('4711')}`,
        },
      },
      { says: 'Without a name', headers: { ...TUS, 'upload-length': '1000' }, status: 400 },
    ],
  }),
  write: route({
    method: 'PATCH',
    path: 'uploads/:id',
    name: 'continueUpload',
    says: 'The bytes from an offset on. The last ones are answered when the file is landed: `Endoveil-Item` names the item then.',
    bytes: UPLOAD_BYTES,
    headers: {
      'Upload-Offset': { required: true, says: 'where these bytes begin; 409 when it is another place' },
      ...checksumHeader,
    },
    examples: [
      {
        says: 'There is no such upload',
        with: { id: EXAMPLE_UPLOAD },
        headers: { ...TUS, 'upload-offset': '0', 'content-type': UPLOAD_BYTES },
        status: 404,
      },
    ],
  }),
  offset: route({
    method: 'HEAD',
    path: 'uploads/:id',
    name: 'uploadOffset',
    says: 'Where to go on (`Upload-Offset`). Names are not sent back.',
    status: 200,
    examples: [],
  }),
  remove: route({
    method: 'DELETE',
    path: 'uploads/:id',
    name: 'removeUpload',
    says: 'Ends an upload and forgets what came of it. A file that is landed stays.',
    examples: [{ says: 'There is no such upload', with: { id: EXAMPLE_UPLOAD }, headers: TUS, status: 404 }],
  }),
  terms: route({
    method: 'OPTIONS',
    path: 'uploads',
    name: 'uploadTerms',
    says: 'What of the protocol is spoken here, and how large a file may be.',
    headers: {},
    examples: [{ says: 'What can it do?' }],
  }),
} as const;
