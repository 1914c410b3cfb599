import { digest, type Exchange } from '../../../kit.ts'
import { knownOf, listedModels, tagged } from './library.ts'

type Payload = Readonly<Record<string, unknown>>

/** When every model was pulled. */
const modifiedAt = '2026-10-01T12:00:00Z'

/** How long a model stays in memory after its last call, in ms (https://docs.ollama.com/faq, `keep_alive`). */
const keptAlive = 300_000

function detailsOf(model: string): Payload {
  const { family, parameters, quantization } = knownOf(model)
  return { parent_model: '', format: 'gguf', family, families: [family], parameter_size: parameters, quantization_level: quantization }
}

function digestOf(model: string): string {
  return Array.from({ length: 4 }, (_, part) => digest(`${model}/${part}`)).join('')
}

/** A model of a list. */
function entryOf(model: string): Payload {
  return { name: model, model, modified_at: modifiedAt, size: knownOf(model).size, digest: digestOf(model), details: detailsOf(model) }
}

/** The pulled models (https://docs.ollama.com/api/tags). */
export function tagsBody(): Payload {
  return { models: listedModels.map(entryOf) }
}

/** The models in memory (https://docs.ollama.com/api/ps): here the first, for chat. */
export function psBody(_: unknown, { date }: Exchange): Payload {
  return {
    models: listedModels.slice(0, 1).map((model) => {
      const { modified_at: _modified, ...entry } = entryOf(model)
      return { ...entry, expires_at: new Date(date + keptAlive).toISOString(), size_vram: knownOf(model).size, context_length: 4_096 }
    }),
  }
}

/** One model (https://docs.ollama.com/api-reference/show-model-details). */
export function showBody(_: unknown, { call }: Exchange): Payload {
  const { family, context, embedding, capabilities } = knownOf(call.model)
  return {
    license: 'A license.',
    modelfile: `FROM ${tagged(call.model)}\nTEMPLATE {{ .Prompt }}\n`,
    parameters: 'stop                           "<|eot_id|>"',
    template: '{{ .Prompt }}',
    details: detailsOf(call.model),
    model_info: {
      'general.architecture': family,
      'general.parameter_count': Math.round(Number.parseFloat(knownOf(call.model).parameters) * 1_000_000_000),
      [`${family}.context_length`]: context,
      [`${family}.embedding_length`]: embedding,
    },
    capabilities,
    modified_at: modifiedAt,
  }
}
