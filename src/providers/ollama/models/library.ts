/** The server's data about a model. */
interface Known {
  readonly family: string
  readonly parameters: string
  readonly quantization: string
  /** In bytes. */
  readonly size: number
  readonly context: number
  readonly embedding: number
  readonly capabilities: readonly string[]
}

/** Some pulled models, each with its size and capabilities (https://ollama.com/library). */
const library: Readonly<Record<string, Known>> = {
  'llama3.2:latest': {
    family: 'llama',
    parameters: '3.2B',
    quantization: 'Q4_K_M',
    size: 2_019_393_189,
    context: 131_072,
    embedding: 3_072,
    capabilities: ['completion', 'tools'],
  },
  'gemma3:latest': {
    family: 'gemma3',
    parameters: '4.3B',
    quantization: 'Q4_K_M',
    size: 3_338_801_804,
    context: 131_072,
    embedding: 2_560,
    capabilities: ['completion', 'vision'],
  },
  'qwen3:latest': {
    family: 'qwen3',
    parameters: '8.2B',
    quantization: 'Q4_K_M',
    size: 5_225_388_164,
    context: 40_960,
    embedding: 4_096,
    capabilities: ['completion', 'tools', 'thinking'],
  },
  'nomic-embed-text:latest': {
    family: 'nomic-bert',
    parameters: '137M',
    quantization: 'F16',
    size: 274_302_450,
    context: 2_048,
    embedding: 768,
    capabilities: ['embedding'],
  },
}

/** The names of the listed models. */
export const listedModels: readonly string[] = Object.keys(library)

/** A name with its tag, `latest` by default. */
export function tagged(model: string): string {
  return model.includes(':') ? model : `${model}:latest`
}

/** The data of a model. A model that is not listed also exists, unless a fault removes it. It is like the first. */
export function knownOf(model: string): Known {
  return library[tagged(model)] ?? library['llama3.2:latest']!
}
