import { stripVTControlCharacters, styleText } from 'node:util'
import type { Line, Style } from './line.ts'

const formats: Readonly<Record<Style, Parameters<typeof styleText>[0]>> = {
  plain: 'reset',
  bold: 'bold',
  dim: 'gray',
  red: 'red',
  green: 'green',
  yellow: 'yellow',
  cyan: 'cyan',
}

/** Formats a line for a terminal, with or without color. */
export function terminalText(line: Line, isColoured: boolean): string {
  const text = line
    .map((span) => (span.style === 'plain' ? span.text : styleText(formats[span.style], span.text, { validateStream: false })))
    .join('')
  return isColoured ? text : stripVTControlCharacters(text).trimEnd()
}
