/** Markdown without its blocks and spans of code. */
function withoutCode(text: string): string {
  return text
    .replaceAll(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '')
    .replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, (code) => code.replaceAll(/[[\]()<>]/g, ' '))
}

/** The targets of the links and pictures in Markdown. */
export function linksIn(text: string): string[] {
  const prose = withoutCode(text)
  const inline = [...prose.matchAll(/\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)/g)].map(([, target]) => target!)
  const bare = [...prose.matchAll(/<(https?:\/\/[^>\s]+)>/g)].map(([, target]) => target!)
  const html = [...prose.matchAll(/\s(?:src|srcset|href)="([^"]+)"/g)].map(([, target]) => target!)
  return [...inline, ...bare, ...html]
}

/** The anchors of the headings in Markdown, as GitHub makes them. */
export function anchorsIn(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const prose = text.replaceAll(/^(```+|~~~+)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '')
  return new Set(
    [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
      const anchor = anchorOf(heading!)
      const times = seen.get(anchor) ?? 0
      seen.set(anchor, times + 1)
      return times === 0 ? anchor : `${anchor}-${times}`
    }),
  )
}

function anchorOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-')
}
