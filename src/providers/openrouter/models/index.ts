import { contextWindowOf, decodeModels, defineEndpoint, titleOf, type Endpoint } from '../../../kit.ts'
import { writerAt } from '../../openai/writer.ts'
import { openrouterHost } from '../host.ts'

/** Some of the listed models (https://openrouter.ai/models). */
const known = ['anthropic/claude-sonnet-5', 'google/gemini-2.5-flash', 'openai/gpt-4o', 'openai/gpt-4o-mini', 'mistralai/mistral-large']

/** The window of a model that is not in the table of windows, in tokens. */
const usualWindow = 128_000

/** One model: its author, its limits and its prices (`Model` of @openrouter/sdk). */
function modelBody(id: string): Readonly<Record<string, unknown>> {
  const [author = '', name = id] = id.split('/')
  const window = contextWindowOf(id) ?? usualWindow
  return {
    id,
    canonical_slug: id,
    hugging_face_id: null,
    name: `${titleOf(author)}: ${titleOf(name)}`,
    created: 1_760_000_000,
    description: titleOf(name),
    context_length: window,
    architecture: {
      modality: 'text->text',
      input_modalities: ['text'],
      output_modalities: ['text'],
      tokenizer: 'Other',
      instruct_type: null,
    },
    pricing: { prompt: '0.0000025', completion: '0.00001' },
    top_provider: { context_length: window, max_completion_tokens: null, is_moderated: false },
    per_request_limits: null,
    supported_parameters: ['max_tokens', 'temperature', 'tools', 'tool_choice', 'response_format', 'structured_outputs', 'stop'],
    supported_voices: null,
    default_parameters: null,
    links: { details: `/api/v1/models/${id}/endpoints` },
  }
}

/** The list of models, which is public and needs no key (https://openrouter.ai/docs/api-reference/list-available-models). */
export const models: Endpoint = defineEndpoint({
  name: 'models',
  method: 'GET',
  path: '/models',
  documentation: 'https://openrouter.ai/docs/api-reference/list-available-models',
  decode: (request) => decodeModels(request, { refusal: () => undefined }),
  write: (exchange) => ({
    ...writerAt(openrouterHost, exchange),
    body: () => ({ data: known.map(modelBody), links: { next: null }, total_count: known.length }),
  }),
})
