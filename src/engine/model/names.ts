/** The providers that are built in. */
export type ProviderName = 'openai' | 'anthropic' | 'gemini' | 'azure' | 'bedrock' | 'mistral' | 'cohere' | 'ollama' | 'openrouter'

/** Hosts that speak OpenAI's dialect with differences of their own. */
export type FlavorName = 'groq' | 'deepseek' | 'vllm'

/** The endpoints of the built-in providers. */
export type EndpointName =
  | 'chat'
  | 'chat.completions'
  | 'conversations'
  | 'conversations.items'
  | 'converse'
  | 'count-tokens'
  | 'countTokens'
  | 'embed'
  | 'embedContent'
  | 'embeddings'
  | 'generate'
  | 'generateContent'
  | 'invoke'
  | 'messages'
  | 'messages.count_tokens'
  | 'models'
  | 'moderations'
  | 'responses'
  | 'responses.cancel'
  | 'responses.delete'
  | 'responses.input_items'
  | 'responses.input_tokens'
  | 'responses.retrieve'

/** Any text, while an editor still offers the names that are known. */
export type OrAnyText<Name extends string> = Name | (string & {})
