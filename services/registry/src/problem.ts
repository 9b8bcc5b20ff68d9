/** RFC 9457 problem details, with our stable code, whether asking again can help, and the correlation id. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  /** What to do next. */
  readonly detail?: string;
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  readonly correlationId: string;
}

export function problem(
  status: number,
  code: string,
  title: string,
  correlationId: string,
  more: Partial<Pick<Problem, 'detail' | 'retryable'>> = {},
): Problem {
  return {
    type: `urn:endoveil:problem:${code}`,
    title,
    status,
    code,
    retryable: status >= 500 || status === 429,
    correlationId,
    ...more,
  };
}
