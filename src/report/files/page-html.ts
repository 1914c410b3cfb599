import { createHash } from 'node:crypto'

/** The parts of a page, next to its data. */
export interface PageParts {
  readonly script: string
  readonly style: string
}

/** The content of a page. */
export interface PageContent {
  readonly title: string
  /** JSON data, which the page's script reads. */
  readonly data: object
  /** The content for a browser without scripts. */
  readonly withoutScript: string
  /** Whether the page sends requests to its server. Default: false, which means no requests */
  readonly asksServer?: boolean
}

/**
 * A page as one HTML file. Its policy allows only this script and this style sheet, so text in the
 * data cannot run as a script. The data is JSON, which browsers do not run.
 */
export function pageHtml({ title, data, withoutScript, asksServer = false }: PageContent, { script, style }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    ...(asksServer ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapedText(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript>${escapedText(withoutScript)}</noscript>
<script type="application/json" id="data">${escapedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** JSON that cannot close its element or open another. */
function escapedJson(data: object): string {
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
}
