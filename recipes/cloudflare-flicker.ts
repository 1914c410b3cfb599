import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { htmlError } from '../faults/index.ts'

/**
 * The edge in front of the providers answers with error pages, recovers and fails again, every few minutes.
 * @example
 * chaos.play(cloudflareFlicker({ speed: 10 }))
 */
export const cloudflareFlicker: RecipeFactory = defineRecipe({
  name: 'cloudflare-flicker',
  summary: 'HTML error pages appear and disappear every few minutes, then stay',
  story:
    'On 2025-11-18 a configuration file of Cloudflare doubled in size and crashed the proxies that read it. ' +
    'Good and bad versions of the file alternated, so the errors appeared and disappeared before they stayed. ' +
    'Clients that expected JSON got HTML pages, and circuit breakers opened and closed with them.',
  sources: [
    'https://www.ilert.com/postmortems/cloudflare-global-outage-nov-2025',
    'https://www.gncrypto.news/news/cloudflare-faulty-bot-config-outage',
  ],
  sourced: ['errors that appeared and disappeared at first', 'core traffic back after 190 minutes, all of it after 346'],
  assumed: ['five minutes of errors and five without, for 100 minutes', '95% of the calls until core traffic was back, 3% after'],
  invented: ['HTML with the status 500 from every model provider'],
  breaks: ['falls-back', 'independent-fallback', 'retries-at-most', 'typed-errors'],
  phases: [
    {
      from: 0,
      to: '100m',
      what: 'error pages appear and disappear',
      injections: [htmlError({ status: 500 }).wave({ on: '5m', off: '5m' })],
    },
    { from: '100m', to: '190m', what: 'error pages stay', injections: [htmlError({ status: 500 }).chance(0.95)] },
    { from: '190m', to: '346m', what: 'a few are left', injections: [htmlError({ status: 500 }).chance(0.03)] },
  ],
})
