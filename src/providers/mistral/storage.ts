import { storageEndpoint as endpointOf, type Endpoint, type StorageEndpoint } from '../../kit.ts'
import { writerAt } from '../openai/writer.ts'
import { readingAt } from './decode.ts'
import { mistralHost } from './host.ts'

const { json, misshapen, refusal } = readingAt(mistralHost)

/** Creates an endpoint for data that Mistral stores. */
export function storageEndpoint<Found extends object>(definition: StorageEndpoint<Found>): Endpoint {
  return endpointOf(
    {
      pattern: '(?:/v1)?',
      readable: '/v1',
      json,
      misshapen,
      refusal: (request) => refusal?.(request),
      writer: (exchange) => writerAt(mistralHost, exchange),
    },
    definition,
  )
}
