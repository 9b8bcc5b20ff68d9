import { applyDecorators, Delete, Get, Head, HttpCode, Options, Patch, Post, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { Role } from './access/principal.js';

/** A request that the documentation shows and a test sends. */
export interface Example {
  readonly says: string;
  /** Values of the path and the query. */
  readonly with?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Default: the route's own. */
  readonly status?: number;
}

const decorators = { GET: Get, POST: Post, HEAD: Head, PATCH: Patch, DELETE: Delete, OPTIONS: Options } as const;
export type Method = keyof typeof decorators;

/** Everything that is stated about a route: what serves it, who may call it, and what its documentation says. */
export interface RouteFacts {
  readonly method: Method;
  /** Below `/v1/`, as Nest writes it: `items/:id`. */
  readonly path: string;
  readonly name: string;
  readonly says: string;
  /** Any of them will do. */
  readonly roles: readonly Role[];
  /**
   * `item`: the path names an item, and one of a foreign center is not there. `upload`: it names an upload, and that of
   * another account is not there. `centers`: the answer holds items of the caller's centers only. `none`: it holds
   * nothing of a center.
   */
  readonly scope: 'item' | 'upload' | 'centers' | 'none';
  /** Names, values or raw bytes: never without a token, a stated reason and an entry in the history. */
  readonly identifying?: true;
  /** Changes what becomes of an item: only for who has seen it as it is (`If-Match`). */
  readonly decides?: true;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is bytes of this media type. */
  readonly bytes?: string;
  /** Headers it reads, beside those that every route or its kind has. */
  readonly headers?: Readonly<Record<string, { readonly required: boolean; readonly says: string }>>;
  readonly status?: number;
  /** JSON of this shape; or bytes, or a stream of events. */
  readonly answer: z.ZodType | { readonly mediaType: string; readonly says: string } | { readonly says: string };
  readonly examples: readonly Example[];
}

export const ROUTE = 'endoveil.route';

/** Declares a route. One without this declaration is answered to nobody. */
export function Route(facts: RouteFacts): MethodDecorator {
  return applyDecorators(
    decorators[facts.method](facts.path),
    HttpCode(facts.status ?? 200),
    SetMetadata(ROUTE, facts),
  );
}

type Controller = abstract new (...args: never[]) => object;

/** Every declared route of these controllers. */
export function routesOf(controllers: readonly Controller[]): readonly RouteFacts[] {
  return controllers.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const method = (prototype as Record<string, unknown>)[name];
      const facts = typeof method === 'function' ? Reflect.getMetadata(ROUTE, method) : undefined;
      return facts ? [facts as RouteFacts] : [];
    }),
  );
}
