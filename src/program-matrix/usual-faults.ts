/**
 * The faults that a program goes through by default, as on the command line: what production brings most often, once or always, and what
 * programs handle worst.
 */
export const usualFaults = [
  'rate-limited:first=1,retryAfter=1m',
  'overloaded:first=1',
  'overloaded',
  'quota-exhausted',
  'context-length-exceeded',
  'html-error:first=1',
  'empty-body:first=1',
  'truncated-stream:first=1',
  'truncated-stream:ending=reset,first=1',
  'mid-stream-error:first=1',
  'malformed-event:first=1',
  'truncated-at-max-tokens',
  'stalled-stream:first=1',
] as const
