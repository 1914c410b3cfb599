/** What a figure is meant to be. */
export interface Target {
  readonly at: 'most' | 'least'
  readonly value: number
}

export function atMost(value: number): Target {
  return { at: 'most', value }
}

export function atLeast(value: number): Target {
  return { at: 'least', value }
}

/** `target: at most 1.2`, and whether it is met. */
export function beside(measured: number, { at, value }: Target): string {
  const isMet = at === 'most' ? measured <= value : measured >= value
  return `target: at ${at} ${value.toLocaleString('en')}   ${isMet ? 'met' : 'MISSED'}`
}

/** Prints one line: what was measured, and the figure. */
export function report(title: string, figure: string, remark = ''): void {
  console.log(`${title.padEnd(74)} ${figure.padStart(12)}   ${remark}`.trimEnd())
}

/** Prints the name of what follows. */
export function heading(title: string): void {
  console.log(`\n${title}`)
}
