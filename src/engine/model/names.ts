/** The providers that are built in. */
export type ProviderName = 'openai' | 'anthropic' | 'gemini' | 'azure' | 'bedrock' | 'mistral' | 'cohere' | 'ollama' | 'openrouter'

/** Hosts that speak OpenAI's dialect with differences of their own. */
export type FlavorName = 'groq' | 'deepseek' | 'vllm'

/** The endpoints of the built-in providers. */
export type EndpointName =
  | 'batches'
  | 'batches.cancel'
  | 'batches.list'
  | 'batches.retrieve'
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
  | 'files'
  | 'files.content'
  | 'generate'
  | 'generateContent'
  | 'invoke'
  | 'messages'
  | 'messages.batches'
  | 'messages.batches.cancel'
  | 'messages.batches.delete'
  | 'messages.batches.list'
  | 'messages.batches.results'
  | 'messages.batches.retrieve'
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
