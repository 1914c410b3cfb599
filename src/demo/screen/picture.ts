import type { Line, Style } from './line.ts'

const colors: Readonly<Record<Style, string>> = {
  plain: '#d8dee9',
  bold: '#ffffff',
  dim: '#7b8496',
  red: '#ff6b6b',
  green: '#7bd88f',
  yellow: '#ffd866',
  cyan: '#78dce8',
}

const [column, row, margin] = [8.4, 19, 20]

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function lineText(line: Line, index: number): string {
  let at = 0
  const spans = line.map(({ text, style }) => {
    // Viewers treat spaces at the ends differently, so there are none.
    const said = text.trim()
    const begin = at + [...text].length - [...text.trimStart()].length
    at += [...text].length
    if (said === '') return ''
    const weight = style === 'bold' ? ' font-weight="bold"' : ''
    const width = ([...said].length * column).toFixed(1)
    // Fonts differ in width: each span is stretched to its columns.
    return `<tspan x="${(margin + begin * column).toFixed(1)}" textLength="${width}" lengthAdjust="spacingAndGlyphs" fill="${colors[style]}"${weight}>${escaped(said)}</tspan>`
  })
  return `<text y="${margin + (index + 1) * row - 5}">${spans.join('')}</text>`
}

/** Lines as an SVG picture of a terminal. */
export function picture(lines: readonly Line[], title: string): string {
  const columns = Math.max(...lines.map((line) => line.reduce((width, { text }) => width + [...text].length, 0)))
  const [width, height] = [Math.ceil(columns * column + 2 * margin), lines.length * row + 2 * margin]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#1e222a"/>`,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14">',
    ...lines.map(lineText),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}
