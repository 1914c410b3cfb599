/** Turns off the output of clients about faults: thousands of lines that are not needed. */
export function silencing(): void {
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'dir'] as const) console[method] = () => undefined
  process.removeAllListeners('warning')
}
