export interface Address {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `fetch` refuses an address that says who asks: that goes into a header instead. */
export function addressOf(given: string): Address {
  const url = new URL(given);
  const { username, password } = url;
  if (username === '' && password === '') return { url: given, headers: {} };
  [url.username, url.password] = ['', ''];
  const asking = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    url: url.toString().replace(/\/$/, ''),
    headers: { authorization: `Basic ${Buffer.from(asking).toString('base64')}` },
  };
}
