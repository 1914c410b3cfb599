/** Turns off what clients print about faults: thousands of lines that nobody reads. */
export function silencing(): void {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => undefined
  process.removeAllListeners('warning')
}
