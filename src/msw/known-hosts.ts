/**
 * The hosts of model providers, with the name of whose they are. A test must reach none of them for real,
 * whether brownout is set up to play them or not.
 */
export const knownHosts: ReadonlyMap<string, string> = new Map([
  ['api.openai.com', 'OpenAI'],
  ['api.anthropic.com', 'Anthropic'],
  ['generativelanguage.googleapis.com', 'Google Gemini'],
  ['aiplatform.googleapis.com', 'Google Vertex AI'],
  ['api.mistral.ai', 'Mistral'],
  ['api.cohere.com', 'Cohere'],
  ['api.cohere.ai', 'Cohere'],
  ['openrouter.ai', 'OpenRouter'],
  ['api.groq.com', 'Groq'],
  ['api.together.xyz', 'Together'],
  ['api.deepseek.com', 'DeepSeek'],
  ['api.fireworks.ai', 'Fireworks'],
  ['api.perplexity.ai', 'Perplexity'],
  ['api.x.ai', 'xAI'],
  ['ollama.com', 'Ollama'],
])
