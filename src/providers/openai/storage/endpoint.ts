import { storageEndpoint as endpointOf, type Endpoint, type StorageEndpoint } from '../../../kit.ts'
import { readJson } from '../decode.ts'
import type { Host } from '../host.ts'
import { problemOf, unknownParameter } from '../wording.ts'
import { writerAt } from '../writer.ts'

/** The host that stores data, and the prefix of an endpoint's path, as a pattern and as readable text. */
export interface StoragePlace {
  readonly host: Host
  readonly pattern: string
  readonly readable: string
}

/** Creates an endpoint for data that a host stores. */
export function storageEndpoint<Found extends object>(
  { host, pattern, readable }: StoragePlace,
  definition: StorageEndpoint<Found>,
): Endpoint {
  const api = {
    pattern,
    readable,
    refusal: host.refusal,
    json: readJson,
    misshapen: (error: Parameters<typeof problemOf>[0], value: unknown) => problemOf(error, value, unknownParameter),
    writer: (exchange: Parameters<typeof writerAt>[1]) => writerAt(host, exchange),
  }
  return endpointOf(api, definition)
}
