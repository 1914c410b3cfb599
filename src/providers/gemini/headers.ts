import { processingTimeOf, type Exchange } from '../../kit.ts'

/** The headers of every response, as sent by Google's front end. They do not include rate limits. */
export function headersOf({ call }: Exchange): Readonly<Record<string, string>> {
  return {
    server: 'scaffolding on HTTPServer2',
    'server-timing': `gfet4t7; dur=${processingTimeOf(call)}`,
    vary: 'Origin, X-Origin, Referer',
    'x-content-type-options': 'nosniff',
  }
}
