import { pageHtml, type PageParts } from '../report/files/page-html.ts'
import { pageParts } from '../report/files/page-parts.ts'
import type { Incoming, Outgoing } from '../sockets/message.ts'
import { writeUncached } from './write-uncached.ts'

/** Whether a browser requests the page of a server: no client of a provider wants HTML. */
export function asksForPage({ method, url, headers }: Incoming): boolean {
  return url === '/' && method === 'GET' && headers.accept?.includes('text/html') === true
}

/** The page as HTML. It contains no data of the server: its script requests that, and needs the same permission as other clients. */
export function pageOfServer(parts: PageParts): string {
  const withoutScript = 'This page needs JavaScript. "npx brownout control status" shows the same in a terminal.'
  return pageHtml({ title: 'brownout serve', data: {}, withoutScript, asksServer: true }, parts)
}

/**
 * Writes the page, which no other page can frame.
 * @throws BrownoutError if the package is not built
 */
export function writePage(response: Outgoing): void {
  const text = pageOfServer(pageParts('control'))
  const headers = { 'content-security-policy': "frame-ancestors 'none'", 'x-frame-options': 'DENY' }
  writeUncached({ status: 200, type: 'text/html; charset=utf-8', text, headers }, response)
}
