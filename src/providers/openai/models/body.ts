/** Some models that the API lists, with the time they were made, in seconds since 1970 (https://platform.openai.com/docs/models). */
const known: Readonly<Record<string, number>> = {
  'gpt-4o': 1_715_367_049,
  'gpt-4o-mini': 1_721_172_741,
  'gpt-4.1': 1_744_316_542,
  'text-embedding-3-small': 1_705_948_997,
  'text-embedding-3-large': 1_705_953_180,
  'omni-moderation-latest': 1_731_689_265,
}

/** One model. */
export function modelBody(id: string): unknown {
  return { id, object: 'model', created: known[id] ?? known['gpt-4o'], owned_by: 'system' }
}

/** The list of models. */
export function listBody(): unknown {
  return { object: 'list', data: Object.keys(known).map(modelBody) }
}
