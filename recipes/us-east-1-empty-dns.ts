import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { connectionReset, dnsFailure } from '../faults/index.ts'

/**
 * DNS lookups fail, and later connections are reset.
 * @example
 * chaos.play(usEast1EmptyDns({ speed: 10 }))
 */
export const usEast1EmptyDns: RecipeFactory = defineRecipe({
  name: 'us-east-1-empty-dns',
  summary: 'DNS lookups fail, and later connections are reset',
  story:
    'In the night to 2025-10-20 a name in AWS us-east-1 had no addresses for nearly three hours. ' +
    'Later, load balancers dropped connections. ' +
    'Neither failure has an HTTP status.',
  sources: ['https://aws.amazon.com/message/101925'],
  sourced: ['nearly three hours without an address, and when connections were dropped'],
  assumed: ['90% and 15% of the calls'],
  invented: ['Bedrock instead of the database whose name had no address'],
  breaks: ['settles-within', 'errors-identify-cause', 'falls-back'],
  phases: [
    { from: 0, to: '172m', what: 'DNS lookups fail', injections: [dnsFailure().for({ provider: 'bedrock' }).chance(0.9)] },
    { from: '342m', to: '861m', what: 'connections are reset', injections: [connectionReset().for({ provider: 'bedrock' }).chance(0.15)] },
  ],
})
