import type { LogLevel } from './options.ts'

/** The least first. */
const levels = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const satisfies readonly LogLevel[]

/**
 * Whether a client wants log messages of a level.
 * @param least the least level that it wants. Default: all
 */
export function wantsLevel(level: LogLevel, least = 'debug'): boolean {
  const from = levels.findIndex((name) => name === least)
  return from !== -1 && levels.indexOf(level) >= from
}
