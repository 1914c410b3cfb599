import {
  defineProperty,
  BrownoutError,
  violated,
  held,
  inconclusive,
  type Property,
  checkValue,
  listLike,
  text,
  valueInWords,
} from '../../kit.ts'

/** An allowed host: `api.example`, with a port if only that is allowed, and `*.example` for all subdomains. */
function checkHost(host: string): string {
  if (/^(\*\.)?[\w-]+(\.[\w-]+)*(:\d+)?$/.test(host)) return host.toLowerCase()
  throw new BrownoutError(
    `staysInRegion() cannot allow the host ${valueInWords(host)}: expected a name without a scheme or a path, such as "eu.api.openai.com" or "*.openai.azure.com".`,
  )
}

function isAllowed(host: string, allowed: string): boolean {
  const name = allowed.includes(':') ? host : host.replace(/:\d+$/, '')
  return allowed.startsWith('*.') ? name.endsWith(allowed.slice(1)) : name === allowed
}

/**
 * Calls go only to the given hosts, even after a failover. Model lists contain no user data, so any host is allowed.
 * @param hosts such as `eu.api.openai.com`, or `*.openai.azure.com` for all subdomains
 * @throws BrownoutError if the list is empty, or one is not a host name
 * @example
 * staysInRegion(['eu.api.openai.com'])
 */
export function staysInRegion(hosts: readonly string[]): Property {
  checkValue('staysInRegion()', hosts, listLike('["eu.api.openai.com"]', text.accepts))
  if (hosts.length === 0) throw new BrownoutError('staysInRegion() needs at least one allowed host, such as "eu.api.openai.com".')
  const allowed = hosts.map(checkHost)
  return defineProperty({
    id: 'stays-in-region',
    statement: `calls go only to ${hosts.join(', ')}`,
    evidence: 'hosts in the journal',
    hint: 'Keep a list of allowed hosts next to the list of fallbacks, and check it when the client is created.',
    judge({ journal: { calls } }) {
      const sent = calls.filter(({ call }) => call.operation !== 'list-models')
      if (sent.length === 0) return inconclusive('no call was made')
      const astray = sent.find(({ host }) => !allowed.some((each) => isAllowed(host.toLowerCase(), each)))
      return astray === undefined ? held : violated(`a call to ${astray.provider} went to ${astray.host}`)
    },
  })
}
