import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';

/** What a browser made of one video, from its first frame to its last, and of a jump to its middle. */
export interface Played {
  /** `ended`, or what the browser said instead. */
  readonly how: string;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Seconds. */
  readonly duration: number;
  /** Seconds, after a jump to half the duration. */
  readonly jumpedTo: number;
}

export interface Browser extends AsyncDisposable {
  play(path: string): Promise<Played>;
}

/** Debian's program; what Playwright brings itself cannot play H.264. */
const CHROMIUM = '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** A browser with an empty page that plays files from loopback, in ranges as a server of files answers them. */
export async function openBrowser(): Promise<Browser> {
  let playing: string | undefined;
  const server = createServer(async ({ url, headers }, answer) => {
    if (url !== '/video' || !playing) {
      answer.writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end();
      return;
    }
    const { size } = await stat(playing);
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
    const start = Number(from);
    const end = to === '' ? size - 1 : Number(to);
    answer.writeHead(headers.range ? 206 : 200, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(headers.range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    });
    createReadStream(playing, { start, end })
      .on('error', () => answer.destroy())
      .pipe(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  const page = await browser.newPage();
  return {
    async play(path) {
      playing = path;
      await page.goto(`${address}/`);
      return (await page.evaluate(PLAY)) as Played;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Runs in the page. */
const PLAY = `(async () => {
  const video = document.createElement('video');
  const until = (event) => new Promise((resolve) => video.addEventListener(event, () => resolve(event), { once: true }));
  const failed = until('error').then(() => 'error: ' + video.error.message);
  video.muted = true;
  video.src = '/video';
  document.body.append(video);
  const end = Promise.race([until('ended'), failed]);
  await video.play().catch(() => undefined);
  const how = await end;
  const { duration, videoWidth: width, videoHeight: height } = video;
  const { totalVideoFrames: frames } = video.getVideoPlaybackQuality();
  if (how === 'ended') {
    const jump = until('seeked');
    video.currentTime = duration / 2;
    await Promise.race([jump, failed]);
  }
  return { how, width, height, frames, duration, jumpedTo: video.currentTime };
})()`;
