import { defineProperty, violated, held, inconclusive, type Property } from '../../kit.ts'

/**
 * Calls go only to the given hosts, also after a failover.
 * @example
 * staysInRegion(['eu.api.openai.com'])
 */
export function staysInRegion(hosts: readonly string[]): Property {
  return defineProperty({
    id: 'stays-in-region',
    statement: `calls go only to ${hosts.join(', ')}`,
    evidence: 'hosts in the journal',
    hint: 'Keep a list of allowed hosts beside the list of fallbacks, and check it where the client is made.',
    judge({ journal: { calls } }) {
      if (calls.length === 0) return inconclusive('no call went out')
      const astray = calls.find(({ host }) => !hosts.includes(host))
      return astray === undefined ? held : violated(`a call to ${astray.provider} went to ${astray.host}`)
    },
  })
}
