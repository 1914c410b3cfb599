/** A model provider or gateway that brownout does not emulate by name. */
export interface OtherOwner {
  /** The name in messages. */
  readonly owner: string
  /** A `*` matches one label, or a part of one. */
  readonly hosts: readonly string[]
  /** The base URL of its OpenAI-compatible API, if any: `openai({ baseURL })` can emulate it. */
  readonly baseUrl?: string
}

/**
 * Model providers and gateways that are not emulated by name. No test should reach them either. The hosts are those of their API
 * references and official clients.
 */
export const otherOwners: readonly OtherOwner[] = [
  // Gateways, which forward to a provider.
  { owner: 'Cloudflare AI Gateway', hosts: ['gateway.ai.cloudflare.com'] },
  {
    owner: 'Helicone',
    hosts: ['ai-gateway.helicone.ai', 'gateway.helicone.ai', 'oai.helicone.ai', 'anthropic.helicone.ai', 'oai.hconeai.com'],
    baseUrl: 'https://ai-gateway.helicone.ai/v1',
  },
  { owner: 'Portkey', hosts: ['api.portkey.ai'], baseUrl: 'https://api.portkey.ai/v1' },
  { owner: 'Requesty', hosts: ['router.requesty.ai'], baseUrl: 'https://router.requesty.ai/v1' },
  { owner: 'Braintrust', hosts: ['gateway.braintrust.dev'], baseUrl: 'https://gateway.braintrust.dev/v1' },
  { owner: 'GitHub Copilot', hosts: ['api.githubcopilot.com', 'api.*.githubcopilot.com'] },
  // Providers whose API uses OpenAI's wire format.
  { owner: 'SambaNova', hosts: ['api.sambanova.ai'], baseUrl: 'https://api.sambanova.ai/v1' },
  { owner: 'DeepInfra', hosts: ['api.deepinfra.com'], baseUrl: 'https://api.deepinfra.com/v1/openai' },
  { owner: 'Zhipu', hosts: ['api.z.ai', 'open.bigmodel.cn'], baseUrl: 'https://api.z.ai/api/paas/v4' },
  { owner: 'MiniMax', hosts: ['api.minimax.io', 'api.minimaxi.com'], baseUrl: 'https://api.minimax.io/v1' },
  { owner: 'SiliconFlow', hosts: ['api.siliconflow.com', 'api.siliconflow.cn'], baseUrl: 'https://api.siliconflow.com/v1' },
  { owner: 'Volcengine Ark', hosts: ['ark.*.volces.com'], baseUrl: 'https://ark.cn-beijing.volces.com/api/v3' },
  { owner: 'Novita', hosts: ['api.novita.ai'], baseUrl: 'https://api.novita.ai/openai/v1' },
  {
    owner: 'Nebius',
    hosts: ['api.studio.nebius.com', 'api.studio.nebius.ai', 'api.tokenfactory.nebius.com'],
    baseUrl: 'https://api.tokenfactory.nebius.com/v1',
  },
  { owner: 'Hyperbolic', hosts: ['api.hyperbolic.xyz'], baseUrl: 'https://api.hyperbolic.xyz/v1' },
  { owner: 'Baseten', hosts: ['inference.baseten.co'], baseUrl: 'https://inference.baseten.co/v1' },
  { owner: 'Friendli', hosts: ['api.friendli.ai'], baseUrl: 'https://api.friendli.ai/serverless/v1' },
  { owner: 'Inception', hosts: ['api.inceptionlabs.ai'], baseUrl: 'https://api.inceptionlabs.ai/v1' },
  { owner: 'Upstage', hosts: ['api.upstage.ai'], baseUrl: 'https://api.upstage.ai/v1' },
  { owner: 'AI21', hosts: ['api.ai21.com'], baseUrl: 'https://api.ai21.com/studio/v1' },
  { owner: 'Meta Llama', hosts: ['api.llama.com'], baseUrl: 'https://api.llama.com/compat/v1' },
  // Others.
  { owner: 'Voyage', hosts: ['api.voyageai.com'] },
  { owner: 'Jina', hosts: ['api.jina.ai'] },
  { owner: 'Replicate', hosts: ['api.replicate.com'] },
  { owner: 'fal', hosts: ['fal.run', 'queue.fal.run'] },
  { owner: 'Stability', hosts: ['api.stability.ai'] },
  { owner: 'ElevenLabs', hosts: ['api.elevenlabs.io'] },
  { owner: 'Deepgram', hosts: ['api.deepgram.com'] },
  { owner: 'AssemblyAI', hosts: ['api.assemblyai.com'] },
  { owner: 'IBM watsonx', hosts: ['*.ml.cloud.ibm.com'] },
  { owner: 'Azure Machine Learning', hosts: ['*.*.models.ai.azure.com', '*.*.inference.ml.azure.com'] },
  { owner: 'Amazon Bedrock', hosts: ['bedrock.*.amazonaws.com', 'bedrock-agent-runtime.*.amazonaws.com', 'bedrock-mantle.*.api.aws'] },
]
