import type { Endpoint } from '../../../kit.ts'
import { endpointOf, writer } from '../writer.ts'
import { embeddingsOf } from './body.ts'
import { decodeEmbed } from './decode.ts'

/** Embeddings (https://docs.ollama.com/api/embed). */
export const embed: Endpoint = endpointOf('embed', decodeEmbed, { ...writer, body: embeddingsOf })
