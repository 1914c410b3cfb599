/** Lines that official clients print under faults, with no setting to turn them off. Nothing else is kept from the console. */
const known: readonly RegExp[] = [
  // ollama: an error that is not JSON, and a stream with an invalid line.
  /^(?:Failed to parse error response as JSON|Getting text from response|Failed to get text from error response)\n/gm,
  /^invalid json: .*\n/gm,
  // cohere-ai: a response that is not as its schema has it, with one line for each place.
  /^Failed to validate\.\n(?: {2}- .*\n)*/gm,
  // @openai/agents: a tool server that cannot be connected.
  /^Error initializing MCP server: object\n/gm,
  // The same: a session whose end the server refuses.
  /^Failed to terminate MCP session: object\n/gm,
]

/** Whether a piece of console output holds only what clients are known to print. */
export function isKnownNoise(log: string): boolean {
  return known.reduce((rest, line) => rest.replaceAll(line, ''), log).trim() === ''
}
