import { knownModel, ownEntry } from '../../../kit.ts'
import type { Payload } from '../chat/body.ts'

/** The models that a host lists. */
export interface ModelCatalogue {
  readonly ids: readonly string[]
  /** The fields of a model that differ from OpenAI's: `owned_by`, or those that OpenAI does not have. */
  readonly fields?: (id: string) => Payload
}

/** Some models that the API lists, with their creation time, in seconds since 1970 (https://platform.openai.com/docs/models). */
const known: Readonly<Record<string, number>> = {
  'gpt-4o': 1_715_367_049,
  'gpt-4o-mini': 1_721_172_741,
  'gpt-4.1': 1_744_316_542,
  'gpt-6.1-terra': 1_792_972_800,
  'text-embedding-3-small': 1_705_948_997,
  'text-embedding-3-large': 1_705_953_180,
  'omni-moderation-latest': 1_731_689_265,
}

/** OpenAI's own models, each with its shutdown day (https://developers.openai.com/api/docs/deprecations). */
export const openaiModels: ModelCatalogue = {
  ids: Object.keys(known),
  fields: (id) => ({ shutdown_date: knownModel(id)?.retires ?? null }),
}

/** One model. */
export function modelBody(id: string, { fields }: ModelCatalogue): Payload {
  return { id, object: 'model', created: ownEntry(known, id) ?? known['gpt-4o'], owned_by: 'system', ...fields?.(id) }
}

/** The list of models. */
export function listBody(catalogue: ModelCatalogue): Payload {
  return { object: 'list', data: catalogue.ids.map((id) => modelBody(id, catalogue)) }
}
