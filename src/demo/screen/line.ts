/** The style of a span. */
export type Style = 'plain' | 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

/** A part of a line in one style. */
export interface Span {
  readonly text: string
  readonly style: Style
}

/** One line of a screen, for a terminal or for a picture. Every character takes one column. */
export type Line = readonly Span[]

export function span(text: string, style: Style = 'plain'): Span {
  return { text, style }
}

export function widthOf(line: Line): number {
  return line.reduce((width, { text }) => width + [...text].length, 0)
}

/** A line of exactly that many columns: padded with spaces or truncated. */
export function fitted(line: Line, width: number): Line {
  const missing = width - widthOf(line)
  if (missing >= 0) return missing === 0 ? line : [...line, span(' '.repeat(missing))]
  let left = width - 1
  const kept: Span[] = []
  for (const { text, style } of line) {
    const characters = [...text].slice(0, left)
    left -= characters.length
    kept.push(span(characters.join(''), style))
  }
  return [...kept, span('…', 'dim')]
}

/** Breaks a text between words into lines of at most that many columns. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((word) => word !== '')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word.slice(0, width))
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

/** Blocks of lines next to each other, with a gap between them. */
export function beside(left: readonly Line[], right: readonly Line[], width: number, gap: string): Line[] {
  const rows = Math.max(left.length, right.length)
  return Array.from({ length: rows }, (_, row) => [...fitted(left[row] ?? [], width), span(gap, 'dim'), ...fitted(right[row] ?? [], width)])
}
