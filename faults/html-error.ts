import { z } from 'zod'
import { defineFault, replaceBody, type FaultFactory } from '../src/kit.ts'

const expected = 'expected 200, or 400 to 599'

const parameters = z.object({
  status: z
    .union([z.literal(200), z.int().min(400, expected).max(599, expected)])
    .default(502)
    .describe('the HTTP status; with 200, a page instead of an answer'),
})

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  500: 'Internal server error',
  502: 'Bad gateway',
  503: 'Service temporarily unavailable',
  504: 'Gateway time-out',
  520: 'Web server is returning an unknown error',
  530: 'Origin DNS error',
}

function page(status: number): string {
  const title = `${status}: ${reasons[status] ?? 'Error'}`
  return `<!DOCTYPE html>\n<html lang="en-US">\n<head><title>${title}</title><meta charset="UTF-8" /></head>\n<body><h1>${title}</h1><p>The web server reported an error. Please try again in a few minutes.</p></body>\n</html>\n`
}

/**
 * The edge in front of the provider returns an HTML page instead of JSON.
 * Reported in: Cloudflare on 2025-11-18, in front of ChatGPT and others
 * (https://www.ilert.com/postmortems/cloudflare-global-outage-nov-2025).
 * @example
 * chaos.inject(htmlError({ status: 500 }).wave({ on: '5m', off: '5m' }))
 */
export const htmlError: FaultFactory<typeof parameters> = defineFault({
  name: 'html-error',
  summary: 'an HTML page arrives instead of JSON',
  family: 'Connection',
  needs: [],
  shows: 'foreign-body',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://blog.cloudflare.com/18-november-2025-outage/'],
  breaks: ['typed-errors', 'errors-identify-cause', 'schema-valid-or-error'],
  parameters,
  frame: (items, { parameters: { status } }) => replaceBody(items, { status, contentType: 'text/html; charset=UTF-8', text: page(status) }),
})
