/**
 * The error for a part of a request that would change the answer and is not emulated, so that an app does not get an answer
 * without its effect.
 * @example
 * notEmulatedText('mcp_servers') // => "brownout does not emulate 'mcp_servers'. Answer this call yourself with answers.from(...), and leave it out in the test."
 */
export function notEmulatedText(parameter: string, value?: string): string {
  const named = value === undefined ? `'${parameter}'` : `'${value}' in '${parameter}'`
  return `brownout does not emulate ${named}. Answer this call yourself with answers.from(...), and leave it out in the test.`
}
