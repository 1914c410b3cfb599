import { createHash } from 'node:crypto'

/** What a page is made of, next to its data. */
export interface PageParts {
  readonly script: string
  readonly style: string
}

/** What a page shows. */
export interface PageContent {
  readonly title: string
  /** What JSON can hold. The page's script reads it. */
  readonly data: object
  /** What a browser shows that runs no script. */
  readonly withoutScript: string
  /** Whether the page asks the server that it comes from. Default: false, and it makes no request */
  readonly asksServer?: boolean
}

/**
 * A page as one HTML file. Its policy lets it run this one script and use this one style sheet, whatever the
 * data says. The data is JSON, which no browser runs.
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

/** JSON that cannot end the element it is in, or begin another. */
function escapedJson(data: object): string {
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
}
