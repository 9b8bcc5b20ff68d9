import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in does with a question. */
export type OllamaMood =
  | 'ready'
  /** takes the question and never answers */
  | 'hanging'
  /** says something that is no JSON */
  | 'garbage'
  /** stops in the middle of its answer */
  | 'cut-off'
  /** repeats itself for ever */
  | 'endless'
  /** has lost the front of the text, and says how little it read */
  | 'truncating'
  /** has lost the front of the text, and its count does not tell */
  | 'forgetting'
  | 'slow'
  /** answers 500 to everything */
  | 'failing'
  /** has other models */
  | 'missing-model'
  /** breaks the connection in mid answer */
  | 'dropping'
  /** invents values that stand nowhere */
  | 'inventing'
  /** finds nothing */
  | 'omitting'
  /** says 404 to a question although it lists the model */
  | 'not-found'
  /** says in the right form that it cannot help */
  | 'refusing'
  /** does what the text tells it: to find nothing */
  | 'obedient'
  /** answers JSON of another form */
  | 'misshapen'
  /** talks around its answer */
  | 'garrulous';

/**
 * A stand-in for Ollama, which cannot be had on every machine: speaks its HTTP protocol (`/api/version`, `/api/tags`,
 * `/api/chat` as a stream of JSON lines) and answers by simple rules. Its mood can be changed while it runs.
 */
export interface OllamaStandIn extends AsyncDisposable {
  readonly url: string;
  mood: OllamaMood;
  readonly questions: number;
}

const MODEL = 'llama3.1:8b';

export async function startOllamaStandIn(mood: OllamaMood = 'ready', port = 0): Promise<OllamaStandIn> {
  let questions = 0;
  const server = createServer((request, response) => {
    const send = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (standIn.mood === 'failing') response.writeHead(500).end('{"error":"out of memory"}');
    else if (request.url === '/api/version') send({ version: '0.6.0' });
    else if (request.url === '/api/tags') {
      send({
        models: standIn.mood === 'missing-model' ? [] : [{ name: MODEL, model: MODEL, size: 1, digest: 'c0ffee' }],
      });
    } else if (request.url === '/api/chat') {
      questions += 1;
      if (standIn.mood === 'not-found')
        response.writeHead(404).end('{"error":"model not found, try pulling it first"}');
      else if (standIn.mood !== 'hanging') void answer(request, response, standIn.mood);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const standIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood,
    get questions() {
      return questions;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return standIn;
}

interface Question {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly format: {
    readonly properties: { readonly answer: { readonly properties: Readonly<Record<string, unknown>> } };
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, mood: OllamaMood): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { messages, format } = JSON.parse(Buffer.concat(chunks).toString()) as Question;
  const asked = messages.at(-1)?.content ?? '';
  const read = mood === 'truncating' || mood === 'forgetting' ? asked.slice(asked.length / 2) : asked;
  const [mark = '', ...lines] = read.split('\n');
  const text = lines.join('\n');
  const wantsNames = 'names' in format.properties.answer.properties;
  const answered = JSON.stringify({ mark, answer: wantsNames ? namesIn(text, mood) : fieldsIn(text, mood) });
  const said = spoken(answered, mood);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  for (const piece of said.match(/.{1,40}/gsu) ?? []) {
    response.write(
      `${JSON.stringify({ model: MODEL, message: { role: 'assistant', content: piece }, done: false })}\n`,
    );
    if (mood === 'slow') await new Promise((resolve) => setTimeout(resolve, 400));
  }
  if (mood === 'dropping') return void response.destroy();
  if (mood === 'endless') return await forEver(response);
  const tokens = mood === 'truncating' ? 12 : Math.ceil(asked.length / 3.5);
  response.end(
    `${JSON.stringify({ model: MODEL, message: { role: 'assistant', content: '' }, done: true, prompt_eval_count: tokens, eval_count: 20 })}\n`,
  );
}

function spoken(answered: string, mood: OllamaMood): string {
  switch (mood) {
    case 'garbage':
      return 'I am sorry, but';
    case 'cut-off':
      return answered.slice(0, -4);
    case 'misshapen':
      return '{"answer":{"names":"Kranzbichler","fields":{"last-name":"Kranzbichler"}},"mark":7}';
    case 'garrulous':
      return `Sure, here is the JSON: ${answered} I hope this helps.`;
    default:
      return answered;
  }
}

/** What a model would find easily, and a value of its own invention. */
function namesIn(text: string, mood: OllamaMood): { names: string[] } {
  if (mood === 'omitting' || mood === 'obedient') return { names: [] };
  if (mood === 'refusing') return { names: ['I cannot help with personal data'] };
  if (mood === 'inventing') return { names: ['Erfundener Name', 'e', ''] };
  const found = [
    ...text.matchAll(
      /(?:Frau|Herr|Prof\. Dr\.|Dr\. med\.|Patient:|Assist\.:)\s+(?:\p{Lu}\.\s?)*((?:\p{Ll}+\s+)*\p{Lu}[\p{L}-]+(?:\s?,\s?\p{Lu}[\p{L}-]+)?)/gu,
    ),
  ].map((match) => match[1]!);
  return { names: [...found, 'Erfundener Name'] };
}

function fieldsIn(text: string, mood: OllamaMood): { fields: { name: string; value: string; confidence: number }[] } {
  if (mood === 'omitting' || mood === 'obedient') return { fields: [] };
  if (mood === 'refusing') return { fields: [{ name: 'last-name', value: 'I cannot help', confidence: 0 }] };
  if (mood === 'inventing')
    return {
      fields: [
        { name: 'last-name', value: 'Erfunden', confidence: 1 },
        { name: 'birth-date', value: '1990-01-01', confidence: 1 },
        { name: 'birth-date', value: /\p{L}+/u.exec(text)?.[0] ?? '', confidence: 1 },
      ],
    };
  const fields = [
    {
      name: 'last-name',
      value: /Patient(?:in)?:\s+(\p{Lu}[\p{L}-]+)/u.exec(text)?.[1] ?? /^(\p{Lu}[\p{L}-]+),$/mu.exec(text)?.[1],
    },
    { name: 'device', value: /\b(GIF-[A-Z0-9]+)/.exec(text)?.[1] },
    { name: 'sex', value: 'nicht im Text' },
  ];
  return { fields: fields.flatMap(({ name, value }) => (value ? [{ name, value, confidence: 0.8 }] : [])) };
}

async function forEver(response: ServerResponse): Promise<void> {
  while (!response.destroyed) {
    response.write(`${JSON.stringify({ model: MODEL, message: { role: 'assistant', content: 'x' }, done: false })}\n`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
